"""The contents, the landmarks and the printed pages, in the navigation document and in the NCX."""

import io
import zipfile

import msgspec
import pymupdf
import pytest
from lxml import etree

from ebook.edition import NavPoint
from ebook.languages import resolve
from ebook.model import Issue
from ebook.writers.epub.nav import nav_document
from ebook.writers.epub.ncx import ncx_document
from tests.writers.epub.newspapers import LANGUAGES, book, edition, newspaper

XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def navs(made):
    root = etree.fromstring(nav_document(made))
    return {nav.get(TYPE): nav for nav in root.iter(f"{XHTML}nav")}


def tree(items):
    """An `ol` as nested tuples of title, target and children."""
    return tuple(
        (item.find(f"{XHTML}a").text, item.find(f"{XHTML}a").get("href"), tree(item.find(f"{XHTML}ol")))
        for item in (items if items is not None else ())
    )


def contents(points):
    return tuple((point.title, point.href, contents(point.children)) for point in points)


def ncx_tree(parent):
    return tuple(
        (point.findtext(f"{NCX}navLabel/{NCX}text"), point.find(f"{NCX}content").get("src"), ncx_tree(point))
        for point in parent.iterfind(f"{NCX}navPoint")
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_contents_are_pages_and_articles_in_printed_order(lang):
    made = edition(newspaper(lang))
    expected = contents(made.contents)
    assert [len(children) for _, _, children in expected] == [2, 1]
    assert tree(navs(made)["toc"].find(f"{XHTML}ol")) == expected
    assert ncx_tree(etree.fromstring(ncx_document(made)).find(f"{NCX}navMap")) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_own_words_are_the_papers_language(lang):
    made = edition(newspaper(lang))
    found = navs(made)
    local = resolve(lang).words
    assert found["toc"].findtext(f"{XHTML}h1") == local.contents
    assert found["landmarks"].get("aria-label") == local.landmarks
    assert found["page-list"].get("aria-label") == local.page_list
    root = found["toc"].getroottree().getroot()
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang


def test_only_the_contents_are_shown():
    assert {kind: nav.get("hidden") for kind, nav in navs(edition(newspaper())).items()} == {
        "toc": None,
        "landmarks": "hidden",
        "page-list": "hidden",
    }


def test_landmarks_lead_to_what_there_is():
    made = edition(newspaper())
    marks = {a.get(TYPE): a.get("href") for a in navs(made)["landmarks"].iter(f"{XHTML}a")}
    assert marks == {
        "titlepage": "text/masthead.xhtml",
        "toc": "text/contents.xhtml",
        "bodymatter": "text/p01.xhtml",
    }


def test_printed_pages_lead_to_their_marks():
    made = edition(newspaper())
    targets = [(a.text, *a.get("href").split("#")) for a in navs(made)["page-list"].iter(f"{XHTML}a")]
    assert [label for label, _, _ in targets] == ["01", "A2"]
    documents = {doc.path: etree.fromstring(doc.content) for doc in made.documents}
    for _, path, mark in targets:
        (element,) = documents[path].xpath(f"//*[@id='{mark}']")
        assert element.get(TYPE) == "pagebreak"


def test_an_issue_without_pages_has_no_list_of_them():
    made = edition(Issue())
    assert "page-list" not in navs(made)
    assert etree.fromstring(ncx_document(made)).find(f"{NCX}pageList") is None


def test_ncx_tells_depth_pages_and_identifier():
    made = edition(newspaper())
    root = etree.fromstring(ncx_document(made))
    assert {meta.get("name"): meta.get("content") for meta in root.iter(f"{NCX}meta")} == {
        "dtb:uid": made.identifier,
        "dtb:depth": "2",
        "dtb:totalPageCount": "2",
        "dtb:maxPageNumber": "1",
    }


def test_a_page_that_is_no_number_is_special():
    pages = list(etree.fromstring(ncx_document(edition(newspaper()))).iter(f"{NCX}pageTarget"))
    assert [(page.get("type"), page.get("value")) for page in pages] == [("normal", "1"), ("special", None)]


def test_two_pages_of_one_number_are_told_apart():
    made = edition(newspaper())
    twice = msgspec.structs.replace(made, pages=(*made.pages, made.pages[0]))
    pages = etree.fromstring(ncx_document(twice)).iter(f"{NCX}pageTarget")
    assert [page.get("value") for page in pages] == ["1", None, None]


def test_play_order_follows_the_text():
    made = edition(newspaper())
    root = etree.fromstring(ncx_document(made))
    targets = {
        element.find(f"{NCX}content").get("src"): int(element.get("playOrder"))
        for element in root.iter(f"{NCX}navPoint", f"{NCX}pageTarget")
    }
    assert sorted(targets.values()) == list(range(1, len(targets) + 1))
    spine = [doc.path for doc in made.documents]
    in_order = sorted(targets, key=targets.__getitem__)
    places = [(spine.index(href.partition("#")[0]), "#" in href) for href in in_order]
    assert places == sorted(places)


def test_one_place_has_one_number():
    made = edition(newspaper())
    twice = NavPoint(title="again", href=made.contents[0].href)
    root = etree.fromstring(ncx_document(msgspec.structs.replace(made, contents=(*made.contents, twice))))
    orders = [point.get("playOrder") for point in root.iter(f"{NCX}navPoint") if _src(point) == twice.href]
    assert len(orders) == 2
    assert len(set(orders)) == 1


def _src(point):
    return point.find(f"{NCX}content").get("src")


def test_mupdf_shows_the_contents():
    made = edition(newspaper())
    with pymupdf.open(stream=io.BytesIO(book(newspaper())), filetype="epub") as opened:
        found = [(level, title) for level, title, _ in opened.get_toc()]
    expected = []
    for point in made.contents:
        expected += [(1, point.title), *((2, child.title) for child in point.children)]
    assert found == expected


def test_the_spine_names_the_ncx():
    with zipfile.ZipFile(io.BytesIO(book(newspaper()))) as archive:
        assert b'toc="ncx"' in archive.read("EPUB/content.opf")
