"""Arahan of a leader: written down, confirmed, carried out."""
