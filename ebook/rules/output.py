"""OUT: what was written, as the validators and our own checks see it."""
