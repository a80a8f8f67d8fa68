"""Font files cut down to the characters of a document, before any of it is set.

A face of all Han characters has twenty megabytes, of which a newspaper uses a hundredth. What is cut here is
what the typesetter loads, keeps in memory, and in the end cuts once more to the glyphs that it drew.
"""

from __future__ import annotations

import unicodedata
from itertools import chain
from pathlib import Path

import uharfbuzz as hb

__all__ = ["cut", "required_characters"]

# What a print may add to a text: letters and digits, bullets, brackets, leaders, and 水, by which
# CSS measures full width (`ic`).
_ADDED = frozenset(
    map(
        chr,
        chain(
            range(0x20, 0x250),
            range(0x2000, 0x2070),
            range(0x2460, 0x2500),
            range(0x25A0, 0x2600),
            range(0x3000, 0x3040),
            range(0xFF00, 0xFFF0),
        ),
    )
) | {"水"}


def required_characters(text: str) -> frozenset[str]:
    """The characters whose glyphs a text can need: as it stands, composed, and taken apart.

    HarfBuzz draws a letter and its accent with the glyph of both where a font has one, and the
    other way round.
    """
    return _ADDED.union(*(unicodedata.normalize(form, text) for form in ("NFC", "NFD")), text)


def cut(file: Path, letters: frozenset[str]) -> bytes:
    """An OpenType font with those of the characters that the file has, in all forms that its features give them."""
    # The file is mapped, not read, and let go when this function ends.
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # now it has all
    # A PDF names glyphs by their CIDs (Adobe TN 5176, 13), which HarfBuzz would leave as they were in the whole font,
    # and WeasyPrint by their numbers.
    wanted.flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET
    return bytes(hb.subset(face, wanted).blob.data)
