"""Imported ahead of the first print, by the process that workers are forked from."""

from __future__ import annotations

import contextlib

__all__: list[str] = []

# A library that is missing is reported by the first print, in `ebook.writers.pdf.write`.
with contextlib.suppress(OSError):
    import ebook.writers.pdf.printing  # noqa: F401  # what counts is that it is imported
