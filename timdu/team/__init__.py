"""Team: who we are and who signs in."""
