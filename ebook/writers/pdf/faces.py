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


# Of a CFF DICT (Adobe Technical Note 5176, 4 and 9).
_CHARSET, _TWO_BYTES, _LAST_OPERATOR = 15, 12, 21
_SHORT, _LONG, _REAL, _ONE_BYTE = 28, 29, 30, range(32, 247)
_END = 15  # half a byte, after the digits of a real number


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
    return _numbered(hb.subset(face, wanted).blob.data)


def _numbered(font: bytes) -> bytes:
    """The font with its glyphs' numbers as their CIDs (Adobe TN 5176, 13).

    A PDF names glyphs by their CIDs, which HarfBuzz leaves as they were in the whole font, and
    WeasyPrint by their numbers.
    """
    entries = range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16)
    tables = {font[at : at + 4]: int.from_bytes(font[at + 8 : at + 12], "big") for at in entries}
    cff, glyphs = tables[b"CFF "], int.from_bytes(font[tables[b"maxp"] + 4 :][:2], "big")
    _, names_end = _index(font, cff + font[cff + 2])
    top, _ = _index(font, names_end)
    at = cff + _operands(font[slice(*top)])[_CHARSET]
    # One run of CIDs from 1 on. What was there named the same glyphs, in no less space.
    run = b"\2\0\1" + (glyphs - 2).to_bytes(2, "big")
    return font[:at] + run + font[at + len(run) :]


def _index(font: bytes, at: int) -> tuple[tuple[int, int], int]:
    """Where the first object of a CFF INDEX begins and ends, and where the INDEX ends (TN 5176, 5)."""
    count, size = int.from_bytes(font[at : at + 2], "big"), font[at + 2]
    data = at + 2 + (count + 1) * size
    ends = [data + int.from_bytes(font[at + 3 + n * size :][:size], "big") for n in (0, 1, count)]
    return (ends[0], ends[1]), ends[2]


def _operands(top: bytes) -> dict[int, int]:
    """The last operand of each operator of a CFF DICT, right for those that are offsets: HarfBuzz writes them in four bytes."""
    found: dict[int, int] = {}
    value, at = 0, 0
    while at < len(top):
        first = top[at]
        if first <= _LAST_OPERATOR:
            found[first] = value
            at += 2 if first == _TWO_BYTES else 1
        elif first == _REAL:
            at = next(n for n in range(at + 1, len(top)) if _END in {top[n] >> 4, top[n] & 15}) + 1
        else:
            size = {_SHORT: 3, _LONG: 5}.get(first, 1 if first in _ONE_BYTE else 2)
            value = int.from_bytes(top[at + 1 : at + size], "big", signed=True)
            at += size
    return found
