"""What may be typed about a permasalahan."""
