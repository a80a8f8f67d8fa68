"""The XHTML writer: a folder that a browser opens from the disk.

Documents, styles and pictures are the edition's own bytes at the edition's own paths. What is
added is `index.xhtml`, which leads to all of them.
"""

from __future__ import annotations

from ebook.edition import Edition, NavPoint
from ebook.languages import resolve
from ebook.writers import Written
from ebook.xhtml import Element, H, html, language, open_up, serialise

__all__ = ["write"]


def write(edition: Edition) -> Written:
    """The folder `STEM/` with index.xhtml, text/, styles/ and images/."""
    files = {"index.xhtml": _index(edition)}
    files |= {document.path: document.content for document in edition.documents}
    files |= {resource.path: resource.content for resource in edition.resources}
    return Written(
        main=f"{edition.stem}/index.xhtml",
        files={f"{edition.stem}/{path}": content for path, content in sorted(files.items())},
    )


def _index(edition: Edition) -> bytes:
    """The contents of the whole edition."""
    styles = [item.path for item in edition.resources if item.media_type == "text/css"]
    root = html(
        {**language(edition.lang), "class": "vrtl" if edition.vertical else "hltr"},
        H.head(
            H.meta({"charset": "utf-8"}),
            H.meta({"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            H.title(edition.title),
            *(H.link({"rel": "stylesheet", "type": "text/css", "href": path}) for path in styles),
        ),
        H.body(
            {"class": "contents"},
            H.h1(edition.title),
            H.nav({"aria-label": edition.title}, H.ol(*(_entry(point) for point in _points(edition)))),
        ),
    )
    open_up(root)
    return serialise(root)


def _points(edition: Edition) -> tuple[NavPoint, ...]:
    """The contents with what stands before and after them, which they do not list."""
    listed = set(_targets(edition.contents))
    plate = resolve(edition.lang).words.front_page
    before = [
        NavPoint(title=plate if document.kind == "masthead" else document.title, href=document.path)
        for document in edition.documents
        if document.path not in listed and document.kind in {"cover", "masthead"}
    ]
    after = [
        NavPoint(title=document.title, href=document.path)
        for document in edition.documents
        if document.path not in listed and document.kind == "colophon"
    ]
    return (*before, *edition.contents, *after)


def _targets(points: tuple[NavPoint, ...]) -> list[str]:
    return [path for point in points for path in (point.href.partition("#")[0], *_targets(point.children))]


def _entry(point: NavPoint) -> Element:
    below = [H.ol(*(_entry(child) for child in point.children))] if point.children else []
    name = {"class": "page"} if point.children else {}
    return H.li(name, H.a({"href": point.href}, point.title), *below)
