"""The second step's material: characters that Noto CJK lacks.

Noto CJK takes its Latin, Greek and Cyrillic from Source Serif and Source Sans, scaled, but not all
of it: most of Latin Extended-A is missing, and with it the names of half of Europe. The letters
come from the same families at the weight and scale that fit best (least sum of the differences in
area and advance of the letters "oHnepxlI"); the few signs of GBK, Big5 and KS X 1001 that are in
neither are drawn out of their neighbours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from fontTools.misc.transform import Transform
from outlines import Glyphs, Outline


class Fit(NamedTuple):
    """A weight on the variable font's axis, and the scale that brings its letters to size."""

    weight: float
    scale: float


SPACES = {
    0x2000: 1 / 2, 0x2001: 1, 0x2002: 1 / 2, 0x2003: 1, 0x2004: 1 / 3, 0x2005: 1 / 4, 0x2006: 1 / 6,
    0x2009: 1 / 5, 0x200A: 1 / 10, 0x202F: 1 / 5, 0x205F: 4 / 18,
}  # fmt: skip
"""Widths in em of the spaces of fixed width (Unicode, chapter 6.2)."""

SAME_SHAPE = {0x2985: 0xFF5F, 0x2986: 0xFF60, 0x223C: 0x301C}
"""Signs whose shape another sign of the font has."""

EM = 1000
BMP_LAST = 0xFFFF


def additions(noto: Any, latin: Any, fit: Fit) -> dict[int, Outline]:
    """Every character that can be added, by code point in ascending order."""
    font, letters = Glyphs(noto), Glyphs(latin, {"wght": fit.weight})
    scale = Transform().scale(fit.scale)
    found = {code: letters[code].transformed(scale) for code in letters.cmap if _is_sign(code)}
    found.update(_breves({**{code: font[code] for code in (ord("I"),)}, **found}))
    found.update((code, Outline((), round(EM * width))) for code, width in SPACES.items())
    found.update((code, font[same]) for code, same in SAME_SHAPE.items() if code not in found)
    found.update(_drawn(font))
    return {code: found[code] for code in sorted(found) if code not in font.cmap}


def _is_sign(codepoint: int) -> bool:
    # Emoji and private use are no letters, and invisible characters need no glyph.
    category = unicodedata.category(chr(codepoint))
    return codepoint <= BMP_LAST and category not in {"Cc", "Cf", "Cn", "Co", "Zs"}


def _breves(letters: dict[int, Outline]) -> Iterator[tuple[int, Outline]]:
    breve = letters[0x02D8]
    rise = letters[0x011E].bounds[3] - letters[0x011F].bounds[3]
    for code, base, lift in ((0x012C, ord("I"), rise), (0x012D, 0x0131, 0)):
        letter = letters[base]
        yield code, letter.with_outline(breve.moved((letter.width - breve.width) / 2, lift))


def _drawn(font: Glyphs) -> Iterator[tuple[int, Outline]]:
    yield 0x2252, _equals_with_dots(font, falling=True)
    yield 0x2253, _equals_with_dots(font, falling=False)
    diamond = font[0x25C7]
    shrink = Transform().translate(EM / 2, 380).scale(0.5).translate(-EM / 2, -380)
    yield 0x25C8, diamond.with_outline(font[0x25C6].transformed(shrink))
    macron = font[0x02C9]
    yield 0x02CD, macron.moved(0, -90 - macron.bounds[3])


def _equals_with_dots(font: Glyphs, *, falling: bool) -> Outline:
    """≒ or ≓: the bars of ＝, a dot of ∵ above one end and below the other."""
    bars, dot = font[0xFF1D], font[0x2235].contour(0)
    left, bottom, right, top = bars.bounds
    size = dot.bounds[2] - dot.bounds[0]
    dot = dot.moved(-dot.bounds[0], -dot.bounds[1])
    west, east, gap = left + size / 2, right - 1.5 * size, size * 0.6
    upper, lower = (west, east) if falling else (east, west)
    return bars.with_outline(dot.moved(upper, top + gap)).with_outline(dot.moved(lower, bottom - gap - size))
