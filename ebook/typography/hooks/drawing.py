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
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

import msgspec
import pydyf
from weasyprint.draw import text as draw
from weasyprint.logger import LOGGER
from weasyprint.text.ffi import FROM_UNITS, pango

from ebook.typography.characters import is_cjk, is_private
from ebook.typography.hooks.lines import Glyph, LineLayout

__all__ = ["Drawer", "draw_text"]

_LOOKS_LIKE_A_SPACE = 0.09  # em; readers of PDF take a gap from a tenth of an em on for a space

_DROPPED = "\ufffd"

_DOT = 0.075  # em; the radius of an emphasis dot
_ROUND = 0.5523  # how far a curve's handle reaches, of the radius, to draw a quarter of a circle
_BELOW, _ABOVE = 0.36, -1.0  # em from the baseline to an emphasis dot

_draw_first_line = draw.draw_first_line
_draw_text = draw.draw_text


class _Glyph(msgspec.Struct):
    """A glyph of a line.

    Attributes:
        font: its font in the PDF.
        size: the font's size.
        code: its number in the font, in hexadecimal.
        text: the characters that it stands for.
        shift: how far right of its place it is drawn, in thousandths of an em.
        gap: what stands between its own width and the next glyph, in thousandths of an em.
        span: which glyphs are marked together with their text, None for none.
    """

    font: Any
    size: float
    code: str
    text: str
    shift: float
    gap: float
    span: int | None = None


class Drawer:
    """Draws lines; keeps which font of the PDF each of Pango's is, as long as the lines live."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, Any], tuple[Any, float]] = {}

    def draw_first_line(
        self, page: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        """WeasyPrint's function, for lines of a setting."""
        layout = textbox.pango_layout
        if not isinstance(layout, LineLayout):
            return _draw_first_line(page, textbox, text_overflow, block_ellipsis, matrix)  # type: ignore[no-any-return]
        glyphs = list(self._glyphs(page, layout))
        _mark_gaps(glyphs)
        page.set_text_matrix(*matrix.values)
        for span, group in groupby(glyphs, key=attrgetter("span")):
            _show(page, list(group), marked=span is not None)
        return []

    def _glyphs(self, page: Any, layout: LineLayout) -> Iterator[_Glyph]:
        """The glyphs of a line, as Pango has shaped them and its setting spaces them."""
        wider, moved = layout.spacing()
        text, start, em = layout.setting.said, layout.line.start, layout.setting.em
        for shaped in layout.glyphs():
            _, _, width, shift, first, after = shaped
            font, size = self._font(page, shaped.font)
            code = _code(font, shaped, size)
            for place in range(first - start, after - start):
                width += wider[place]
            if first < after:
                shift += moved[first - start]
            said = text[first:after]
            used = font
            if code is not None and said:
                if font.to_unicode.get(code) != said:
                    used = _font_for(page, font, code, said)
            elif code is not None:
                font.to_unicode.setdefault(code, text[first : first + 1])
            own = 0 if code is None else _own_width(page, used, shaped.font, code, size)
            yield _Glyph(
                font=used,
                size=size,
                code="" if code is None else f"{code:04x}",
                text=said,
                shift=shift / em * 1000,
                gap=width / em * 1000 - own,
            )

    def _font(self, page: Any, pango_font: Any) -> tuple[Any, float]:
        key = id(page._fonts), pango_font  # noqa: SLF001  # all pages of a document share them
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = page.add_font(pango_font)
        return found


def _code(font: Any, shaped: Glyph, size: float) -> int | None:
    """The number of a glyph in its font, whose width is made known to the PDF; None for an empty one."""
    glyph = shaped.number
    if glyph == pango.PANGO_GLYPH_EMPTY:
        return None
    if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        codepoint = glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG
        LOGGER.warning('.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)', chr(codepoint), codepoint)  # fmt: skip
        glyph = int(font.get_unused_glyph_id(codepoint))
        font.widths[glyph] = round(shaped.width * 1000 / size)
        font.widths.setdefault(0, font.widths[glyph])
    return glyph


def _own_width(page: Any, font: Any, pango_font: Any, code: int, size: float) -> int:
    """The width of a glyph in thousandths of an em, as the PDF will have it."""
    if code not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, code, page.ink_rect, page.logical_rect)
        font.widths[code] = round(page.logical_rect.width * 1000 * FROM_UNITS / size)
    return int(font.widths[code])


def _mark_gaps(glyphs: list[_Glyph]) -> None:
    """Mark glyphs together between which there is a gap, and those that make up one character.

    Not those from U+FFFD on: pdfium drops them from /ActualText. Characters for private use are marked
    always, as PDF/A asks (ISO 19005-3, 6.2.11.7.3).
    """
    for number, glyph in enumerate(glyphs):
        if any(map(is_private, glyph.text)):
            glyph.span = -1 - number
    for number, (left, right) in enumerate(pairwise(glyphs)):
        gap = left.gap - left.shift + right.shift
        said = left.text + right.text
        if max(said, default="") >= _DROPPED:
            continue
        if (gap > _LOOKS_LIKE_A_SPACE * 1000 and " " not in said) or (left.code and not left.text):
            left.span = right.span = number if left.span is None else left.span


def _font_for(page: Any, font: Any, code: int, text: str) -> Any:
    """The font itself, or its double, if in the font itself the glyph stands for another text."""
    double = 0
    original = font
    while font.to_unicode.setdefault(code, text) != text:
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


def _show(page: Any, glyphs: list[_Glyph], *, marked: bool) -> None:
    if marked:
        text = "".join(glyph.text for glyph in glyphs)
        page.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}))
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.font.hash, glyph.size)):
        same = list(group)
        page.set_font_size(same[0].font.hash, 1 if same[0].font.bitmap else same[0].size)
        page.show_text("".join(_shown(same)))
    if marked:
        page.end_marked_content()


def _shown(glyphs: list[_Glyph]) -> Iterator[str]:
    """The operand of TJ: glyphs in hexadecimal, and between them how far to move left."""
    open_, owed = False, 0.0
    for glyph in glyphs:
        before = owed - glyph.shift
        if round(before):
            yield f"{'>' if open_ else ''}{round(before)}"
            open_ = False
        if glyph.code:
            yield f"{'' if open_ else '<'}{glyph.code}"
            open_ = True
        owed = before - round(before) + glyph.shift - glyph.gap
    if open_:
        yield ">"
    if round(owed):
        yield str(round(owed))


# --- emphasis -----------------------------------------------------------------------------


def draw_text(page: Any, textbox: Any, *arguments: Any) -> None:
    """WeasyPrint's function, with dots at emphasised characters: below in Chinese, above in Japanese.

    CLREQ 3.4.1, JLREQ 3.3.9. Punctuation gets none.
    """
    _draw_text(page, textbox, *arguments)
    layout, lang = textbox.pango_layout, textbox.style["lang"] or ""
    if textbox.element_tag != "em" or not isinstance(layout, LineLayout) or not lang.startswith(("zh", "ja")):
        return
    em = layout.setting.em
    x, y = (
        textbox.position_x,
        textbox.position_y + textbox.baseline + (_BELOW if lang[0] == "z" else _ABOVE) * em,
    )
    with page.stacked():
        for char, middle in zip(layout.text, layout.middles(), strict=True):
            if is_cjk(char):
                _circle(page, x + middle, y, _DOT * em)
        page.fill()


def _circle(page: Any, x: float, y: float, radius: float) -> None:
    reach = radius * _ROUND
    page.move_to(x + radius, y)
    page.curve_to(x + radius, y + reach, x + reach, y + radius, x, y + radius)
    page.curve_to(x - reach, y + radius, x - radius, y + reach, x - radius, y)
    page.curve_to(x - radius, y - reach, x - reach, y - radius, x, y - radius)
    page.curve_to(x + reach, y - radius, x + radius, y - reach, x + radius, y)
