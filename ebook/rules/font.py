"""FNT: fonts and characters."""
