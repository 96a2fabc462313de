"""Reports as rows of a table that somebody filled in."""
