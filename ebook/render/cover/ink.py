"""A made-up page -> a picture of it: HarfBuzz draws the glyphs, Pillow packs the pixels."""

from __future__ import annotations

import io
import zlib

import uharfbuzz as hb
from PIL import Image

from ebook.fonts import shaping_font
from ebook.render.cover.layout import Page, Placed, Rule

__all__ = ["HEIGHT", "MARGIN", "SIZE", "WIDTH", "print_page"]

WIDTH, HEIGHT = 1200, 1600
MARGIN = 84
"""The page as it is made up."""

SCALE = 0.75
"""Pixels of the picture to one of the page: it fills the screen of an e-reader, in some 25 kB."""

SIZE = round(WIDTH * SCALE), round(HEIGHT * SCALE)
_FRAME = 2
_FULL, _HALF = b"\xff", b"\x80"

_GREYS = (0, 128, 255)
"""Three are enough for smooth edges, take two bits a pixel, and a fourth would add a sixth to the file."""
_SHADES = bytes(len(_GREYS) - 1 - round(ink * (len(_GREYS) - 1) / 255) for ink in range(256))
"""Ink -> the number of its grey."""


def print_page(page: Page, *, vertical: bool) -> bytes:
    """A PNG of `SIZE`, black on white within a thin frame."""
    rows = _letters(page, vertical=vertical)
    for rule in page.rules:
        _fill(rows, _box(rule, vertical=vertical), _FULL)
    width, height = SIZE
    for top, bottom in ((0, _FRAME), (height - _FRAME, height)):
        _fill(rows, (0, top, width, bottom), _HALF)
    for left, right in ((0, _FRAME), (width - _FRAME, width)):
        _fill(rows, (left, 0, right, height), _HALF)
    return _png(rows)


def _letters(page: Page, *, vertical: bool) -> list[bytearray]:
    """How much ink there is on each pixel, from 0 to 255, line by line from the top."""
    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(0, 0, *SIZE, 0)
    for part in page.placed:
        x, y = _corner(part, vertical=vertical)
        for glyph in part.line.glyphs:
            xx, yx, xy, yy, dx, dy = glyph.map
            raster.transform = tuple(SCALE * value for value in (xx, yx, xy, yy, x + dx, y + dy))
            raster.draw_glyph(shaping_font(glyph.face), glyph.id)
    width, height = SIZE
    image = raster.render()
    if image is None:  # there is nothing to draw
        return [bytearray(width) for _ in range(height)]
    ink, stride = image.buffer, image.extents.stride
    upwards = [bytearray(ink[start : start + width]) for start in range(0, stride * height, stride)]
    return upwards[::-1]


def _fill(rows: list[bytearray], box: tuple[int, int, int, int], ink: bytes) -> None:
    """Blacken a rectangle: its left, top, right and bottom edges, the last two outside it."""
    left, top, right, bottom = box
    for row in rows[top:bottom]:
        row[left:right] = ink * (right - left)


def _corner(part: Placed, *, vertical: bool) -> tuple[float, float]:
    """Where a line begins on the page, counted from its lower left corner."""
    if vertical:
        return WIDTH - MARGIN - part.down, HEIGHT - MARGIN - part.along
    return MARGIN + part.along, HEIGHT - MARGIN - part.down


def _box(rule: Rule, *, vertical: bool) -> tuple[int, int, int, int]:
    """The left, top, right and bottom edges of a rule in pixels of the picture, from its upper left corner."""
    size = (rule.weight, rule.length) if rule.across else (rule.length, rule.weight)
    length, weight = (max(1, round(edge * SCALE)) for edge in size)
    if vertical:
        right, top = round((WIDTH - MARGIN - rule.down) * SCALE), round((MARGIN + rule.along) * SCALE)
        return right - weight, top, right, top + length
    left, top = round((MARGIN + rule.along) * SCALE), round((MARGIN + rule.down) * SCALE)
    return left, top, left + length, top + weight


def _png(rows: list[bytearray]) -> bytes:
    picture = Image.frombytes("P", SIZE, b"".join(rows).translate(_SHADES))
    picture.putpalette([grey for grey in _GREYS for _ in "RGB"])
    out = io.BytesIO()
    # The last level would take three times as long for one hundredth of the size.
    picture.save(out, "PNG", bits=2, compress_level=8, compress_type=zlib.Z_FILTERED)
    return out.getvalue()
