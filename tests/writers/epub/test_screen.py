"""What an e-book has beside its text: a cover and fonts, as the whole way from a source makes them."""

import io
import zipfile

import pytest
from lxml import etree
from PIL import Image

from ebook import to_json
from ebook.options import Options
from ebook.pipeline import convert
from ebook.source import Source
from tests.writers.epub.newspapers import LANGUAGES, newspaper, with_paragraph

DC = "{http://purl.org/dc/elements/1.1/}"
FONT_FACE = "CSS-028"
"""What EPUBCheck tells of each @font-face, for information."""


def made(issue, to="epub", **options):
    source = Source(name="issue.json", data=to_json(issue))
    return convert(source, to=to, options=Options(**options))


def book(issue, **options):
    (written,) = made(issue, **options).written
    return written.files[written.main]


def archive(data):
    return zipfile.ZipFile(io.BytesIO(data))


def claims(data):
    package = etree.fromstring(archive(data).read("EPUB/content.opf"))
    return [(meta.get("property"), meta.text) for meta in package.iter("{*}meta")]


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_with_a_cover_epubcheck_has_nothing_to_say(epubcheck, lang, vertical):
    data = book(newspaper(lang), vertical=vertical)
    assert not epubcheck(data)
    assert "EPUB/images/cover.png" in archive(data).namelist()


@pytest.mark.parametrize("wanted", ["rare", "all"])
def test_with_fonts_it_tells_only_that_there_are_some(epubcheck, wanted):
    data = book(with_paragraph(newspaper("ja"), "何䶮と髙橋"), embed_fonts=wanted)
    assert any(name.endswith(".otf") for name in archive(data).namelist())
    assert all(FONT_FACE in message for message in epubcheck(data))


def test_by_default_there_is_a_cover_and_no_font():
    names = archive(book(newspaper())).namelist()
    assert "EPUB/text/cover.xhtml" in names
    assert not any("fonts/" in name for name in names)


def test_no_cover_is_none(epubcheck):
    data = book(newspaper(), cover="none")
    assert not any("cover" in name for name in archive(data).namelist())
    assert not epubcheck(data)


def test_a_scan_is_the_cover(epubcheck, tmp_path):
    Image.new("RGB", (60, 80), "#123456").save(tmp_path / "scan.jpg")
    data = book(newspaper(), cover=tmp_path / "scan.jpg")
    assert not epubcheck(data)
    assert "EPUB/images/cover.jpg" in archive(data).namelist()


def test_a_cover_alone_makes_no_visual_book_and_is_described():
    said = claims(book(newspaper()))
    assert ("schema:accessMode", "visual") not in said
    assert ("schema:accessibilityFeature", "alternativeText") in said
    assert ("schema:accessibilityFeature", "alternativeText") not in claims(book(newspaper(), cover="none"))


def test_the_landmarks_begin_with_the_cover():
    nav = etree.fromstring(archive(book(newspaper())).read("EPUB/nav.xhtml"))
    (marks,) = (found for found in nav.iter("{*}nav") if found.get("id") == "landmarks")
    first = next(marks.iter("{*}a"))
    assert first.get("href") == "text/cover.xhtml"


def test_one_paragraph_changes_one_document_and_the_package_alone():
    one, two = (archive(book(with_paragraph(newspaper(), text))) for text in ("渡口。", "码头。"))
    assert one.namelist() == two.namelist()
    changed = [name for name in one.namelist() if one.read(name) != two.read(name)]
    assert len([name for name in changed if name.startswith("EPUB/text/")]) == 1
    assert not [name for name in changed if name.startswith(("EPUB/images/", "EPUB/styles/"))]


@pytest.mark.parametrize("options", [{}, {"embed_fonts": "all"}, {"vertical": True}])
def test_the_same_bytes_twice(options):
    assert book(newspaper("zh-Hant"), **options) == book(newspaper("zh-Hant"), **options)


def test_a_print_is_the_same_with_and_without():
    prints = [
        made(newspaper(), to="pdf", cover=cover, embed_fonts=fonts).written[0].files
        for cover, fonts in (("none", "none"), ("front-page", "all"))
    ]
    assert prints[0] == prints[1]
