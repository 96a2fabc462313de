"""What a person may do about a Status Keadaan Konflik."""
