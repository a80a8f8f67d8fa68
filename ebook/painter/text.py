"""Glyph runs -> the operators that show them (ISO 32000-1, 9.4), so that every reader finds the exact text.

Two things make readers find another text than the one that was set. Both are met with
/ActualText (14.9.4), which says what the glyphs around stand for:

* A gap of a quarter em between Han characters and Latin letters is taken for a space.
* Several glyphs draw one character, or characters for private use have no meaning of their own
  (ISO 19005-3, 6.2.11.7.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pydyf

from ebook.painter.fonts import ASCENT, Code, Fonts
from ebook.painter.page import GlyphRun

__all__ = ["Pen"]

_LOOKS_LIKE_A_SPACE = 0.09  # em; readers take a gap from a tenth of an em on for a space
_EM = 1000
_DROPPED = "\ufffd"  # from here on pdfium drops characters from /ActualText
_UNMAPPED = re.compile("[\0\ufeff\ufffe\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_INVISIBLE = 3  # text rendering mode
_TOLERANCE = 0.01  # points


class _Shown(NamedTuple):
    """A glyph on its line.

    Attributes:
        code: how it is shown.
        text: what it stands for; "" if an earlier glyph stands for it.
        size: of its font.
        at: where the pen has to stand, along the line.
        after: where showing it leaves the pen.
        across: how far from the line's base it is drawn: above it, or to the right of a vertical line's axis.
    """

    code: Code
    text: str
    size: float
    at: float
    after: float
    across: float


class Pen:
    """Shows glyph runs on one page and remembers which state it left the page's text in."""

    def __init__(self, fonts: Fonts, height: float) -> None:
        self._fonts = fonts
        self._height = height
        self._visible = True
        self._font: tuple[str, float] | None = None
        self.used: set[str] = set()

    def show(self, runs: Iterable[GlyphRun]) -> Iterator[str]:
        """The operators for runs of one colour."""
        for (is_visible, *_), line in groupby(runs, _line):
            if is_visible is not self._visible:
                self._visible = bool(is_visible)
                yield f"{0 if is_visible else _INVISIBLE} Tr"
            yield from self._show_line(list(line))

    def _show_line(self, runs: Sequence[GlyphRun]) -> Iterator[str]:
        first = runs[0]
        glyphs = [glyph for run in runs for glyph in self._shown(run)]
        if not glyphs:
            return
        yield "BT"
        is_placed = False
        for start, end, text in _spans(glyphs):
            if text is not None:
                yield f"/Span <</ActualText {pydyf.String(text).data.decode()}>> BDC"
            if not is_placed:
                yield self._place(first, glyphs[start])
                is_placed = True
            yield from self._show_glyphs(first, glyphs, start, end)
            if text is not None:
                yield "EMC"
        if not first.vertical and glyphs[-1].across:
            yield "0 Ts"
        yield "ET"

    def _shown(self, run: GlyphRun) -> Iterator[_Shown]:
        """The glyphs of a run, each with the place of the pen."""
        unit, vertical, face, size = run.size / _EM, run.vertical, run.face, run.size
        at = run.x if not vertical and not run.rotated else run.y
        code_of = self._fonts.code
        for number, advance, text, dx, dy in run.glyphs:
            code = code_of(face, number, text, vertical=vertical)
            if vertical:
                place = at + dy - ASCENT * unit
                yield _Shown(code, text, size, place, place + size, dx + code.width * unit / 2)
            else:
                place = at + dx
                yield _Shown(code, text, size, place, place + code.width * unit, -dy)
            at += advance

    def _place(self, run: GlyphRun, glyph: _Shown) -> str:
        """The text matrix that puts the pen where a glyph needs it."""
        if run.vertical:
            return f"1 0 0 1 {run.x + glyph.across:.3f} {self._height - glyph.at:.3f} Tm"
        if run.rotated:
            return f"0 -1 1 0 {run.x:.3f} {self._height - glyph.at:.3f} Tm"
        return f"1 0 0 1 {glyph.at:.3f} {self._height - run.y:.3f} Tm"

    def _show_glyphs(self, run: GlyphRun, glyphs: list[_Shown], start: int, end: int) -> Iterator[str]:
        """Show some glyphs of a line with as few operators as their fonts and places allow."""
        across = glyphs[start - 1].across if start else (glyphs[0].across if run.vertical else 0.0)
        pen = glyphs[start - 1].after if start else glyphs[0].at
        sign = 1 if run.vertical else -1
        operand: list[str] = []
        hexadecimal: list[str] = []

        def flush() -> Iterator[str]:
            if hexadecimal:
                operand.append(f"<{''.join(hexadecimal)}>")
                hexadecimal.clear()
            if operand:
                yield f"[{''.join(operand)}]TJ"
                operand.clear()

        for glyph in glyphs[start:end]:
            font = (glyph.code.font, glyph.size)
            if font != self._font or abs(glyph.across - across) > _TOLERANCE:
                yield from flush()
                yield from self._change(run, glyph, font, across)
                if run.vertical and abs(glyph.across - across) > _TOLERANCE:
                    pen = glyph.at
                across = glyph.across
            move = round(sign * (glyph.at - pen) * _EM / glyph.size)
            if move:
                if hexadecimal:
                    operand.append(f"<{''.join(hexadecimal)}>")
                    hexadecimal.clear()
                operand.append(str(move))
                pen += sign * move * glyph.size / _EM
            hexadecimal.append(glyph.code.code)
            pen += glyph.after - glyph.at
        yield from flush()

    def _change(self, run: GlyphRun, glyph: _Shown, font: tuple[str, float], across: float) -> Iterator[str]:
        """Change to another font or another distance from the line's base."""
        if font != self._font:
            self._font = font
            self.used.add(font[0])
            yield f"/{font[0]} {font[1]:g} Tf"
        if abs(glyph.across - across) > _TOLERANCE:
            yield self._place(run, glyph) if run.vertical else f"{glyph.across:.3f} Ts"


def _line(run: GlyphRun) -> tuple[bool, bool, bool, float]:
    """What runs of one line share."""
    is_horizontal = not run.vertical and not run.rotated
    return run.visible, run.vertical, run.rotated, run.y if is_horizontal else run.x


def _spans(glyphs: list[_Shown]) -> Iterator[tuple[int, int, str | None]]:
    """Pieces of a line (start and end), each with the text that has to be said of it; None where its glyphs say it."""
    joins = [_belong_together(one, other) for one, other in pairwise(glyphs)]
    start = 0
    plain = 0  # where glyphs begin that need no mark
    for at in range(len(glyphs)):
        if at < len(joins) and joins[at]:
            continue
        text = "".join(glyph.text for glyph in glyphs[start : at + 1])
        if at > start or _UNMAPPED.search(text):
            if plain < start:
                yield plain, start, None
            yield start, at + 1, text
            plain = at + 1
        start = at + 1
    if plain < len(glyphs):
        yield plain, len(glyphs), None


def _belong_together(one: _Shown, other: _Shown) -> bool:
    """Whether two neighbours are read as one piece: glyphs of one character, or a gap that is no space."""
    if not other.text:
        return True
    return (
        other.at - one.after > _LOOKS_LIKE_A_SPACE * one.size
        and one.text != " "
        and other.text != " "
        and max(one.text + other.text) < _DROPPED
    )
