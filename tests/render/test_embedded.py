"""Fonts in an e-book: none unless asked for, the right glyphs and no others, and the reader's choice wins."""

import io
import re
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from ebook import model as m
from ebook.render import RenderOptions, render
from tests.render import reading
from tests.writers.epub.newspapers import LANGUAGES, newspaper

RARE = "䶮"
"""In no standard but the largest; a name's character."""


def issue(text, lang="zh-Hans", headline="渡口"):
    article = m.Article(headline=headline, body=(m.Paragraph(text=text),))
    return m.Issue(lang=lang, sections=(m.Section(page="01", articles=(article,)),))


def made(issue, wanted, **options):
    return render(issue, RenderOptions(embed_fonts=wanted, **options))


def fonts(rendered):
    return {
        resource.path: TTFont(io.BytesIO(resource.content))
        for resource in rendered.edition.resources
        if resource.media_type == "font/otf"
    }


def sheet(rendered):
    (found,) = [r for r in rendered.edition.resources if r.path == "styles/embedded.css"]
    return found.content.decode()


def marked(rendered):
    return [
        span.text
        for document in rendered.edition.documents
        for span in reading.parse(document.content).iter("{*}span")
        if span.get("class") == "rare"
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_embedded_unless_asked_for(lang):
    rendered = made(newspaper(lang), "none")
    assert not fonts(rendered)
    assert not any(b"embedded" in document.content for document in rendered.edition.documents)


def test_rare_characters_alone_are_embedded():
    rendered = made(issue(f"何{RARE}在渡口。{RARE}"), "rare")
    (font,) = fonts(rendered).values()
    assert set(font.getBestCmap()) == {ord(RARE)}
    assert font["maxp"].numGlyphs == 2  # with .notdef
    assert marked(rendered) == [RARE, RARE]
    assert [problem.code for problem in rendered.problems] == ["FNT-003"]
    assert "kB" in rendered.problems[0].message


def test_only_documents_with_rare_characters_name_the_fonts():
    rendered = made(issue(RARE), "rare")
    linked = [doc.kind for doc in rendered.edition.documents if b"embedded.css" in doc.content]
    assert linked == ["article"]


def test_no_rare_character_no_font():
    for lang in (
        lang for lang in LANGUAGES if lang != "en"
    ):  # the issue's Chinese is rare in an English paper
        rendered = made(newspaper(lang), "rare")
        assert not fonts(rendered)
        assert not rendered.problems


@pytest.mark.parametrize(
    ("lang", "text", "rare"),
    [
        ("zh-Hans", "镕基喆Ａé①", ["镕", "喆"]),
        ("zh-Hant", "遊堃珮啲", ["堃", "啲"]),
        ("ja", "髙橋と高橋", ["髙"]),
        ("ko", "똠방각하 펲", []),
    ],
)
def test_devices_differ_by_language(lang, text, rare):
    assert "".join(marked(made(issue(text, lang), "rare"))) == "".join(rare)


def test_a_form_stays_with_its_selector():
    assert marked(made(issue(f"何{RARE}\ufe00，葛\ufe00", "ja"), "rare")) == [f"{RARE}\ufe00"]


def test_what_no_font_has_is_not_claimed():
    assert not marked(made(issue("😀\ue000"), "rare"))


def test_marking_changes_no_text():
    plain, rare = (
        [
            reading.said(reading.body(doc.content))
            for doc in made(issue(f"何{RARE}，（{RARE}）"), kind).edition.documents
        ]
        for kind in ("none", "rare")
    )
    assert plain == rare


def test_the_body_keeps_the_reader_s_font_where_rare_characters_alone_are_embedded():
    rendered = made(issue(RARE, headline=f"何{RARE}"), "rare")
    rules = re.findall(r"^([^@\n{]+)\{ font-family", sheet(rendered), re.MULTILINE)
    assert rules
    assert all(part.strip().endswith(".rare") for rule in rules for part in rule.split(","))


def characters(rendered, path):
    """The code points of all elements that an XPath finds."""
    return {
        ord(char)
        for document in rendered.edition.documents
        for element in reading.body(document.content).xpath(path, namespaces={"h": reading.XHTML[1:-1]})
        for char in "".join(element.itertext())
        if not char.isspace()
    }


@pytest.mark.parametrize("theme", ["plain", "classic", "modern"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_characters_are_in_the_fonts(lang, theme):
    rendered = made(newspaper(lang), "all", theme=theme)
    found = fonts(rendered)
    assert list(found) == [f"fonts/issue-{name}.otf" for name in ("serif-400", "sans-400", "sans-700")]
    said = "".join(
        "".join(reading.body(document.content).itertext()) for document in rendered.edition.documents
    )
    serif = set(found["fonts/issue-serif-400.otf"].getBestCmap())
    assert {ord(char) for char in said if not char.isspace()} <= serif
    assert characters(rendered, "//h:h1|//h:h2|//h:h3|//h:strong") <= set(
        found["fonts/issue-sans-700.otf"].getBestCmap()
    )
    assert characters(rendered, "//*[@class='dateline' or @class='caption']") <= set(
        found["fonts/issue-sans-400.otf"].getBestCmap()
    )
    assert "!important" not in sheet(rendered)
    assert all(b"embedded.css" in document.content for document in rendered.edition.documents)


def test_subsets_keep_the_forms_of_region_and_direction():
    rendered = made(issue("直骨今化「ー」", "ja"), "all")
    data = next(r.content for r in rendered.edition.resources if r.path.endswith("serif-400.otf"))
    font = hb.Font(hb.Face(data))

    def glyphs(lang, direction):
        buffer = hb.Buffer()
        buffer.add_str("直骨今化「ー」")
        buffer.script, buffer.language, buffer.direction = "Kana", lang, direction
        hb.shape(font, buffer)
        return [info.codepoint for info in buffer.glyph_infos]

    level = glyphs("ja", "ltr")
    assert 0 not in level
    assert level != glyphs("zh-Hans", "ltr")
    assert level[4:] != glyphs("ja", "ttb")[4:]


def test_the_licence_travels_with_the_fonts():
    text = sheet(made(issue(RARE), "rare"))
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Copyright 2017-2022 Adobe" in text


def test_each_family_that_a_sheet_names_is_replaced():
    rendered = made(newspaper("zh-Hans"), "all", theme="modern")
    own = sheet(rendered)
    for resource in rendered.edition.resources:
        if resource.path.endswith(".css") and Path(resource.path).stem not in {"embedded", "newer"}:
            count = len(re.findall(r"font-family\s*:", resource.content.decode()))
            names = re.findall(
                r"([^{}]+)\{[^{}]*font-family\s*:",
                re.sub(r"/\*.*?\*/", "", resource.content.decode(), flags=re.DOTALL),
            )
            assert len(names) == count
            for name in names:
                assert re.sub(r"\s+", " ", name.strip()) in own, name


def test_the_same_fonts_twice():
    one, two = (made(newspaper("ja"), "all").edition.resources for _ in range(2))
    assert one == two
