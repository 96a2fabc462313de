"""Commands of imported history."""
