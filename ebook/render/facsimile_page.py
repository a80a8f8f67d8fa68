"""A printed page -> the document that shows it.

The areas of the articles are links of an SVG, which keep their place at whatever size a reading system shows the
picture, without script. Below the picture the articles are listed as well, for readers that show the picture alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ebook.edition import Document
from ebook.geometry import Box
from ebook.languages.words import Words
from ebook.render.facsimiles import FacsimilePage
from ebook.render.page import Context, document
from ebook.render.plan import ArticlePlace
from ebook.render.styles import facsimile_sheet
from ebook.xhtml import XLINK, Element, H, svg

__all__ = ["facsimile_documents"]


def facsimile_documents(context: Context) -> Iterator[Document]:
    """The documents of the printed pages, each with links to the pages beside it."""
    pages = context.facsimiles.pages
    sheets = (*context.styles, facsimile_sheet().path)
    options = msgspec.structs.replace(context.options, vertical=False)
    context = msgspec.structs.replace(context, options=options, styles=sheets)
    for before, page, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
        yield _document(page, before, after, context)


def _document(
    page: FacsimilePage, before: FacsimilePage | None, after: FacsimilePage | None, context: Context
) -> Document:
    """The picture with its areas, the articles, the pages beside it."""
    words = context.words
    title = words.facsimile.format(page.title)
    listed = [H.li(H.a({"href": place.href}, place.title)) for place, _ in page.articles]
    beside = [
        H.li(H.a({"href": other.file, "class": kind}, other.title))
        for kind, other in (("previous", before), ("next", after))
        if other is not None
    ]
    return document(
        context,
        "facsimile",
        page.id,
        title,
        H.section(
            H.h1(title),
            H.figure(_picture(page, words)),
            *([H.nav({"class": "articles", "aria-label": page.title}, H.ol(*listed))] if listed else []),
            *([H.nav({"class": "hops", "aria-label": words.facsimiles}, H.ul(*beside))] if beside else []),
        ),
    )


def _picture(page: FacsimilePage, words: Words) -> Element:
    description = words.facsimile_picture.format(page.title)
    picture = svg(
        "image",
        {
            f"{{{XLINK}}}href": f"../{page.picture}",
            "width": str(page.width),
            "height": str(page.height),
            "role": "img",
            "aria-label": description,
        },
    )
    links = [_area(place, boxes, page) for place, boxes in page.articles]
    return svg(
        "svg",
        {
            "viewBox": f"0 0 {page.width} {page.height}",
            "role": "group",
            "aria-label": description,
        },
        picture,
        *links,
    )


def _area(place: ArticlePlace, boxes: Sequence[Box], page: FacsimilePage) -> Element:
    """The area of an article: one link around its rectangles, so that it has one name and is lit as a whole.

    Its role is given, because checkers do not take an address in XLink for that of a link.
    """
    rectangles = [
        svg(
            "rect",
            {
                "x": f"{box.left * page.width:.0f}",
                "y": f"{box.top * page.height:.0f}",
                "width": f"{box.width * page.width:.0f}",
                "height": f"{box.height * page.height:.0f}",
                "fill-opacity": "0",
            },
        )
        for box in boxes
    ]
    return svg(
        "a",
        {"id": f"on-{place.id}", f"{{{XLINK}}}href": place.href, "role": "link", "aria-label": place.title},
        *rectangles,
    )
