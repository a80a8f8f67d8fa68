"""Printed pages as pictures: areas lead to the articles, links lead back, and nothing else changes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from ebook.edition import Edition
from ebook.facsimile import Facsimile, PageImage
from ebook.geometry import Box, areas
from ebook.languages import known, resolve
from ebook.model import Article, Issue, Origin, Paragraph, Place, Section
from ebook.render import Rendered, RenderOptions, render
from ebook.writers.epub import write

WIDTH, HEIGHT = 400, 600
HREF = "{http://www.w3.org/1999/xlink}href"


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("L", (WIDTH, HEIGHT), 200).save(file, "JPEG")
    return file.getvalue()


def facsimile(number: int, data: bytes | None = None) -> Facsimile:
    content = picture() if data is None else data
    image = PageImage(file=f"{number}.jpg", read=lambda: content)
    return Facsimile(number=number, width=WIDTH, height=HEIGHT, image=image)


def article(headline: str, page: int, box: tuple[float, float, float, float], **fields: str) -> Article:
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    places = tuple(
        Place(page=page, box=part) for part in ((left, top, right, middle), (left, middle, right, bottom))
    )
    body = (Paragraph(text=f"{headline}的正文。", origin=Origin(file="1.jpg", places=places[1:])),)
    origin = Origin(file="1.jpg", places=places[:1])
    return Article(headline=headline, body=body, origin=origin, **fields)


def issue(lang: str = "zh-Hans") -> Issue:
    front = (
        article("老码头的灯又亮了", 1, (0.1, 0.2, 0.6, 0.8), continued_to="下转第02版"),
        article("新渡轮试航", 1, (0.65, 0.2, 0.9, 0.4)),
    )
    inside = (
        article("老码头的灯又亮了", 2, (0.1, 0.1, 0.9, 0.3), continued_from="上接第01版"),
        article("春播过半", 2, (0.1, 0.4, 0.9, 0.8)),
    )
    return Issue(
        lang=lang,
        sections=(Section(page="01", title="要闻", articles=front), Section(page="02", articles=inside)),
    )


def rendered(facsimiles: Sequence[Facsimile] | None, lang: str = "zh-Hans", **options: bool) -> Rendered:
    return render(issue(lang), RenderOptions(continuous=True, **options), facsimiles=facsimiles)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return rendered([facsimile(1), facsimile(2)]).edition


def pages(made: Edition) -> list[etree._Element]:
    return [document.root for document in made.documents if document.kind == "facsimile"]


def area_links(root: etree._Element) -> list[etree._Element]:
    return list(root.iter("{http://www.w3.org/2000/svg}a"))


def test_each_printed_page_shows_its_picture_with_an_area_for_each_article(edition):
    front, inside = pages(edition)
    assert [link.get("aria-label") for link in area_links(front)] == ["老码头的灯又亮了", "新渡轮试航"]
    assert [link.get("aria-label") for link in area_links(inside)] == ["老码头的灯又亮了", "春播过半"]
    (rectangle,) = area_links(front)[0]
    sides = [int(rectangle.get(name)) for name in ("x", "y", "width", "height")]
    assert sides == [40, 120, 200, 360]
    assert rectangle.get("fill-opacity") == "0"
    (image,) = front.iter("{http://www.w3.org/2000/svg}image")
    assert image.get(HREF) == "../images/facsimile-1.jpg"
    assert "第01版 要闻" in image.get("aria-label")
    assert {resource.path for resource in edition.resources} >= {
        "images/facsimile-1.jpg",
        "images/facsimile-2.jpg",
        "styles/facsimile.css",
    }


def test_areas_lead_to_the_articles_and_links_lead_back_to_the_areas(edition):
    ids = {
        f"{document.path.removeprefix('text/')}#{element.get('id')}"
        for document in edition.documents
        for element in document.root.iter()
        if element.get("id")
    }
    files = {document.path.removeprefix("text/") for document in edition.documents}
    targets = [link.get(HREF) for root in pages(edition) for link in area_links(root)]
    assert all(target in files | ids for target in targets)
    lead = next(document for document in edition.documents if document.kind == "article")
    back = [link.get("href") for link in lead.root.findall(".//{*}p[@class='facsimile']/{*}a")]
    assert [target.partition("#")[0] for target in back] == ["facsimile-1.xhtml", "facsimile-2.xhtml"]
    assert set(back) <= ids


def test_each_page_leads_to_the_pages_beside_it_and_is_in_the_contents(edition):
    front, inside = pages(edition)
    assert [link.get("href") for link in front.findall(".//{*}nav[@class='hops']//{*}a")] == [
        "facsimile-2.xhtml"
    ]
    assert [link.get("href") for link in inside.findall(".//{*}nav[@class='hops']//{*}a")] == [
        "facsimile-1.xhtml"
    ]
    last = edition.contents[-1]
    assert last.title == resolve("zh-Hans").words.facsimiles
    assert [point.href for point in last.children] == ["text/facsimile-1.xhtml", "text/facsimile-2.xhtml"]
    opening = next(document for document in edition.documents if document.kind == "section")
    assert opening.root.find(".//{*}p[@class='facsimile']/{*}a").get("href") == "facsimile-1.xhtml"


def test_without_facsimiles_nothing_changes_and_with_them_only_links_are_added(edition):
    bare = rendered(None).edition
    kept = [document for document in edition.documents if document.kind != "facsimile"]
    assert edition.pages == bare.pages
    for with_links, without in zip(kept, bare.documents, strict=True):
        content = with_links.content
        if without.kind in {"section", "article"}:
            content = re.sub(rb'\n?<p class="facsimile">.*?</p>', b"", content)
        if without.kind != "contents":
            assert content == without.content


def test_a_source_without_pictures_and_a_damaged_picture_are_reported():
    found = rendered([])
    assert [problem.code for problem in found.problems] == ["IMG-015"]
    assert not pages(found.edition)
    found = rendered([facsimile(1, b"\xff\xd8\xff no picture"), facsimile(2)])
    assert [problem.code for problem in found.problems] == ["IMG-016"]
    assert "第01版" in found.problems[0].message
    assert len(pages(found.edition)) == 1


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("lang", [language.tag for language in known()])
def test_epubcheck_has_nothing_to_say(lang, vertical, epubcheck):
    written = write(rendered([facsimile(1), facsimile(2)], lang, vertical=vertical).edition)
    book = written.files[written.main]
    assert epubcheck(book) == []


def test_what_is_claimed_of_accessibility_stays_true(edition):
    from ebook.writers.epub.accessibility import facts

    found = facts(edition)
    assert found.is_visual
    assert found.pictures == 2
    assert not found.undescribed


# --- areas --------------------------------------------------------------------------------


def column(left: float, right: float, top: float, count: int) -> list[Box]:
    return [Box(left, top + 0.012 * at, right, top + 0.012 * at + 0.01) for at in range(count)]


def test_columns_of_an_article_under_one_headline_are_one_area():
    lines = [Box(0.1, 0.1, 0.5, 0.14), *column(0.1, 0.29, 0.15, 20), *column(0.31, 0.5, 0.15, 12)]
    assert areas(lines, []) == [Box(0.1, 0.1, 0.5, lines[20].bottom)]


def test_an_area_leaves_out_the_article_that_it_runs_around():
    lines = [*column(0.1, 0.29, 0.1, 30), *column(0.31, 0.5, 0.1, 10)]
    inner = column(0.31, 0.5, 0.25, 15)
    found = areas(lines, inner)
    assert len(found) == 2
    assert not any(reaches(area, line) for area in found for line in inner)


def reaches(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.005 and down > 0.005


boxes = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    *(st.floats(0, 0.8), st.floats(0, 0.9), st.floats(0.02, 0.2), st.floats(0.01, 0.1)),
)


@given(st.lists(boxes, max_size=12), st.lists(boxes, max_size=6))
def test_every_line_is_in_an_area(lines, others):
    found = areas(lines, others)
    assert len(found) <= len(lines)
    assert all(
        any(
            area.left <= line.left
            and area.top <= line.top
            and area.right >= line.right
            and area.bottom >= line.bottom
            for area in found
        )
        for line in lines
    )
