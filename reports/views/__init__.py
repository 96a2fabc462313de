"""Pages: the home of each role, the dashboard, having a report compiled."""
