"""A made-up page -> a picture of it: HarfBuzz draws the glyphs, Pillow packs the pixels."""

from __future__ import annotations

import io

import uharfbuzz as hb
from PIL import Image, ImageDraw

from ebook.render.cover.layout import Page, Placed, Rule
from ebook.render.cover.type import font

__all__ = ["HEIGHT", "MARGIN", "SIZE", "WIDTH", "print_page"]

WIDTH, HEIGHT = 1200, 1600
MARGIN = 84
"""The page as it is made up."""

SCALE = 0.75
"""Pixels of the picture to one of the page: it fills the screen of an e-reader, in some 30 kB."""

SIZE = round(WIDTH * SCALE), round(HEIGHT * SCALE)
_FRAME = 2
_GREYS = 4
"""So many are enough for smooth edges, and take two bits a pixel."""


def print_page(page: Page, *, vertical: bool) -> bytes:
    """A PNG of `SIZE`, black on white within a thin frame."""
    ink = _letters(page, vertical=vertical)
    draw = ImageDraw.Draw(ink)
    for rule in page.rules:
        draw.rectangle(_box(rule, vertical=vertical), fill=255)
    draw.rectangle((0, 0, SIZE[0] - 1, SIZE[1] - 1), outline=128, width=_FRAME)
    steps = _GREYS - 1
    picture = Image.frombytes(
        "P", SIZE, ink.point([steps - round(n * steps / 255) for n in range(256)]).tobytes()
    )
    picture.putpalette([level * 255 // steps for level in range(_GREYS) for _ in "rgb"])
    out = io.BytesIO()
    picture.save(out, "PNG", bits=2, optimize=True)
    return out.getvalue()


def _letters(page: Page, *, vertical: bool) -> Image.Image:
    """How much ink there is on each pixel, from 0 to 255."""
    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(0, 0, *SIZE, 0)
    for part in page.placed:
        x, y = _corner(part, vertical=vertical)
        for glyph in part.line.glyphs:
            xx, yx, xy, yy, dx, dy = glyph.map
            raster.transform = tuple(SCALE * value for value in (xx, yx, xy, yy, x + dx, y + dy))
            raster.draw_glyph(font(glyph.face), glyph.id)
    image = raster.render()
    if image is None:  # there is nothing to draw
        return Image.new("L", SIZE)
    return Image.frombytes("L", SIZE, image.buffer, "raw", "L", image.extents.stride, -1)


def _corner(part: Placed, *, vertical: bool) -> tuple[float, float]:
    """Where a line begins on the page, counted from its lower left corner."""
    if vertical:
        return WIDTH - MARGIN - part.down, HEIGHT - MARGIN - part.along
    return MARGIN + part.along, HEIGHT - MARGIN - part.down


def _box(rule: Rule, *, vertical: bool) -> tuple[int, int, int, int]:
    """The corners of a rule in pixels of the picture, counted from its upper left one, both within it."""
    size = (rule.weight, rule.length) if rule.across else (rule.length, rule.weight)
    length, weight = (max(1, round(edge * SCALE)) for edge in size)
    if vertical:
        right, top = round((WIDTH - MARGIN - rule.down) * SCALE), round((MARGIN + rule.along) * SCALE)
        return right - weight, top, right - 1, top + length - 1
    left, top = round((MARGIN + rule.along) * SCALE), round((MARGIN + rule.down) * SCALE)
    return left, top, left + length - 1, top + weight - 1
