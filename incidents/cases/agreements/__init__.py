"""Kesepakatan para pihak: what was agreed, who is bound, and whether it is kept."""
