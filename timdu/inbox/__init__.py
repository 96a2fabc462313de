"""Inbox: what waits for whom."""
