import io

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from ebook.fonts import faces
from ebook.writers.pdf.faces import cut, required_characters

_TEXT = "「《灯塔》」——……，2025年“Café”AVATAR fi ﾊﾞ と ベ 한국 가 é"
_FACES = {face.file.stem: face.file for face in faces()}


def advances(data, lang):
    buffer = hb.Buffer()
    buffer.add_str(_TEXT)
    buffer.guess_segment_properties()
    buffer.language = lang
    hb.shape(font := hb.Font(hb.Face(data)), buffer, {"kern": True, "chws": True})
    shapes = [font.get_glyph_extents(info.codepoint) for info in buffer.glyph_infos]
    return [
        (info.cluster, place.x_advance, place.x_offset, shape)
        for info, place, shape in zip(buffer.glyph_infos, buffer.glyph_positions, shapes, strict=True)
    ]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
@pytest.mark.parametrize("name", _FACES)
def test_a_face_that_is_cut_sets_a_text_as_the_whole_face_does(name, lang):
    data = cut(_FACES[name], required_characters(_TEXT))
    assert advances(data, lang) == advances(_FACES[name].read_bytes(), lang)
    assert len(data) < 1_000_000  # most of it the places of glyphs that are gone


@pytest.mark.parametrize("name", _FACES)
def test_the_glyphs_of_a_face_that_is_cut_have_their_numbers_as_cids(name):
    top = TTFont(io.BytesIO(cut(_FACES[name], required_characters(_TEXT))))["CFF "].cff[0]
    assert top.ROS[:2] == ("Adobe", "Identity")
    assert top.charset == [".notdef", *(f"cid{number:05}" for number in range(1, len(top.CharStrings)))]


def test_letters_are_kept_composed_and_taken_apart():
    assert {"é", "e", "\u0301", "한", "ᄒ"} <= required_characters("e\u0301 한")


def test_nothing_is_left_of_the_other_characters():
    face = hb.Face(cut(_FACES["EbookSerif-Regular"], required_characters("灯塔")))
    assert ord("灯") in face.unicodes
    assert ord("海") not in face.unicodes
