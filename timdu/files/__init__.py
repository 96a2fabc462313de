"""Files: private, checked, re-encoded; served only through what they belong to."""
