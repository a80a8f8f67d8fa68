"""The faces that pages are set in: how wide a text is, which glyphs it takes, and which part of a face a PDF needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import uharfbuzz as hb

FONTS = Path(__file__).resolve().parents[2] / "fonts"
FILES = {
    "serif": "EbookSerif-Regular.otf",
    "serif-bold": "EbookSerif-Bold.otf",
    "sans": "EbookSans-Regular.otf",
    "sans-bold": "EbookSans-Bold.otf",
}
PLAIN = {"liga": False, "kern": False, "clig": False, "palt": False, "chws": False, "vchw": False}
"""Features that would make the width of a text differ from the sum of its characters."""


@dataclass
class Glyph:
    """A glyph at its place: x and y are offsets in ems from the start of the text, y upwards."""

    number: int
    text: str
    x: float
    y: float


@dataclass
class Face:
    """One of the repository's fonts."""

    name: str
    font: hb.Font
    widths: dict[str, float] = field(default_factory=dict)

    def width(self, text: str) -> float:
        """The width of a horizontal text, in ems."""
        return sum(self.width_of(char) for char in text)

    def width_of(self, char: str) -> float:
        """The width of a character, in ems."""
        if char not in self.widths:
            glyph = self.font.get_nominal_glyph(ord(char)) or 0
            self.widths[char] = self.font.get_glyph_h_advance(glyph) / 1000
        return self.widths[char]

    def shape(self, text: str, lang: str, *, vertical: bool = False) -> list[tuple[Glyph, float]]:
        """The glyphs of a text, each with its advance in ems; its place is relative to its own start."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "ttb" if vertical else "ltr"
        buffer.script = "Hani"
        buffer.language = lang
        hb.shape(self.font, buffer, PLAIN)
        found = []
        starts = sorted({info.cluster for info in buffer.glyph_infos}) + [len(text)]
        ends = dict(zip(starts, starts[1:]))
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions):
            advance = -place.y_advance if vertical else place.x_advance
            glyph = Glyph(
                info.codepoint,
                text[info.cluster : ends[info.cluster]],
                place.x_offset / 1000,
                place.y_offset / 1000,
            )
            found.append((glyph, advance / 1000))
        return found

    def subset(self, glyphs: set[int]) -> bytes:
        """The outlines of these glyphs (CFF); they keep their character ids."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs | {0})
        wanted.layout_feature_tag_set.clear()
        wanted.flags |= hb.SubsetFlags.NO_LAYOUT_CLOSURE
        return hb.subset(self.font.face, wanted).reference_table("CFF ").data


@cache
def face(name: str) -> Face:
    """A face by its name in `FILES`."""
    data = hb.Blob.from_file_path(str(FONTS / FILES[name]))
    return Face(name, hb.Font(hb.Face(data)))
