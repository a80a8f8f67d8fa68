"""The media types of files on a shelf, by the endings of their names."""

from __future__ import annotations

import functools
import mimetypes
from pathlib import PurePosixPath

from ebook.formats import formats

__all__ = ["media_type"]

_MORE = {
    ".xhtml": "application/xhtml+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}


def media_type(name: str) -> str:
    """A file's media type, with the encoding that all our texts have."""
    found = _known().get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


@functools.cache
def _known() -> dict[str, str]:
    """By ending. What a system adds of its own is left out, so that all say the same."""
    table = mimetypes.MimeTypes().types_map[True]
    ours = {suffix: row.media_type for row in formats().values() for suffix in row.suffixes if suffix}
    return {**table, **_MORE, **ours}
