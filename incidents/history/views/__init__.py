"""Pages of imported history."""
