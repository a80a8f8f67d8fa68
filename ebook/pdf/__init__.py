"""Finished PDFs, read back with pdfium, which has no part in making them."""
