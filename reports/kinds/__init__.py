"""The kinds of report that leave."""
