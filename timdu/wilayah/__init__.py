"""Wilayah: the administrative areas of Indonesia and their codes."""
