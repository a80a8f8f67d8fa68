"""Catalogues that reading apps open: OPDS 1.2 (Atom) and OPDS 2.0 (JSON), two spellings of the same feeds."""
