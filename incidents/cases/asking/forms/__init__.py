"""What may be typed about a disposisi or a permintaan koordinasi."""
