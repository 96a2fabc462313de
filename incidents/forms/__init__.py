"""What may be typed about reports from the field."""
