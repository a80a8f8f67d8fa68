"""The first step: one face of an upstream collection, cut to its repertoire by HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from repertoire import VARIATION_SELECTORS, repertoire

NAMES = range(26)
"""All names that the OpenType specification knows (`name`, Name IDs): HarfBuzz alone would leave out
designer, trademark and licence."""

SIMPLIFIED_CHINESE = 2
"""The index of the face whose default forms are those of zh-Hans; the others come by `locl`."""

# `aalt`, `dlig` and `hist` are for a person who picks glyphs by hand; they would keep thousands.
FEATURES = [
    "calt",
    "ccmp",
    "fwid",
    "halt",
    "hwid",
    "kern",
    "liga",
    "ljmo",
    "locl",
    "mark",
    "mkmk",
    "palt",
    "pwid",
    "ruby",
    "tjmo",
    "vert",
    "vhal",
    "vjmo",
    "vkrn",
    "vpal",
    "vrt2",
]


class Subset(NamedTuple):
    """A font, and where the glyphs of its source are in it."""

    data: bytes
    glyphs: dict[int, int]


def subset(collection: Path, *, whole: bool, extra_glyphs: Iterable[int]) -> Subset:
    """The face's OpenType font, without hints, with `FEATURES` and all regional forms.

    Args:
        collection: a TTC file of Noto CJK.
        whole: keep every character, not only the repertoire.
        extra_glyphs: glyphs to keep that no character of the face leads to.
    """
    face = hb.Face(hb.Blob.from_file_path(collection), SIMPLIFIED_CHINESE)
    wanted = hb.SubsetInput()
    available = set(face.unicodes)
    wanted.unicode_set.update(available.union(VARIATION_SELECTORS) if whole else repertoire(available))
    wanted.glyph_set.update(extra_glyphs)
    wanted.name_id_set.update(NAMES)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NAME_LEGACY
    plan = hb.SubsetPlan(face, wanted)
    return Subset(bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping))
