"""Texts with the glyphs that Pango gives them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.line_break import Layout

from ebook.fonts import shown
from ebook.languages import typesetting_of
from ebook.typography.setting import ALONE, Beside, Setting

__all__ = ["Font", "Shaped", "Shaper"]

ffi.cdef("gpointer g_object_ref (gpointer object);", override=True)

# A PangoGlyphInfo as numbers: glyph, width, two offsets, and a word of flags.
_INFO = ffi.sizeof("PangoGlyphInfo") // 4


class Font:
    """A font of Pango, kept alive. There is one such object for each."""

    def __init__(self, pango_font: Any) -> None:
        self.pango = ffi.gc(ffi.cast("PangoFont *", gobject.g_object_ref(pango_font)), gobject.g_object_unref)


class Glyphs(NamedTuple):
    """The glyphs of a text, in arrays; lengths in CSS pixels.

    Attributes:
        numbers: of the glyphs in their fonts.
        widths: how far each moves on.
        shifts: how far right of its place each is drawn; None where none is.
        firsts: the first character that each stands for. It stands for all up to the next one's first;
            of several glyphs for one character, the last has it.
        fonts: each font with the first glyph that is taken from it.
    """

    numbers: array[int]
    widths: array[float]
    shifts: array[float] | None
    firsts: Sequence[int]
    fonts: tuple[tuple[int, Font], ...]


class Shaped(Setting):
    """A setting with its glyphs, and the offset of each character in the bytes of its text, which WeasyPrint counts.

    What is said and what is set differ in the characters that no font has; they are as long as each other.
    """

    def __init__(
        self, said: str, text: str, style: Any, glyphs: Glyphs, breaks: Sequence[bool], *, beside: Beside
    ) -> None:
        self.glyphs, self.said, self.style = glyphs, said, style
        super().__init__(
            text, self._widths(text), breaks, style["font_size"], typesetting_of(style["lang"]), beside=beside
        )
        self.bytes = array("I", _byte_offsets(said))
        # Of a headline, by the room: where each of its lines ends.
        self.plans: dict[float, dict[int, int]] = {}

    @property
    def is_one_to_one(self) -> bool:
        """Whether each character has one glyph."""
        return isinstance(self.glyphs.firsts, range)

    def _widths(self, text: str) -> array[float]:
        if self.is_one_to_one:
            return self.glyphs.widths
        widths = array("d", bytes(8 * len(text)))
        for first, width in zip(self.glyphs.firsts, self.glyphs.widths, strict=True):
            widths[first] += width
        return widths

    def between(self, start: int, end: int) -> range | None:
        """The glyphs of the characters from `start` to `end`; None where one stands for others besides."""
        firsts = self.glyphs.firsts
        found = range(bisect_left(firsts, start), bisect_left(firsts, end))
        if not found or firsts[found.start] != start:
            return None
        return found if (firsts[found.stop] if found.stop < len(firsts) else len(self.text)) == end else None

    def fonts_of(self, glyphs: range) -> Iterator[tuple[Font, range]]:
        """The fonts of some glyphs in a row, each with those that are taken from it."""
        bounds = [*self.glyphs.fonts, (len(self.glyphs.numbers), None)]
        for (first, font), (after, _) in pairwise(bounds):
            part = range(max(first, glyphs.start), min(after, glyphs.stop))
            if part and font is not None:
                yield font, part


class Shaper:
    """Sets texts with Pango, of which it keeps the fonts, and for each style a layout."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._layouts: dict[int, tuple[Any, Layout]] = {}

    def shape(self, said: str, style: Any, beside: Beside = ALONE) -> Shaped:
        """The text with the glyphs and the line ends that Pango finds; a sign stands for what no font has."""
        text = shown(said)
        layout = self._layout(style)
        layout.set_text(text)
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        glyphs = self._glyphs(line, text)
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        breaks = [attributes[index].is_line_break for index in range(len(text))]
        return Shaped(said, text, style, glyphs, breaks, beside=beside)

    def _layout(self, style: Any) -> Layout:
        found = self._layouts.get(id(style))
        if found is None:
            # The style is kept, so that no other one can get its id.
            found = self._layouts[id(style)] = style, Layout(style)
        return found[1]

    def _glyphs(self, line: Any, text: str) -> Glyphs:
        infos, clusters = array("i"), array("I")
        fonts: list[tuple[int, Font]] = []
        run = line.runs
        while run != ffi.NULL:
            item, glyphs = run.data.item, run.data.glyphs
            font, count = self._font(item.analysis.font), glyphs.num_glyphs
            if not fonts or fonts[-1][1] is not font:
                fonts.append((len(clusters), font))
            infos.frombytes(ffi.buffer(glyphs.glyphs, count * _INFO * 4))
            clusters.extend(item.offset + cluster for cluster in ffi.unpack(glyphs.log_clusters, count))
            run = run.next
        shifts = infos[2::_INFO]
        return Glyphs(
            infos[0::_INFO],
            array("d", (width * FROM_UNITS for width in infos[1::_INFO])),
            array("d", (shift * FROM_UNITS for shift in shifts)) if any(shifts) else None,
            _firsts(clusters, text),
            tuple(fonts),
        )

    def _font(self, pango_font: Any) -> Font:
        key = int(ffi.cast("uintptr_t", pango_font))
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = Font(pango_font)
        return found


def _firsts(clusters: array[int], text: str) -> Sequence[int]:
    """The character at each offset in UTF-8; a range where they are all characters in turn."""
    if len(clusters) == len(text) and all(left < right for left, right in pairwise(clusters)):
        return range(len(text))
    places = {byte: place for place, byte in enumerate(_byte_offsets(text))}
    return array("I", map(places.__getitem__, clusters))


def _byte_offsets(text: str) -> Iterator[int]:
    """The offset in UTF-8 of each character, and of the end."""
    return accumulate(
        (1 if char < "\x80" else 2 if char < "\u0800" else 3 if char <= "\uffff" else 4 for char in text),
        initial=0,
    )
