"""Finding: one search over reports, permasalahan, notes and names of files."""
