"""Claims of accessibility are true of the content, or not made."""

import msgspec
import pytest
from lxml import etree

from ebook.edition import Resource
from ebook.languages import resolve
from ebook.model import Article, Figure, Issue, Paragraph, Ruby, Section, Table, rich
from ebook.writers.epub.accessibility import claims, facts
from tests.writers.epub.newspapers import LANGUAGES, edition, newspaper, picture


def claimed(issue, folder=None, *, vertical=False):
    made = edition(issue, folder, vertical=vertical)
    found = {}
    for name, value in claims(facts(made), made.lang):
        found.setdefault(name.removeprefix("schema:"), []).append(value)
    return found


def of(*blocks, **fields):
    article = Article(headline="题", body=(Paragraph(text="文"), *blocks), **fields)
    return Issue(sections=(Section(page="01", articles=(article,)),))


def with_alt(*alts):
    return of(*(Figure(src="lamp.png", alt=alt, caption="灯") for alt in alts))


@pytest.fixture
def folder(tmp_path):
    picture(tmp_path)
    return tmp_path


def test_text_alone():
    found = claimed(of())
    assert found["accessMode"] == ["textual"]
    assert found["accessModeSufficient"] == ["textual"]
    assert found["accessibilityHazard"] == ["none"]
    assert found["accessibilityFeature"] == [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "pageBreakMarkers",
        "pageNavigation",
        "displayTransformability",
        "horizontalWriting",
    ]


def test_described_pictures(folder):
    found = claimed(with_alt("一盏铜灯", "另一盏"), folder)
    assert found["accessMode"] == ["textual", "visual"]
    assert found["accessModeSufficient"] == ["textual,visual", "textual"]
    assert "alternativeText" in found["accessibilityFeature"]


@pytest.mark.parametrize("alts", [(None,), ("一盏铜灯", None)])
def test_one_picture_that_nobody_has_described(alts, folder):
    found = claimed(with_alt(*alts), folder)
    assert found["accessMode"] == ["textual", "visual"]
    assert found["accessModeSufficient"] == ["textual,visual"]
    assert "alternativeText" not in found["accessibilityFeature"]


def test_ornaments_need_no_description(folder):
    assert "alternativeText" in claimed(with_alt("", "一盏铜灯"), folder)["accessibilityFeature"]


def test_a_picture_that_is_not_in_the_book_is_no_picture(folder):
    assert claimed(of(Figure(src="missing.png", caption="灯")), folder)["accessMode"] == ["textual"]


def test_a_page_without_a_number_has_no_marks():
    features = claimed(Issue(sections=(Section(articles=(Article(headline="题"),)),)))["accessibilityFeature"]
    assert not {"pageBreakMarkers", "pageNavigation"} & set(features)


def test_an_article_without_a_heading():
    body = (Paragraph(text="文"),)
    features = claimed(Issue(sections=(Section(page="01", articles=(Article(body=body),)),)))
    assert "structuralNavigation" not in features["accessibilityFeature"]


def test_nothing_to_navigate():
    features = claimed(Issue())["accessibilityFeature"]
    assert not {"structuralNavigation", "tableOfContents"} & set(features)


def test_readings():
    ruby = Paragraph(text=rich(Ruby(base="鹽", reading="ㄧㄢˊ")))
    assert "rubyAnnotations" in claimed(of(ruby))["accessibilityFeature"]


def test_direction_of_lines():
    assert "verticalWriting" in claimed(newspaper("ja"), vertical=True)["accessibilityFeature"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_is_in_the_papers_language(lang):
    (summary,) = claimed(newspaper(lang))["accessibilitySummary"]
    assert summary
    for other in LANGUAGES:
        (theirs,) = claimed(newspaper(other))["accessibilitySummary"]
        assert (summary == theirs) == (lang == other)


def test_the_summary_counts_what_lacks(folder):
    headless = Table(rows=(("一", "二"),))
    (summary,) = claimed(of(headless, Figure(src="lamp.png"), Figure(src="lamp.png")), folder)[
        "accessibilitySummary"
    ]
    assert "有2幅图片没有替代文字" in summary
    assert "有1个表格没有表头" in summary


def test_conformance_is_not_claimed():
    assert not any("conformsTo" in name or "certified" in name for name in claimed(newspaper()))


MOVING = {
    "two frames": ("image/gif", b"GIF89a" + b"\x21\xf9\x04\x00\x00\x00\x00\x00" * 2),
    "looping": ("image/gif", b"GIF89a\x21\xff\x0bNETSCAPE2.0"),
    "animated PNG": ("image/png", b"\x89PNG....IHDR....acTL....IDAT"),
    "animated WebP": ("image/webp", b"RIFF....WEBPVP8X\x0a\x00\x00\x00\x02" + b"\x00" * 20),
    "SVG": ("image/svg+xml", b"<svg><animate/></svg>"),
    "style": ("text/css", b"p { animation: a 1s }"),
    "film": ("video/mp4", b""),
    "unknown": ("application/octet-stream", b""),
}
STILL = {
    "GIF": ("image/gif", b"GIF89a\x21\xf9\x04\x00\x00\x00\x00\x00"),
    "PNG": ("image/png", b"\x89PNG....IHDR....IDAT.acTL."),
    "WebP": ("image/webp", b"RIFF....WEBPVP8X\x0a\x00\x00\x00\x10" + b"\x00" * 20),
    "JPEG": ("image/jpeg", b""),
    "SVG": ("image/svg+xml", b"<svg><path/></svg>"),
    "style": ("text/css", b"p { margin: 0 }"),
    "font": ("font/otf", b""),
}


def _claimed_with(media_type, content):
    made = edition(of())
    resource = Resource(path="x", media_type=media_type, content=content)
    known = facts(msgspec.structs.replace(made, resources=(*made.resources, resource)))
    return list(claims(known, "ko"))


def _hazard(media_type, content):
    return dict(_claimed_with(media_type, content))["schema:accessibilityHazard"]


@pytest.mark.parametrize(
    ("style", "adaptable"),
    [
        (b"p { font-size: 1.2em; margin: 1px }", True),
        (b"p { font-size: 12px }", False),
        (b"p { font: bold 9.5PT serif }", False),
        (b"p { color: red ! important }", False),
    ],
)
def test_the_reader_may_change_the_display(style, adaptable):
    claim = ("schema:accessibilityFeature", "displayTransformability")
    assert (claim in _claimed_with("text/css", style)) == adaptable


def _facts_of(markup):
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>%s</body></html>'
    made = edition(of())
    document = msgspec.structs.replace(made.documents[-1], root=etree.fromstring((page % markup).encode()))
    return facts(msgspec.structs.replace(made, documents=(document,)))


@pytest.mark.parametrize("element", ["video", "audio", "script", "object", "iframe"])
def test_what_plays_is_no_safe_thing(element):
    assert not _facts_of(f"<{element}></{element}>").is_still


@pytest.mark.parametrize(
    ("markup", "undescribed"),
    [
        ('<img src="a"/>', 1),
        ('<img src="a" aria-label=" "/>', 1),
        ('<img src="a" alt=""/>', 0),
        ('<img src="a" aria-hidden="true"/>', 0),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', 1),
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>lamp</title></svg>', 0),
        ('<svg xmlns="http://www.w3.org/2000/svg" aria-label="lamp"/>', 0),
    ],
)
def test_descriptions_of_pictures(markup, undescribed):
    found = _facts_of(markup)
    assert (found.pictures, found.undescribed) == (1, undescribed)


@pytest.mark.parametrize("kind", MOVING)
def test_what_may_move_is_no_safe_thing(kind):
    assert _hazard(*MOVING[kind]) == "unknown"


@pytest.mark.parametrize("kind", STILL)
def test_what_is_still_is_safe(kind):
    assert _hazard(*STILL[kind]) == "none"


def test_a_stand_in_is_no_description(folder):
    """Rendering puts words where nobody has described a picture; they must be known here."""
    made = edition(with_alt(None), folder)
    document = next(doc for doc in made.documents if doc.kind == "article")
    assert resolve("zh-Hans").words.picture_with_caption.encode() in document.content
    assert facts(made).undescribed == 1
