"""Nota dinas to the bupati about one permasalahan, and what was decided."""
