"""Incidents: what the field reports, from the first word to the verified fact."""
