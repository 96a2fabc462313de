"""Kegiatan of the team: who did what, where, with whom, and what came of it."""
