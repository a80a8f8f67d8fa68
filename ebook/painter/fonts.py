"""Fonts in the file: subsets of the faces, and what text each glyph stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pydyf

from ebook.painter.file import FileWriter
from ebook.painter.font_programs import Doubles, Subset
from ebook.painter.page import ComposedPage, Face, GlyphRun

__all__ = ["Code", "Codes", "Fonts"]

_CHARACTERS_IN_A_BLOCK = 100  # of a CMap (Adobe TN 5014)
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Code(NamedTuple):
    """How a glyph is shown: the resource name of a font, the code in hexadecimal, the width in thousandths of an em."""

    font: str
    code: str
    width: int


class Fonts:
    """All fonts of a document.

    A face is embedded once, with the glyphs that some page draws. It has one font for each
    direction of lines, and another one where a glyph stands for a second text (`·` and `‧` share one
    in some faces): a PDF's font maps a glyph to one text (ISO 32000-1, 9.10.3).
    """

    def __init__(self, pages: Iterable[ComposedPage], file: FileWriter) -> None:
        self._file = file
        drawn: dict[Face, set[int]] = {}
        for page in pages:
            for frame in page.frames:
                for mark in frame.marks:
                    if isinstance(mark, GlyphRun):
                        drawn.setdefault(mark.face, set()).update(glyph.number for glyph in mark.glyphs)
        self._subsets = {face: Subset(face, glyphs) for face, glyphs in drawn.items()}
        self._fonts: list[_Font] = []
        self._codes: dict[tuple[Face, bool], Codes] = {}

    def codes(self, face: Face, *, vertical: bool) -> Codes:
        """How each glyph of a face is shown, by its number and the text that it stands for."""
        found = self._codes.get((face, vertical))
        if found is None:
            found = self._codes[face, vertical] = Codes(self, self._subsets[face], vertical=vertical)
        return found

    def add(self, program: Subset | Doubles, *, vertical: bool) -> _Font:
        """Another font that shows the glyphs of a program."""
        font = _Font(f"F{len(self._fonts) + 1}", program, vertical, self._file.reserve(), {})
        self._fonts.append(font)
        return font

    def reference(self, name: str) -> bytes:
        """The font with a resource name."""
        return b"%d 0 R" % self._fonts[int(name[1:]) - 1].number

    def write(self) -> None:
        """Write all fonts, when every page has been painted."""
        for font in self._fonts:
            self._file.write(font.number, self._font(font))

    def _font(self, font: _Font) -> bytes:
        mapping = self._file.add_stream(_to_unicode(font.texts).encode())
        return bytes(
            pydyf.Dictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": font.program.name,
                    "Encoding": "/Identity-V" if font.vertical else "/Identity-H",
                    "DescendantFonts": f"[{font.program.write(self._file)} 0 R]",
                    "ToUnicode": f"{mapping} 0 R",
                }
            ).data
        )


class _Font(NamedTuple):
    """A font of the file: a font program in one direction, with one text for each glyph."""

    name: str
    program: Subset | Doubles
    vertical: bool
    number: int
    texts: dict[int, str]


class Codes(dict[tuple[int, str], Code]):
    """The codes of a face's glyphs in one direction, each found when its glyph is first shown."""

    def __init__(self, fonts: Fonts, subset: Subset, *, vertical: bool) -> None:
        super().__init__()
        self._fonts = fonts
        self._subset = subset
        self._vertical = vertical
        self._own: list[_Font] = []
        self._doubles = Doubles(subset)
        self._double_font: _Font | None = None
        self._widened: dict[tuple[int, str, int], Code] = {}

    def __missing__(self, key: tuple[int, str]) -> Code:
        number, text = key
        code = self._subset.codes[number]
        font = next((font for font in self._own if font.texts.get(code, text) == text), None)
        if font is None:
            font = self._fonts.add(self._subset, vertical=self._vertical)
            self._own.append(font)
        font.texts[code] = text
        self[key] = found = Code(font.name, f"{code:04x}", self._subset.widths[code])
        return found

    def widened(self, number: int, text: str, more: int) -> Code | None:
        """How a glyph is shown with an advance that is wider by some thousandths of an em.

        None where the face cannot have such a glyph: its outlines are not those of a CFF, or its lines are vertical.
        """
        if self._vertical or not self._subset.may_widen:
            return None
        key = (number, text, more)
        if key not in self._widened:
            code = self._doubles.add(number, more)
            if self._double_font is None:
                self._double_font = self._fonts.add(self._doubles, vertical=False)
            self._double_font.texts[code] = text
            self._widened[key] = Code(self._double_font.name, f"{code:04x}", self._doubles.widths[code])
        return self._widened[key]


def _to_unicode(texts: dict[int, str]) -> str:
    """A CMap from codes to texts in UTF-16 (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(texts.items())]
    blocks = (rows[at : at + _CHARACTERS_IN_A_BLOCK] for at in range(0, len(rows), _CHARACTERS_IN_A_BLOCK))
    return _TO_UNICODE.format(
        "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    )
