"""Glyph runs -> the operators that show them (ISO 32000-1, 9.4), so that every reader finds the exact text.

Two things make readers find another text than the one that was set:

* A gap of a quarter em between Han characters and Latin letters is taken for a space. The glyph before it is shown by
  a double whose advance includes the gap. Where that cannot be (vertical lines, TrueType), /ActualText (14.9.4) says
  what the glyphs around the gap stand for, which some readers heed.
* Several glyphs draw one character, or characters for private use have no meaning of their own
  (ISO 19005-3, 6.2.11.7.3): they have /ActualText.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

import pydyf

from ebook.painter.font_programs import ASCENT
from ebook.painter.fonts import Code, Codes, Fonts
from ebook.painter.page import Glyph, GlyphRun

__all__ = ["Pen"]

_EM = 1000
_LOOKS_LIKE_A_SPACE = 90  # thousandths of an em; readers take a gap from a tenth of an em on for a space
_STEP = 125  # thousandths of an em, by which doubles of glyphs differ
_WIDEST = 1000  # thousandths of an em; wider gaps are a matter of layout
_DROPPED = "\ufffd"  # from here on pdfium drops characters from /ActualText
_UNMAPPED = re.compile("[\0\ufeff\ufffe\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_INVISIBLE = 3  # text rendering mode


class _Shown(NamedTuple):
    """A glyph on its line.

    Attributes:
        font: the operator that selects its font and size.
        code: its code there, in hexadecimal.
        text: what it stands for; "" if an earlier glyph stands for it.
        at: where the pen has to stand, along the line.
        after: where showing it leaves the pen.
        across: how far from the line's base it is drawn: above it, or to the right of a vertical line's axis.
        em: the size of its font, stretched along the line.
    """

    font: str
    code: str
    text: str
    at: float
    after: float
    across: float
    em: float


class Pen:
    """Shows glyph runs on one page.

    Attributes:
        used: the resource names of the fonts that it has shown.
    """

    def __init__(self, fonts: Fonts, height: float) -> None:
        self._fonts = fonts
        self._height = height
        self._visible = True
        self.used: set[str] = set()

    def show(self, runs: Iterable[GlyphRun]) -> Iterator[str]:
        """The operators for runs of one colour."""
        for (is_visible, *_), line in groupby(runs, _line):
            if is_visible is not self._visible:
                self._visible = bool(is_visible)
                yield f"{0 if is_visible else _INVISIBLE} Tr"
            yield from self._show_line(list(line))

    def _show_line(self, runs: Sequence[GlyphRun]) -> Iterator[str]:
        """The operators for one line: glyphs of one font are placed by the first of them."""
        glyphs = [glyph for run in runs for glyph in self._shown(run)]
        yield "BT"
        for text, span in _spans(glyphs):
            if text is not None:
                yield f"/Span <</ActualText {pydyf.String(text).data.decode()}>> BDC"
            for (font, _), group in groupby(span, lambda glyph: (glyph.font, glyph.across)):
                same = list(group)
                yield f"{font} {self._place(runs[0], same[0])} [{_operand(same, is_vertical=runs[0].vertical)}]TJ"
            if text is not None:
                yield "EMC"
        yield "ET"

    def _shown(self, run: GlyphRun) -> Iterator[_Shown]:
        """The glyphs of a run, each with the place of the pen."""
        unit, vertical = run.size * run.stretch / _EM, run.vertical
        codes = self._fonts.codes(run.face, vertical=vertical)
        names: dict[str, str] = {}
        at = run.x if not vertical and not run.rotated else run.y
        for glyph, following in zip_longest(run.glyphs, run.glyphs[1:]):
            number, advance, text, dx, dy = glyph
            name, code, width = codes[number, text]
            if following and not vertical:
                gap = (advance + following.dx - dx) / unit - width
                if gap > _LOOKS_LIKE_A_SPACE and (double := _double(codes, glyph, following, gap)):
                    name, code, width = double
            font = names.get(name) or names.setdefault(name, f"/{name} {run.size:g} Tf")
            if vertical:
                place = at + dy - ASCENT * unit
                across = round(dx + width * run.size / _EM / 2, 2)
                yield _Shown(font, code, text, place, place + _EM * unit, across, _EM * unit)
            else:
                place = at + dx
                yield _Shown(font, code, text, place, place + width * unit, -dy, _EM * unit)
            at += advance
        self.used.update(names)

    def _place(self, run: GlyphRun, glyph: _Shown) -> str:
        """The text matrix that puts the pen where a glyph needs it (ISO 32000-1, 9.4.2)."""
        stretch = f"{run.stretch:.5g}"
        if run.vertical:
            return f"1 0 0 {stretch} {run.x + glyph.across:.3f} {self._height - glyph.at:.3f} Tm"
        if run.rotated:
            return f"0 -{stretch} 1 0 {run.x + glyph.across:.3f} {self._height - glyph.at:.3f} Tm"
        return f"{stretch} 0 0 1 {glyph.at:.3f} {self._height - run.y + glyph.across:.3f} Tm"


def _operand(glyphs: list[_Shown], *, is_vertical: bool) -> str:
    """The operand of TJ (ISO 32000-1, table 109): codes, and between them how far to move, in thousandths of an em.

    Moves go left in lines from left to right, and down in lines from top to bottom.
    """
    unit = (1 if is_vertical else -1) * _EM / glyphs[0].em
    parts, pen = ["<"], round(glyphs[0].at * unit)
    for _, code, _, at, after, *_ in glyphs:
        place = round(at * unit)
        if place != pen:
            parts.append(f">{place - pen}<")
        parts.append(code)
        pen = place + round((after - at) * unit)
    parts.append(">")
    return "".join(parts)


def _double(codes: Codes, glyph: Glyph, following: Glyph, gap: float) -> Code | None:
    """A glyph as wide as itself and the gap after it, where that gap is not a space."""
    if " " in {glyph.text, following.text} or not glyph.text or not following.text or gap > _WIDEST:
        return None
    return codes.widened(glyph.number, glyph.text, round(gap / _STEP) * _STEP)


def _line(run: GlyphRun) -> tuple[bool, bool, bool, float, float]:
    """What runs of one line share."""
    is_horizontal = not run.vertical and not run.rotated
    return run.visible, run.vertical, run.rotated, run.stretch, run.y if is_horizontal else run.x


def _spans(glyphs: list[_Shown]) -> Iterator[tuple[str | None, list[_Shown]]]:
    """Pieces of a line, each with the text that has to be said of it; None where its glyphs say it."""
    plain: list[_Shown] = []
    piece: list[_Shown] = []
    for glyph, following in zip_longest(glyphs, glyphs[1:]):
        piece.append(glyph)
        if following is not None and _belong_together(glyph, following):
            continue
        if len(piece) == 1 and not _UNMAPPED.search(glyph.text):
            plain.append(glyph)
        else:
            if plain:
                yield None, plain
            yield "".join(one.text for one in piece), piece
            plain = []
        piece = []
    if plain:
        yield None, plain


def _belong_together(one: _Shown, other: _Shown) -> bool:
    """Whether two neighbours are read as one piece: glyphs of one character, or a gap that is no space.

    A piece that is shown in several parts, since their font or their place across the line differs, pdfium
    sometimes reads twice: there a gap is left to be taken for a space.
    """
    if not other.text:
        return True
    return (
        (one.font, one.across) == (other.font, other.across)
        and other.at - one.after > _LOOKS_LIKE_A_SPACE * one.em / _EM
        and one.text != " "
        and other.text != " "
        and max(one.text + other.text) < _DROPPED
    )
