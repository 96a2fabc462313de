"""Migrations of Status Keadaan Konflik."""
