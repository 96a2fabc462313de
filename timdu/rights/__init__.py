"""Hak akses: who may do what, who opened what, and what an auditor carries away."""
