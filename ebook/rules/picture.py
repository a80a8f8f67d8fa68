"""IMG: pictures."""
