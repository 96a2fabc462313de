"""Core: the machinery every app stands on; no domain words."""
