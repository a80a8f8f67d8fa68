"""Glyphs put into a CID-keyed OpenType font, with what the layout tables must know about them."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

from outlines import Outline

MODEL = ord("o")
"""Added glyphs join the CFF font dictionary of this letter."""

BMP_ONLY, UVS, BMP_LAST = 4, 14, 0xFFFF
"""Formats of subtables of the character map: of the first plane, of variation sequences."""

SINGLE, PAIR = 1, 2
"""Lookup types of GPOS; 1 is single substitution in GSUB too."""

BY_CLASS, ONE_EACH = 2, 2
"""Formats: pairs by class, and single positions with a value for each glyph."""

BASES = {"ł": "l", "Ł": "L", "đ": "d", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i", "ŀ": "l", "Ŀ": "L"}
"""Base letters that no canonical decomposition tells."""


def renumber(font: Any) -> None:
    """Make each CID its glyph's index.

    A PDF addresses the glyphs of a CID-keyed font by CID, a layout engine by index. Subsetting
    leaves gaps between the CIDs; where both are the same nothing can go wrong.
    """
    top = font["CFF "].cff.topDictIndex[0]
    names = [".notdef", *(f"cid{index:05d}" for index in range(1, len(top.charset)))]
    top.charset = names
    top.CharStrings.charStrings = {name: index for index, name in enumerate(names)}
    font.setGlyphOrder(names)


def append(font: Any, outlines: dict[int, Outline]) -> dict[int, str]:
    """Append a glyph for each code point, in order, and map it; the glyphs' names."""
    top = font["CFF "].cff.topDictIndex[0]
    dictionary = top.FDSelect.gidArray[font.getGlyphID(font.getBestCmap()[MODEL])]
    private = top.FDArray[dictionary].Private
    names = {}
    for code, outline in outlines.items():
        name = f"cid{len(top.charset):05d}"
        top.CharStrings.charStrings[name] = len(top.CharStrings.charStringsIndex)
        top.CharStrings.charStringsIndex.append(outline.charstring(private, top.GlobalSubrs))
        top.charset.append(name)
        top.FDSelect.gidArray.append(dictionary)
        _add_metrics(font, name, outline)
        names[code] = name
    top.CIDCount = len(top.charset)
    font.setGlyphOrder(top.charset)
    _map(font, names)
    return names


def _add_metrics(font: Any, name: str, outline: Outline) -> None:
    left, _, _, top = outline.bounds
    font["hmtx"][name] = (round(outline.width), round(left))
    font["vmtx"][name] = (1000, font["VORG"].defaultVertOriginY - round(top))


def _map(font: Any, names: dict[int, str]) -> None:
    for table in font["cmap"].tables:
        if table.format != UVS:
            most = BMP_LAST if table.format == BMP_ONLY else sys.maxunicode
            table.cmap.update((code, name) for code, name in names.items() if code <= most)


def kern_like_bases(font: Any, names: dict[int, str]) -> None:
    """Give each added accented letter the kerning of its base letter."""
    cmap = font.getBestCmap()
    bases = {name: ord(_base(chr(code))) for code, name in names.items()}
    _kern(font, {name: cmap[base] for name, base in bases.items() if base in cmap})


def _base(character: str) -> str:
    return BASES.get(character, unicodedata.normalize("NFD", character)[0])


def copy_behaviour(font: Any, copies: dict[str, str]) -> None:
    """Let added glyphs be substituted, placed and kerned like others, but for regional forms.

    Args:
        font: the font.
        copies: the added glyph's name -> the glyph that it behaves like.
    """
    for _, subtable in _subtables(font["GSUB"].table, without="locl"):
        if subtable.LookupType == SINGLE:
            mapping = subtable.mapping
            mapping.update((new, mapping[old]) for new, old in copies.items() if old in mapping)
    for _, subtable in _subtables(font["GPOS"].table):
        if subtable.LookupType == SINGLE:
            _place(subtable, copies)
    _kern(font, copies)


def _place(subtable: Any, copies: dict[str, str]) -> None:
    covered = subtable.Coverage.glyphs
    at = {glyph: index for index, glyph in enumerate(covered)}
    for new, old in copies.items():
        if old in at:
            covered.append(new)
            if subtable.Format == ONE_EACH:
                subtable.Value.append(subtable.Value[at[old]])
                subtable.ValueCount += 1


def _kern(font: Any, copies: dict[str, str]) -> None:
    for tag, subtable in _subtables(font["GPOS"].table):
        # Only the pairs by class: those glyph by glyph are exceptions of single letters.
        if tag in {"kern", "vkrn"} and subtable.LookupType == PAIR and subtable.Format == BY_CLASS:
            _extend_classes(subtable, copies)


def _extend_classes(subtable: Any, copies: dict[str, str]) -> None:
    first, second, covered = (
        subtable.ClassDef1.classDefs,
        subtable.ClassDef2.classDefs,
        subtable.Coverage.glyphs,
    )
    known = set(covered)
    for new, old in copies.items():
        if old in known:
            covered.append(new)
        first.update({new: first[old]} if old in first else {})
        second.update({new: second[old]} if old in second else {})


def _subtables(table: Any, *, without: str = "") -> Iterator[tuple[str, Any]]:
    """The lookups' subtables, each once, with the tag of the first feature that uses it."""
    users: dict[int, str] = {}
    excluded: set[int] = set()
    for record in table.FeatureList.FeatureRecord:
        for index in record.Feature.LookupListIndex:
            users.setdefault(index, record.FeatureTag)
            excluded.update({index} if record.FeatureTag == without else ())
    for index in sorted(users.keys() - excluded):
        for subtable in table.LookupList.Lookup[index].SubTable:
            yield users[index], getattr(subtable, "ExtSubTable", subtable)
