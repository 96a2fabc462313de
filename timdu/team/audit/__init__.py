"""Inspektorat: access by surat tugas, from its first day to its last."""
