"""Font programs in the file: faces cut down to what is drawn, and glyphs of theirs with wider advances."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

import pydyf
import uharfbuzz as hb

from ebook.painter import cff
from ebook.painter.file import FileWriter
from ebook.painter.page import Face

__all__ = ["ASCENT", "Doubles", "Subset"]

ASCENT = 880
"""How far above the baseline a vertical line's pen stands, in thousandths of an em (DW2, ISO 32000-1, 9.7.4.3)."""

_EM = 1000
_LAYOUT_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"VORG")  # the text is set already
_SYMBOLIC = 4  # flags of a font descriptor (ISO 32000-1, table 123)


class _Program(ABC):
    """A font program and the CIDFont that it is part of.

    Attributes:
        face: the cut face that it is made of.
    """

    face: hb.Face

    def __init__(self) -> None:
        self._number: int | None = None

    @property
    @abstractmethod
    def widths(self) -> list[int]:
        """Of each glyph, in thousandths of an em."""

    @property
    @abstractmethod
    def content(self) -> bytes:
        """The program: a bare CFF or the whole of a TrueType font (ISO 32000-1, table 126)."""

    @property
    def is_cff(self) -> bool:
        """Whether its outlines are those of a CFF."""
        return "CFF " in self.face.table_tags

    @cached_property
    def given_name(self) -> str:
        """The PostScript name of the face."""
        name = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_"))

    @cached_property
    def name(self) -> str:
        """The PostScript name after a tag of six letters that depends on the content (ISO 32000-1, 9.6.4)."""
        digest = hashlib.sha256(self.content).digest()
        return f"/{''.join(chr(ord('A') + byte % 26) for byte in digest[:6])}+{self.given_name}"

    def write(self, file: FileWriter) -> int:
        """Write the CIDFont with its program, once; return its number."""
        if self._number is None:
            self._number = file.add(self._cid_font(self._descriptor(file)))
        return self._number

    def _descriptor(self, file: FileWriter) -> int:
        extra = {"Subtype": "/CIDFontType0C"} if self.is_cff else {"Length1": len(self.content)}
        program = file.add_stream(self.content, extra)
        extents = hb.Font(self.face).get_font_extents("ltr")
        ascent, descent = (
            round(value * _EM / self.face.upem) for value in (extents.ascender, extents.descender)
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
            "FontFile3" if self.is_cff else "FontFile2": f"{program} 0 R",
        }
        return file.add(pydyf.Dictionary(descriptor).data)

    def _cid_font(self, descriptor: int) -> bytes:
        entries = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.is_cff else "/CIDFontType2",
            "BaseFont": self.name,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": f"{descriptor} 0 R",
            "DW": _EM,
            "W": f"[{' '.join(_runs(self.widths))}]",
            "DW2": f"[{ASCENT} {-_EM}]",
        }
        if not self.is_cff:
            entries["CIDToGIDMap"] = "/Identity"
        return bytes(pydyf.Dictionary(entries).data)


class Subset(_Program):
    """A face cut down to the glyphs that are drawn, which are numbered anew.

    Attributes:
        codes: the new number of each glyph.
    """

    def __init__(self, face: Face, glyphs: set[int]) -> None:
        super().__init__()
        self._source = face
        self.face = _cut(face, glyphs)
        self.codes = {number: code for code, number in enumerate(sorted(glyphs | {0}))}

    @cached_property
    def content(self) -> bytes:
        """As `_Program.content`."""
        return bytes(self.face.reference_table("CFF ").data if self.is_cff else self.face.blob.data)

    @cached_property
    def widths(self) -> list[int]:
        """As `_Program.widths`."""
        advances = map(hb.Font(self.face).get_glyph_h_advance, range(len(self.codes)))
        return [round(advance * _EM / self.face.upem) for advance in advances]

    @property
    def may_widen(self) -> bool:
        """Whether its glyphs can have doubles."""
        return self.is_cff and self.face.upem == _EM

    def charstrings(self, glyphs: set[int]) -> dict[int, bytes]:
        """Some glyphs as they are in a CFF, each whole, by their numbers in the face."""
        cut = _cut(self._source, glyphs, hb.SubsetFlags.DESUBROUTINIZE)
        found = cff.charstrings(bytes(cut.reference_table("CFF ").data))
        return dict(zip(sorted(glyphs | {0}), found, strict=True))


class Doubles(_Program):
    """Glyphs of a subset again, with advances that include the gap after them.

    A reader of PDF takes a gap between two glyphs for a space, whatever /ActualText says (MuPDF). There is no gap where
    the glyph itself is as wide.
    """

    def __init__(self, subset: Subset) -> None:
        super().__init__()
        self._subset = subset
        self._glyphs: list[tuple[int, int]] = [(0, _EM)]  # of the face, with their advances

    def add(self, number: int, more: int) -> int:
        """A glyph whose advance is wider by some thousandths of an em; its code."""
        self._glyphs.append((number, self._subset.widths[self._subset.codes[number]] + more))
        return len(self._glyphs) - 1

    @property
    def face(self) -> hb.Face:
        """The subset's face."""
        return self._subset.face

    @property
    def widths(self) -> list[int]:
        """As `_Program.widths`."""
        return [width for _, width in self._glyphs]

    @cached_property
    def content(self) -> bytes:
        """As `_Program.content`; read when all doubles are known."""
        outlines = self._subset.charstrings({number for number, _ in self._glyphs})
        glyphs = [cff.widened(outlines[number], width) for number, width in self._glyphs]
        return cff.program(self.given_name, glyphs)


def _cut(face: Face, glyphs: set[int], more: int = 0) -> hb.Face:
    source = hb.Face(hb.Blob.from_file_path(str(face.path)), face.index)
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _LAYOUT_TABLES)
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET | flags.NOTDEF_OUTLINE | more
    return hb.subset(source, wanted)


def _runs(widths: list[int]) -> Iterator[str]:
    """The entries of a W array (ISO 32000-1, 9.7.4.3): first, last and width; full widths are the default."""
    first = 0
    for width, group in groupby(widths):
        after = first + len(list(group))
        if width != _EM:
            yield f"{first} {after - 1} {width}"
        first = after
