import hashlib
import subprocess
import sys
import unicodedata

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from ebook import fonts
from ebook.assets import folder
from ebook.charsets import charsets, covered
from ebook.errors import MissingTool

FACES = pytest.mark.parametrize("face", fonts.faces(), ids=lambda face: face.file.stem)
LANGUAGES = ("zh-Hans", "zh-Hant", "zh-HK", "ja", "ko")

COMPLETE = ("GB 2312", "GBK", "通用规范汉字表", "Big5", "JIS X 0208", "KS X 1001", "Hangul syllables")
SIZES = {"GB 2312": 7445, "通用规范汉字表": 8105, "JIS X 0208": 6879, "KS X 1001 Hangul": 2350}


def shape(face, text, lang, script="Hani", direction="ltr", **features):
    """The glyphs of a text and their advances along the line."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(face.file)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = direction, script, lang
    hb.shape(font, buffer, features)
    advances = [abs(place.x_advance + place.y_advance) for place in buffer.glyph_positions]
    return [info.codepoint for info in buffer.glyph_infos], advances


def test_there_are_serif_and_sans_in_two_weights():
    assert [(face.style, face.weight) for face in fonts.faces()] == [
        ("serif", 400), ("serif", 700), ("sans", 400), ("sans", 700),
    ]  # fmt: skip


def test_all_fonts_together_stay_small():
    assert sum(face.size for face in fonts.faces()) <= 64_000_000


def test_the_files_are_those_of_the_check_sums():
    sums = dict(reversed(line.split()) for line in (folder("fonts") / "SHA256SUMS").read_text().splitlines())
    assert sums == {
        face.file.name: hashlib.sha256(face.file.read_bytes()).hexdigest() for face in fonts.faces()
    }


@FACES
def test_the_table_of_characters_is_that_of_the_font(face):
    with TTFont(face.file, lazy=True) as font:
        cmap, glyphs = set(font.getBestCmap()), font["maxp"].numGlyphs
        family, weight = font["name"].getDebugName(1), font["OS/2"].usWeightClass
    assert {code for begin, end in face.coverage.runs() for code in range(begin, end)} == cmap
    assert (face.family, face.weight, face.glyphs) == (family, weight, glyphs)


@FACES
def test_a_cid_is_its_glyphs_index(face):
    with TTFont(face.file, lazy=True) as font:
        charset = font["CFF "].cff.topDictIndex[0].charset
    assert charset == [".notdef", *(f"cid{index:05d}" for index in range(1, face.glyphs))]


@FACES
def test_names_are_our_own_and_the_authors_are_named(face):
    with TTFont(face.file, lazy=True) as font:
        names = {name_id: font["name"].getDebugName(name_id) for name_id in (0, 1, 4, 6)}
    assert "Adobe" in names.pop(0)
    assert not any(reserved in name for name in names.values() for reserved in ("Noto", "Source"))


@FACES
def test_a_file_alone_tells_its_licence_and_its_designers(face):
    with TTFont(face.file, lazy=True) as font:
        trademark, designer, licence, url = (font["name"].getDebugName(name_id) for name_id in (7, 9, 13, 14))
    assert "Noto is a trademark of Google" in trademark
    assert "NISHIZUKA" in designer
    assert "SIL Open Font License, Version 1.1" in licence
    assert url == "http://scripts.sil.org/OFL"


def test_the_licence_lies_beside_the_fonts():
    licence = (folder("fonts") / "LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence


@FACES
def test_character_sets_are_complete(face):
    have = {item.name: item for item in covered(face)}
    for name in COMPLETE:
        assert have[name].have == have[name].total
    wanted = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x400, 0x460), *range(0x3041, 0x3097))
    assert [hex(code) for code in wanted if chr(code) not in face.coverage and code != 0xAD] == []
    assert all(sign in face.coverage for sign in "㌔㍍㎡℃①▲△▽■□◆◇●○★☆※〒→……——·•￥ΑΩАЯ々〆")


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_character_sets_have_the_size_of_their_standard(name, size):
    assert len(charsets()[name]) == size


def test_the_list_of_standard_characters_is_in_three_levels():
    # 3,500 common characters, 3,000 less common, 1,605 of names and trades: each ends in the
    # character of most strokes. Only ideographs, none twice, some of them beyond the first plane.
    text = (folder("fonts") / "tgh-2013.txt").read_text(encoding="utf-8").replace("\n", "")
    assert len(text) == len(set(text)) == 3500 + 3000 + 1605
    assert (text[0], text[3499], text[3500], text[-1]) == ("一", "矗", "乂", "蠼")
    assert all(unicodedata.name(character).startswith("CJK UNIFIED IDEOGRAPH") for character in text)
    assert sum(ord(character) > 0xFFFF for character in text) > 30


@FACES
@pytest.mark.parametrize("character", "骨直今令")
def test_the_language_picks_the_form(face, character):
    forms = {lang: shape(face, character, lang)[0][0] for lang in LANGUAGES}
    assert forms["zh-Hans"] != forms["ja"]
    assert len(set(forms.values())) >= 3 or character == "直"


@FACES
def test_the_form_of_one_character_is_not_that_of_another(face):
    for lang in ("zh-Hant", "ja"):
        assert shape(face, "户", lang)[0] != shape(face, "戶", lang)[0]
    assert shape(face, "・", "ja", "Kana")[1] == [1000]


@FACES
@pytest.mark.parametrize(
    ("text", "lang", "advances"),
    [
        ("」「", "zh-Hans", [500, 1000]),
        ("。」", "zh-Hans", [500, 1000]),
        ("：“", "zh-Hans", [500, 1000]),
        ("，「", "zh-Hant", [1000, 500]),
        ("。」", "zh-Hant", [1000, 1000]),
        ("）（", "ja", [500, 1000]),
        ("。一", "zh-Hans", [1000, 1000]),
    ],
)
def test_punctuation_that_meets_is_squeezed(face, text, lang, advances):
    assert shape(face, text, lang, chws=True)[1] == advances
    assert shape(face, text, lang)[1] == [1000, 1000]


@FACES
def test_features_of_cjk_setting(face):
    assert shape(face, "（。", "zh-Hans", halt=True)[1] == [500, 500]
    assert sum(shape(face, "アイウ", "ja", "Kana", palt=True)[1]) < 3000
    assert shape(face, "（", "zh-Hans", vert=True)[0] != shape(face, "（", "zh-Hans")[0]
    assert shape(face, "」「", "zh-Hans", direction="ttb", vchw=True)[1] == [500, 1000]
    assert sum(shape(face, "AV", "en", "Latn")[1]) < sum(shape(face, "AV", "en", "Latn", kern=False)[1])
    assert (
        shape(face, "각", "ko", "Hang")[0] == shape(face, unicodedata.normalize("NFD", "각"), "ko", "Hang")[0]
    )


@FACES
def test_added_letters_look_and_kern_like_their_base(face):
    def kern(text):
        return shape(face, text, "en", "Latn")[1][0] - shape(face, text, "en", "Latn", kern=False)[1][0]

    assert kern("TĄ") == kern("TA") < 0
    assert kern("Tő") == kern("To") < 0
    added, base = shape(face, "č", "en", "Latn")[1][0], shape(face, "c", "en", "Latn")[1][0]
    assert abs(added - base) <= 0.03 * base


def test_covers_and_missing():
    assert fonts.covers("一")
    assert not fonts.covers("\ue000")
    assert fonts.missing("中文 Ąé㎡\n\u200b葛\U000e0100\ufe0f") == ()
    assert fonts.missing("𱍐中\ue000𱍐") == ("\ue000", "\U00031350")


def test_a_mark_that_composes_is_not_missing():
    mark = "\u0326"
    assert fonts.missing(f"s{mark}") == ()
    absent = next(chr(code) for code in range(0x300, 0x370) if not fonts.covers(chr(code)))
    assert fonts.missing(f"一{absent}") == (absent,)


def test_coverage_is_the_union_of_the_faces():
    union = {
        code for face in fonts.faces() for begin, end in face.coverage.runs() for code in range(begin, end)
    }
    assert {code for begin, end in fonts.coverage().runs() for code in range(begin, end)} == union
    assert len(fonts.coverage()) == len(union)


def test_coverage_is_known_without_opening_a_font():
    code = "import sys; from ebook.fonts import covers; covers('一'); sys.exit('fontTools' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_damaged_fonts_are_told(tmp_path, monkeypatch):
    (tmp_path / "coverage.json").write_text("{}")
    monkeypatch.setattr(fonts, "folder", lambda _: tmp_path)
    fonts.faces.cache_clear()
    with pytest.raises(MissingTool, match="damaged"):
        fonts.faces()
    fonts.faces.cache_clear()


def test_styles_name_every_face():
    css = (folder("styles") / "fonts.css").read_text(encoding="utf-8")
    for face in fonts.faces():
        rule = next(part for part in css.split("@font-face") if face.file.name in part)
        assert f'font-family: "{face.family}"' in rule
        assert f"font-weight: {face.weight};" in rule
