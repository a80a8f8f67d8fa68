"""Fonts in the file: subsets of the faces, and what text each glyph stands for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import pydyf
import uharfbuzz as hb

from ebook.painter.file import FileWriter
from ebook.painter.page import ComposedPage, Face, GlyphRun

__all__ = ["ASCENT", "Code", "Fonts"]

ASCENT = 880
"""How far above the baseline a vertical line's pen stands, in thousandths of an em (DW2, ISO 32000-1, 9.7.4.3)."""

_EM = 1000
_LAYOUT_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"VORG")  # the text is set already
_CHARACTERS_IN_A_BLOCK = 100  # of a CMap (Adobe TN 5014)
_SYMBOLIC = 4  # flags of a font descriptor (ISO 32000-1, table 123)
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
        self._subsets = {face: _Subset(face, glyphs) for face, glyphs in drawn.items()}
        self._fonts: list[_Font] = []
        self._codes: dict[tuple[Face, bool], _Codes] = {}

    def codes(self, face: Face, *, vertical: bool) -> Mapping[tuple[int, str], Code]:
        """How each glyph of a face is shown, by its number and the text that it stands for."""
        found = self._codes.get((face, vertical))
        if found is None:
            found = self._codes[face, vertical] = _Codes(self, self._subsets[face], vertical=vertical)
        return found

    def add(self, subset: _Subset, *, vertical: bool) -> _Font:
        """Another font that shows the glyphs of a subset."""
        font = _Font(f"F{len(self._fonts) + 1}", subset, vertical, self._file.reserve(), {})
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
                    "BaseFont": font.subset.name,
                    "Encoding": "/Identity-V" if font.vertical else "/Identity-H",
                    "DescendantFonts": f"[{font.subset.write(self._file)} 0 R]",
                    "ToUnicode": f"{mapping} 0 R",
                }
            ).data
        )


class _Font(NamedTuple):
    """A font of the file: a subset in one direction, with one text for each glyph."""

    name: str
    subset: _Subset
    vertical: bool
    number: int
    texts: dict[int, str]


class _Codes(dict[tuple[int, str], Code]):
    """The codes of a face's glyphs in one direction, each found when its glyph is first shown."""

    def __init__(self, fonts: Fonts, subset: _Subset, *, vertical: bool) -> None:
        super().__init__()
        self._fonts = fonts
        self._subset = subset
        self._vertical = vertical
        self._own: list[_Font] = []

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


class _Subset:
    """A face cut down to the glyphs that are drawn, which are numbered anew."""

    def __init__(self, face: Face, glyphs: set[int]) -> None:
        source = hb.Face(hb.Blob.from_file_path(str(face.path)), face.index)
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _LAYOUT_TABLES)
        wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.NOTDEF_OUTLINE  # fmt: skip
        self._face = hb.subset(source, wanted)
        self.codes = {number: code for code, number in enumerate(sorted(glyphs | {0}))}
        self._number: int | None = None

    @cached_property
    def _program(self) -> bytes:
        """The font program: a bare CFF or the whole of a TrueType font (ISO 32000-1, table 126)."""
        return bytes(self._face.reference_table("CFF ").data if self._is_cff else self._face.blob.data)

    @cached_property
    def _is_cff(self) -> bool:
        return "CFF " in self._face.table_tags

    @cached_property
    def _font(self) -> hb.Font:
        return hb.Font(self._face)

    @cached_property
    def widths(self) -> list[int]:
        """Of each glyph, in thousandths of an em."""
        advances = map(self._font.get_glyph_h_advance, range(len(self.codes)))
        return [round(advance * _EM / self._face.upem) for advance in advances]

    @cached_property
    def name(self) -> str:
        """The PostScript name, with a tag of six letters that depends on the glyphs (ISO 32000-1, 9.6.4)."""
        digest = hashlib.sha256(self._program).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        given = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        return (
            f"/{tag}+{''.join(char for char in given if char.isascii() and (char.isalnum() or char in '-_'))}"
        )

    def write(self, file: FileWriter) -> int:
        """Write the CIDFont with its program, once; return its number."""
        if self._number is None:
            self._number = file.add(self._cid_font(self._descriptor(file)))
        return self._number

    def _descriptor(self, file: FileWriter) -> int:
        extra = {"Subtype": "/CIDFontType0C"} if self._is_cff else {"Length1": len(self._program)}
        program = file.add_stream(self._program, extra)
        extents = self._font.get_font_extents("ltr")
        ascent, descent = (
            round(value * _EM / self._face.upem) for value in (extents.ascender, extents.descender)
        )
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": self.name,
            "Flags": _SYMBOLIC,
            "FontBBox": f"[0 {descent} {max(self.widths)} {ascent}]",
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": ascent,
            "StemV": 80,
            "FontFile3" if self._is_cff else "FontFile2": f"{program} 0 R",
        }
        return file.add(pydyf.Dictionary(descriptor).data)

    def _cid_font(self, descriptor: int) -> bytes:
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self._is_cff else "/CIDFontType2",
            "BaseFont": self.name,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": f"{descriptor} 0 R",
            "DW": _EM,
            "W": f"[{' '.join(_runs(self.widths))}]",
            "DW2": f"[{ASCENT} {-_EM}]",
        }
        if not self._is_cff:
            entries["CIDToGIDMap"] = "/Identity"
        return bytes(pydyf.Dictionary(entries).data)


def _runs(widths: list[int]) -> Iterator[str]:
    """The entries of a W array (ISO 32000-1, 9.7.4.3): first, last and width; full widths are the default."""
    first = 0
    for width, group in groupby(widths):
        after = first + len(list(group))
        if width != _EM:
            yield f"{first} {after - 1} {width}"
        first = after


def _to_unicode(texts: dict[int, str]) -> str:
    """A CMap from codes to texts in UTF-16 (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(texts.items())]
    blocks = (rows[at : at + _CHARACTERS_IN_A_BLOCK] for at in range(0, len(rows), _CHARACTERS_IN_A_BLOCK))
    return _TO_UNICODE.format(
        "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    )
