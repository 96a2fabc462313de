"""Migrations of kesepakatan."""
