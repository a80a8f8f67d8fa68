"""The cover: a front page that says what it says it says, in each language and direction."""

import datetime
import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from lxml import etree
from PIL import Image

from ebook import model as m
from ebook.languages import resolve
from ebook.render import RenderOptions, render
from ebook.render.cover.breaking import break_lines
from ebook.render.cover.front import front_of
from ebook.render.cover.ink import SIZE
from ebook.render.cover.layout import Style, make_up
from ebook.render.cover.type import set_line
from ebook.typography.characters import AUTOSPACE, autospaced
from tests import strategies
from tests.writers.epub.newspapers import LANGUAGES, newspaper

SET = RenderOptions(cover="front-page")


def cover_of(issue, options=SET, folder=None):
    """Its picture, its description, and the whole edition."""
    made = render(issue, options, folder)
    (document,) = [found for found in made.edition.documents if found.kind == "cover"]
    (picture,) = [found for found in made.edition.resources if found.path == made.edition.cover]
    (image,) = etree.fromstring(document.content).iter("{*}img")
    return picture, image.get("alt"), made


def pixels(resource):
    return Image.open(io.BytesIO(resource.content)).convert("L")


def titles(*headlines):
    articles = tuple(m.Article(headline=headline) for headline in headlines)
    return m.Issue(
        masthead=m.Masthead(name="海汐日报", date=datetime.date(2024, 3, 5)),
        sections=(m.Section(page="01", articles=articles),),
    )


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cover_is_small_dark_on_white_and_comes_first(lang, vertical):
    picture, alt, made = cover_of(newspaper(lang), RenderOptions(cover="front-page", vertical=vertical))
    image = pixels(picture)
    assert image.size == SIZE
    assert len(picture.content) < 40_000
    ink = 1 - sum(image.resize((60, 80)).tobytes()) / (255 * 4800)
    assert 0.02 < ink < 0.3
    assert image.getpixel((8, 8)) == 255
    assert made.edition.documents[0].kind == "cover"
    assert resolve(lang).words.cover in alt
    assert newspaper(lang).masthead.name in alt


def test_languages_have_their_own_forms():
    """One and the same text, in the type of each region."""
    glyphs = {
        lang: tuple(
            glyph.id for glyph in set_line("直骨今化", "serif bold", 100, lang, vertical=False).glyphs
        )
        for lang in LANGUAGES
    }
    glyphs.pop("en")  # which sets Han characters in the forms of Simplified Chinese
    assert len(set(glyphs.values())) == len(LANGUAGES) - 1


def test_vertical_lines_have_vertical_forms():
    level, upright = (
        set_line("「ー、」", "sans bold", 100, "ja", vertical=vertical).glyphs for vertical in (False, True)
    )
    assert not {glyph.id for glyph in level} & {glyph.id for glyph in upright}


def test_figures_share_a_square_and_words_lie_on_their_side():
    cell = set_line("12", "sans", 100, "ja", vertical=True)
    assert cell.length == 100
    assert len({glyph.map[5] for glyph in cell.glyphs}) == 1
    assert all(glyph.map[0] == 0 for glyph in set_line("Tokyo", "sans", 100, "ja", vertical=True).glyphs)


def test_the_description_tells_titles_and_nothing_that_is_not_there():
    _, alt, _ = cover_of(titles("渡轮复航", "老码头点灯"))
    assert alt == "封面：海汐日报；2024年3月5日；渡轮复航；老码头点灯"


def test_what_is_said_is_what_is_set():
    """Every character of the description's titles was set, in that order."""
    issue = newspaper("zh-Hans")
    style = Style(measure=1032, depth=1432, lang="zh-Hans", vertical=False)
    front = front_of(issue, "x", resolve("zh-Hans").words)
    page = make_up(front, style)
    set_glyphs = sum(len(part.line.glyphs) for part in page.placed)
    assert set_glyphs == len("".join(page.says).replace(" ", "")) + sum(
        glyph.id == space
        for part in page.placed
        for glyph in part.line.glyphs
        for space in [set_line(" ", "serif", 10, "zh-Hans", vertical=False).glyphs[0].id]
    )


def test_everything_stays_on_the_page():
    for issue in (titles("长" * 400), titles(*["渡轮复航的消息传来" * 4] * 30), titles("W" * 300), m.Issue()):
        for vertical in (False, True):
            measure, depth = (1432, 1032) if vertical else (1032, 1432)
            style = Style(measure=measure, depth=depth, lang=issue.lang, vertical=vertical)
            page = make_up(front_of(issue, "x", resolve(issue.lang).words), style)
            assert all(part.along + part.line.length <= measure + 1 for part in page.placed)
            assert all(part.down + part.line.size <= depth + 1 for part in page.placed)


def test_a_title_that_is_too_long_ends_in_an_ellipsis_in_the_description_too():
    _, alt, _ = cover_of(titles("长" * 400))
    assert alt.endswith("长…")


def test_a_character_without_type_is_set_as_a_geta():
    line, geta = (set_line(text, "serif", 10, "ja", vertical=False) for text in ("\U0001f600", "〓"))
    assert line.glyphs == geta.glyphs


@settings(max_examples=25)
@given(strategies.issues())
def test_any_issue_has_a_cover(issue):
    picture, alt, _ = cover_of(issue)
    assert pixels(picture).size == SIZE
    assert alt


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("台风吹走的钟楼指针 渔网捞了回来", ["台风吹走的钟楼指针", "渔网捞了回来"]),
        ("渡轮复航，", ["渡轮复航，"]),
        ("一二三四五六七八，九十一", ["一二三四五六", "七八，九十一"]),
        ("一二三四五六七八九（十一）", ["一二三四五六七", "八九（十一）"]),
    ],
)
def test_lines_break_where_they_may(text, lines):
    assert break_lines(text, len, no_gap, 9, spaced=False) == lines


def test_lines_leave_room_for_the_space_between_han_and_latin():
    assert break_lines("渡口2路", len, no_gap, 4, spaced=False) == ["渡口2路"]
    assert break_lines("渡口2路", len, autospace, 4, spaced=False) == ["渡口", "2路"]


def test_han_and_latin_stand_as_far_apart_as_in_print():
    plain, spaced = (
        set_line(text, "sans", 100, "zh-Hans", vertical=False).length for text in ("渡口", "渡K")
    )
    (latin,) = {set_line("K", "sans", 100, "zh-Hans", vertical=False).length}
    assert spaced - (plain / 2 + latin) == pytest.approx(AUTOSPACE * 100)


def no_gap(_left, _right):
    return 0


def autospace(left, right):
    return AUTOSPACE if left and autospaced(left, right) else 0


def test_korean_words_stay_whole():
    lines = break_lines("갯골길 가로등 여덟 개 교체", len, no_gap, 9, spaced=True)
    assert " ".join(lines) == "갯골길 가로등 여덟 개 교체"
    assert max(map(len, lines)) <= 9


def test_a_scan_takes_the_front_page_s_place(tmp_path):
    Image.new("RGB", (2000, 3000), "#884422").save(tmp_path / "scan.tif")
    picture, alt, made = cover_of(titles("渡轮复航"), RenderOptions(cover=tmp_path / "scan.tif"))
    assert picture.path in {"images/cover.png", "images/cover.jpg"}
    assert max(pixels(picture).size) == 1600
    assert alt == "封面：海汐日报 2024年3月5日"
    assert not made.problems


def test_a_scan_that_cannot_be_read_is_told_and_the_front_page_set(tmp_path):
    (tmp_path / "scan.jpg").write_bytes(b"no picture")
    for name, code in (("scan.jpg", "IMG-009"), ("lost.jpg", "IMG-001")):
        _, alt, made = cover_of(titles("渡轮复航"), RenderOptions(cover=tmp_path / name))
        assert "渡轮复航" in alt
        assert [problem.code for problem in made.problems] == [code]
        assert name in made.problems[0].message


def test_none_is_none():
    edition = render(titles("渡轮复航")).edition
    assert edition.cover is None
    assert not any(document.kind == "cover" for document in edition.documents)


def test_the_same_bytes_in_another_process():
    script = (
        "import hashlib; from tests.render.test_cover import cover_of; "
        "from tests.writers.epub.newspapers import newspaper; "
        "print(hashlib.sha256(cover_of(newspaper('ja'))[0].content).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1
