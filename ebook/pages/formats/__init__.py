"""Readers of formats that hold printed pages with their geometry; each fills `PageIssue` values."""
