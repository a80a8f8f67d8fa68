"""A printed page -> the document that opens it."""

from __future__ import annotations

from ebook.edition import Document
from ebook.render.page import Context, document, page_break
from ebook.render.plan import SectionPlace
from ebook.xhtml import Element, H, word

__all__ = ["section_document"]


def section_document(place: SectionPlace, context: Context) -> Document:
    """The document that opens a printed page.

    The mark of the page, its folio line, its number and name, links to its articles, its staff line.
    """
    section = place.section
    return document(
        context,
        "section",
        place.id,
        place.title,
        H.section(
            *(page_break(place, place.page_id, context) if place.begins_page else []),
            *(H.p({"class": "folio"}, line) for line in section.folio),
            _title(place, context),
            *_links(place),
            *_facsimile(place, context),
            *(H.p({"class": "staff"}, line) for line in section.staff),
        ),
    )


def _title(place: SectionPlace, context: Context) -> Element:
    title = place.section.title or ""
    page = [H.span({"class": "page"}, context.words.page(place.page))] if place.page else []
    name = [H.span({"class": "name"}, title)] if title.strip() else []
    if page and name:
        page[0].tail = " "
    return H.h1(*page, *name) if page or name else H.h1(word(place.title))


def _facsimile(place: SectionPlace, context: Context) -> list[Element]:
    """The link to the picture of the page."""
    page = context.facsimiles.of_section.get(place.id)
    if page is None:
        return []
    return [H.p({"class": "facsimile"}, H.a({"href": page.file}, context.words.facsimile.format(page.title)))]


def _links(place: SectionPlace) -> list[Element]:
    if not place.articles:
        return []
    items = [H.li(H.a({"href": article.href}, article.title)) for article in place.articles]
    return [H.nav({"class": "articles", "aria-label": place.title}, H.ol(*items))]
