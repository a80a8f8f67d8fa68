"""MD: reading an issue written in Markdown."""
