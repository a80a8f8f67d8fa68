"""Regional forms that Noto's own `locl` gets wrong, found and put right.

The five faces of a collection share their glyphs and differ in their character maps; `locl` leads
from the forms of one to those of another. Where two characters share a glyph in the face for
zh-Hans and not in another, `locl` cannot know which was meant: the katakana middle dot shrinks to
a third of its width in a Japanese text, and 户 turns into 戶. Each such character gets a glyph of
its own, whose regional forms are those of the other faces' character maps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uharfbuzz as hb
from grafting import append, copy_behaviour
from outlines import Glyphs
from subsetting import SIMPLIFIED_CHINESE

FIRST_CJK = 0x2E80
"""Below it are Latin letters and punctuation, whose metrics differ by language on purpose."""

FACES = {"JAN ": ("ja", 0), "KOR ": ("ko", 1), "ZHT ": ("zh-Hant", 3), "ZHH ": ("zh-HK", 4)}
"""By OpenType language tag: the BCP 47 tag, and the index of the face in the collection."""

Forms = dict[int, dict[str, int]]
"""Code point -> OpenType language tag -> glyph index."""


def wrong_forms(collection: Path) -> Forms:
    """The characters whose form differs, in any language, from that of the language's own face.

    The value has all regional forms of the character, as glyphs of the collection.
    """
    blob = hb.Blob.from_file_path(collection)
    base = hb.Font(hb.Face(blob, SIMPLIFIED_CHINESE))
    natives = {tag: hb.Font(hb.Face(blob, index)) for tag, (_, index) in FACES.items()}
    found: Forms = {}
    for code in sorted(base.face.unicodes):
        if code >= FIRST_CJK:
            forms = {tag: native.get_nominal_glyph(code) for tag, native in natives.items()}
            if any(_shaped(base, code, FACES[tag][0]) != glyph for tag, glyph in forms.items()):
                found[code] = forms
    return found


def _shaped(font: Any, codepoint: int, language: str) -> int:
    buffer = hb.Buffer()
    buffer.add_codepoints([codepoint])
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", language
    hb.shape(font, buffer)
    return int(buffer.glyph_infos[0].codepoint)


def separate(font: Any, forms: Forms) -> None:
    """Give each character of `forms`, where the font has it, a glyph and regional forms of its own.

    Args:
        font: the font.
        forms: regional forms as glyph indices of this font.
    """
    order, cmap = font.getGlyphOrder(), font.getBestCmap()
    outlines = Glyphs(font)
    present = {code: form for code, form in forms.items() if code in cmap}
    shared = {code: cmap[code] for code in present}
    names = append(font, {code: outlines[code] for code in present})
    copy_behaviour(font, {names[code]: shared[code] for code in present})
    for tag, lookup in _locl(font).items():
        for code, form in present.items():
            target = order[form[tag]]
            if target != shared[code]:
                lookup[names[code]] = target


def _locl(font: Any) -> dict[str, dict[str, str]]:
    """The mapping of each language's own `locl` lookup, the largest of those it uses."""
    table = font["GSUB"].table
    found: dict[str, dict[str, str]] = {}
    for script in table.ScriptList.ScriptRecord:
        for language in script.Script.LangSysRecord:
            for index in language.LangSys.FeatureIndex:
                record = table.FeatureList.FeatureRecord[index]
                if record.FeatureTag == "locl" and language.LangSysTag in FACES:
                    for lookup in record.Feature.LookupListIndex:
                        mapping = _mapping(table.LookupList.Lookup[lookup])
                        if len(mapping) > len(found.get(language.LangSysTag, ())):
                            found[language.LangSysTag] = mapping
    return found


def _mapping(lookup: Any) -> dict[str, str]:
    subtable = lookup.SubTable[0]
    mapping: dict[str, str] = getattr(subtable, "ExtSubTable", subtable).mapping
    return mapping
