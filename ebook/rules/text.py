"""TXT: reading the text of a printed page."""
