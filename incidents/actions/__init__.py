"""Every change a person can make to reports from the field."""
