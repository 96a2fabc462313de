"""Reports: one home for every number, the kinds of report, and the home pages."""
