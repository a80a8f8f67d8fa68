"""Composed pages -> PDF: text, pictures and tags, archival and accessible."""
