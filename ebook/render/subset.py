"""Cutting a font down to what some texts need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ebook.fonts import Face

__all__ = ["Passage", "characters", "subset"]

# `locl` draws the forms of the text's language, `vert` those of vertical lines; the rest moves
# punctuation, marks and letters. Ornamental alternatives are left out.
_FEATURES = (
    "ccmp", "chws", "halt", "kern", "locl", "mark", "mkmk", "vchw", "vert", "vhal", "vkrn", "vrt2",
)  # fmt: skip
_NAMES = (0, 1, 2, 3, 4, 5, 6, 10, 13, 14)
"""Copyright, names, what was changed, licence."""

_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class Passage(msgspec.Struct, frozen=True):
    """A text and its language."""

    text: str
    lang: str


def characters(face: Face, passages: Iterable[Passage]) -> frozenset[str]:
    """The characters of some passages that a face has."""
    return frozenset(char for passage in passages for char in passage.text if char in face.coverage)


def subset(face: Face, passages: Iterable[Passage]) -> bytes | None:
    """An OpenType font with the glyphs that the passages need, in level and in vertical lines.

    HarfBuzz's own closure would add the forms of every region, which makes a font two thirds larger;
    instead the passages are set, and what their setting takes is kept. None: the face has none of
    their characters.
    """
    import uharfbuzz as hb

    passages = sorted(passages, key=lambda passage: (passage.lang, passage.text))
    has = characters(face, passages)
    if not has:
        return None
    source = hb.Face(hb.Blob.from_file_path(str(face.file)))
    wanted = hb.SubsetInput()
    selectors = {char for passage in passages for char in _SELECTOR.findall(passage.text)}
    wanted.unicode_set.update(map(ord, has | selectors))
    # Those that a character has anyway are no extra glyphs: naming them would also keep other characters
    # that look the same.
    font = hb.Font(source)
    plain = {font.get_nominal_glyph(ord(char)) for char in has}
    wanted.glyph_set.update(set(_glyphs(font, passages)) - plain)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE
    for kept, values in (
        (wanted.layout_feature_tag_set, [int.from_bytes(name.encode(), "big") for name in _FEATURES]),
        (wanted.name_id_set, _NAMES),
    ):
        kept.clear()
        kept.update(values)
    data: bytes = hb.subset(source, wanted).blob.data
    return data


def _glyphs(font: object, passages: Iterable[Passage]) -> Iterator[int]:
    """The glyphs that setting the passages takes."""
    import uharfbuzz as hb

    for passage in passages:
        for direction in ("ltr", "ttb"):
            buffer = hb.Buffer()
            buffer.add_str(passage.text)
            buffer.guess_segment_properties()
            buffer.language, buffer.direction = passage.lang, direction
            hb.shape(font, buffer)
            yield from (info.codepoint for info in buffer.glyph_infos)
