"""The pages of a catalogue: the calendar, an issue's own page, its reading edition, the search."""
