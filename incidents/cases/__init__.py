"""Permasalahan: what the secretariat gathers several reports of one matter into."""
