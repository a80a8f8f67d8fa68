"""Lines drawn with the widths of their setting, in a way that reads out as the text that was put in.

Two things make a PDF read out wrong:

* A gap of a quarter-em, or a wide gap of justification, is taken for a space. The characters
  around it are marked with the text that they stand for (/ActualText, ISO 32000-1, 14.9.4).
* A font may draw two characters with one glyph (· and ‧), and a PDF maps a glyph of a font to one
  text. The second one is drawn with a double of the font.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterator
from itertools import groupby, pairwise, repeat
from typing import Any, NamedTuple

import pydyf
from weasyprint.draw import text as draw
from weasyprint.logger import LOGGER
from weasyprint.text.ffi import FROM_UNITS, pango

from ebook.typography.hooks.dots import draw_dots
from ebook.typography.hooks.lines import LineLayout
from ebook.typography.hooks.shaping import Font, Shaped, Shaper

__all__ = ["Drawer"]

_LOOKS_LIKE_A_SPACE = (
    90  # thousandths of an em; readers of PDF take a gap from a tenth of an em on for a space
)

_DROPPED = "\ufffd"
# What means only what some system agreed with itself (Unicode 23.5).
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_NOT_THE_LAST = "\0"  # of several glyphs for one character: stands before that character


_draw_text = draw.draw_text


class _Form(NamedTuple):
    """What a glyph that stands for some characters is drawn with.

    Attributes:
        font: its font in the PDF.
        size: the font's size.
        code: its number in the font, in hexadecimal; "" for one that is empty.
        own: its width as the PDF has it, in thousandths of an em.
    """

    font: Any
    size: float
    code: str
    own: int


class _Forms(dict[tuple[Font, int, str], _Form]):
    """The forms of a document's glyphs, each found when it is first drawn: by its font, its number, what it stands for."""

    def __init__(self, page: Any) -> None:
        super().__init__()
        self.page = page

    def __missing__(self, key: tuple[Font, int, str]) -> _Form:
        face, number, said = key
        font, size = self.page.add_font(face.pango)
        if number == pango.PANGO_GLYPH_EMPTY:
            form = _Form(font, size, "", 0)
        else:
            code = _code(font, number)
            font = _font_for(self.page, font, code, said)
            form = _Form(font, size, f"{code:04x}", self._own_width(font, code, face.pango, number, size))
        self[key] = form
        return form

    def _own_width(self, font: Any, code: int, pango_font: Any, number: int, size: float) -> int:
        """The width of a glyph in thousandths of an em, which is made known to the PDF."""
        if code not in font.widths:
            width = self.page.logical_rect
            pango.pango_font_get_glyph_extents(pango_font, number, self.page.ink_rect, width)
            font.widths[code] = round(width.width * 1000 * FROM_UNITS / size)
        if code != number:
            font.widths.setdefault(0, font.widths[code])
        return int(font.widths[code])


class _Row(NamedTuple):
    """The glyphs of a line, in lists of the same length.

    Attributes:
        forms: what they are drawn with.
        said: the characters that they stand for.
        shifts: how far right of its place each is drawn, in thousandths of an em.
        gaps: what stands between its own width and the next glyph, in thousandths of an em.
    """

    forms: list[_Form]
    said: list[str]
    shifts: list[float]
    gaps: list[float]


class Drawer:
    """Draws lines; keeps what the glyphs of a document are drawn with, as long as the document lives."""

    def __init__(self, shaper: Shaper) -> None:
        self._shaper = shaper
        self._fonts: Any = None
        self._forms = _Forms(None)

    def draw_text(self, page: Any, textbox: Any, *arguments: Any) -> None:
        """WeasyPrint's function, for lines of a setting; with dots where characters are emphasised."""
        layout = textbox.pango_layout
        if not isinstance(layout, LineLayout):
            _draw_text(page, textbox, *arguments)
            return
        if textbox.style["visibility"] != "visible":
            return
        if page._fonts is not self._fonts:  # noqa: SLF001  # all pages of a document share them
            self._fonts, self._forms = page._fonts, _Forms(page)  # noqa: SLF001
        page.set_color(textbox.style["color"])
        page.begin_text()
        page.set_text_matrix(1, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
        row = self._row(layout)
        for piece, marked in _spans(row):
            _show(page, row, piece, marked=marked)
        page.end_text()
        if textbox.element_tag == "em":
            draw_dots(page, textbox, layout)

    def _row(self, layout: LineLayout) -> _Row:
        """The glyphs of a line, as Pango has shaped them and its setting spaces them."""
        shaped, line = layout.setting, layout.line
        glyphs, base = shaped.between(line.start, line.end), line.start
        if glyphs is None:  # the line parts a ligature
            shaped, base = self._shaper.shape(layout.text, shaped.style), 0
            glyphs = range(len(shaped.glyphs.numbers))
        wider, moved = layout.spacing()
        said = list(layout.text)
        if not shaped.is_one_to_one:
            said, wider, moved = _by_glyph(shaped, glyphs, base, (said, wider, moved))
        numbers, widths, shifts, *_ = shaped.glyphs
        forms: list[_Form] = []
        for font, part in shaped.fonts_of(glyphs):
            texts = said[part.start - glyphs.start : part.stop - glyphs.start]
            keys = zip(repeat(font), numbers[part.start : part.stop], texts)
            forms += map(self._forms.__getitem__, keys)
        em = shaped.em
        own = shifts[glyphs.start : glyphs.stop] if shifts else [0.0] * len(glyphs)
        return _Row(
            forms,
            said,
            [(shift + more) / em * 1000 for shift, more in zip(own, moved, strict=True)],
            [
                (width + more) / em * 1000 - form.own
                for width, more, form in zip(widths[glyphs.start : glyphs.stop], wider, forms, strict=True)
            ],
        )


def _by_glyph(
    shaped: Shaped, glyphs: range, base: int, by_character: tuple[list[str], list[float], list[float]]
) -> tuple[list[str], list[float], list[float]]:
    """What is known of each character of a line, for each glyph: its text, what widens it, what moves it."""
    said, wider, moved = by_character
    firsts = [shaped.glyphs.firsts[number] - base for number in glyphs]
    spans = list(pairwise([*firsts, len(said)]))
    return (
        ["".join(said[first:after]) or _NOT_THE_LAST + said[first] for first, after in spans],
        [sum(wider[first:after]) for first, after in spans],
        [moved[first] if first < after else 0.0 for first, after in spans],
    )


def _code(font: Any, glyph: int) -> int:
    """The number of a glyph in its font; one of its own for what no font has."""
    if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        codepoint = glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG
        LOGGER.warning('.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', chr(codepoint), codepoint)  # fmt: skip
        return int(font.get_unused_glyph_id(codepoint))
    return glyph


def _font_for(page: Any, font: Any, code: int, said: str) -> Any:
    """The font itself, or its double, if in the font itself the glyph stands for another text."""
    if said.startswith(_NOT_THE_LAST):
        font.to_unicode.setdefault(code, said[1:])
        return font
    double = 0
    original = font
    while font.to_unicode.setdefault(code, said) != said:
        double += 1
        font = page._fonts.get((original.hash, double)) or _double(original, double)  # noqa: SLF001
        page._fonts[original.hash, double] = font  # noqa: SLF001
    return font


def _double(font: Any, number: int) -> Any:
    double = copy.copy(font)
    digest = hashlib.sha256(f"{font.hash} {number}".encode()).digest()
    double.hash = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    double.name = b"/" + double.hash.encode() + font.name[7:]
    double.widths, double.to_unicode, double.missing = {}, {}, dict(font.missing)
    return double


def _spans(row: _Row) -> Iterator[tuple[range, bool]]:
    """The glyphs of a row in pieces, each with whether it is marked with its text.

    Glyphs are marked together between which there is a gap, and those that make up one character; but
    not those from U+FFFD on, which pdfium drops from /ActualText. Characters for private use are marked
    always, as PDF/A asks (ISO 19005-3, 6.2.11.7.3).
    """
    said, joined = row.said, _joined(row)
    private = _PRIVATE.search("".join(said))
    if not joined and not private:
        yield range(len(said)), False
        return
    spans: list[int | None] = [None] * len(said)
    if private:
        for number, text in enumerate(said):
            if _PRIVATE.search(text):
                spans[number] = -1 - number
    for number in joined:
        if max(said[number] + said[number + 1]) < _DROPPED:
            left = spans[number]
            spans[number] = spans[number + 1] = number if left is None else left
    first = 0
    for span, group in groupby(spans):
        after = first + len(list(group))
        yield range(first, after), span is not None
        first = after


def _joined(row: _Row) -> list[int]:
    """Glyphs that have a gap after them, or make up one character with the next one."""
    said, shifts, gaps = row.said, row.shifts, row.gaps
    return [
        number
        for number in range(len(said) - 1)
        if (
            gaps[number] - shifts[number] + shifts[number + 1] > _LOOKS_LIKE_A_SPACE
            and " " not in {said[number], said[number + 1]}
        )
        or said[number].startswith(_NOT_THE_LAST)
    ]


def _show(page: Any, row: _Row, piece: range, *, marked: bool) -> None:
    if marked:
        text = "".join(said for said in row.said[piece.start : piece.stop] if said[0] != _NOT_THE_LAST)
        page.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}))
    fonts = [(form.font.hash, form.size) for form in row.forms[piece.start : piece.stop]]
    first = piece.start
    for (name, size), group in groupby(fonts):
        after = first + len(list(group))
        page.set_font_size(name, 1 if row.forms[first].font.bitmap else size)
        page.show_text("".join(_shown(row, range(first, after))))
        first = after
    if marked:
        page.end_marked_content()


def _shown(row: _Row, piece: range) -> Iterator[str]:
    """The operand of TJ: glyphs in hexadecimal, and between them how far to move left."""
    open_, owed = False, 0.0
    span = slice(piece.start, piece.stop)
    for form, shift, gap in zip(row.forms[span], row.shifts[span], row.gaps[span], strict=True):
        before = owed - shift
        move = round(before)
        if move:
            yield f">{move}" if open_ else str(move)
            open_ = False
        if form.code:
            yield form.code if open_ else f"<{form.code}"
            open_ = True
        owed = before - move + shift - gap
    if open_:
        yield ">"
    if round(owed):
        yield str(round(owed))
