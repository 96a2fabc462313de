"""Help for everybody: guides, stories to try, the letter that orders the reporting."""
