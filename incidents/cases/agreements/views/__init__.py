"""Pages of kesepakatan."""
