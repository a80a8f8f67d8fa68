"""Styles, scripts and the picture for issues without one: what all pages share, in `catalog/assets/`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import resources

from PIL import Image, ImageDraw

from ebook.catalog.opds.shared import NO_COVER
from ebook.catalog.pages.html import ASSETS

__all__ = ["assets"]

_NAMES = ("catalog.css", "reader.js", "search.js", "theme.js")
_SHEET, _LINES = "#ffffff", "#c9c5bd"


def assets() -> Iterator[tuple[str, bytes]]:
    """Each file by its path relative to the shelf."""
    folder = resources.files("ebook.catalog") / "web"
    for name in _NAMES:
        yield f"{ASSETS}/{name}", (folder / name).read_bytes()
    yield NO_COVER.path, _no_cover()


def _no_cover() -> bytes:
    """A sheet with a rule for the nameplate and lines in three columns."""
    width, height = NO_COVER.width, NO_COVER.height
    sheet = Image.new("RGB", (width, height), _SHEET)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, width - 1, height - 1), outline=_LINES)
    pen.rectangle((30, 30, width - 31, 62), fill=_LINES)
    for column in range(3):
        left = 30 + column * 84
        for top in range(90, height - 40, 14):
            pen.line((left, top, left + 70, top), fill=_LINES, width=3)
    stream = io.BytesIO()
    sheet.save(stream, "PNG", optimize=True)
    return stream.getvalue()
