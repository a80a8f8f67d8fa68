"""ISS: an issue as a whole, whatever it was read from."""
