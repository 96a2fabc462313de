"""Migrations of nota dinas."""
