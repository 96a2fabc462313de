"""Pages of Status Keadaan Konflik."""
