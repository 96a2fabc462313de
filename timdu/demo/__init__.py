"""The demo: two kabupaten with three years of invented reports, the same at every load."""
