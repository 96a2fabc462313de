"""Days off: the rows behind the team's working days."""
