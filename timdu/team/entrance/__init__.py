"""How one comes in: the second factor, proving oneself again, and help when something is lost."""
