"""What may be typed about a kegiatan."""
