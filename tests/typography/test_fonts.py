import io
from types import SimpleNamespace

from fontTools.ttLib import TTFont

from ebook.fonts import faces
from ebook.typography.hooks.fonts import subset


def test_a_font_keeps_the_glyphs_that_were_drawn_under_their_numbers_and_no_tables_for_shaping():
    whole = faces()[0].file.read_bytes()
    font = SimpleNamespace(file_content=whole, index=0, missing={})
    subset(font, {20, 700}, hinting=False)
    before, after = TTFont(io.BytesIO(whole)), TTFont(io.BytesIO(font.file_content))
    assert not {"GSUB", "GPOS", "BASE"} & set(after.keys())
    kept = after["CFF "].cff[0].CharStrings
    for number in (20, 700):
        name = before.getGlyphOrder()[number]
        assert after.getGlyphOrder()[number] == name
        assert after["hmtx"][name] == before["hmtx"][name]
        kept[name].decompile()
        assert len(kept[name].program) > 3
    assert len(font.file_content) < 20_000
