"""Pages of permasalahan."""
