"""The first page of a new installation: there is no team yet."""
