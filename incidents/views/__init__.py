"""Pages of reports from the field."""
