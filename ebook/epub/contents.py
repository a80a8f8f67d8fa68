"""The table of contents of an EPUB: its navigation document, or the NCX of an EPUB 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec
from lxml import etree

from ebook.epub.documents import resolve

__all__ = ["Chapter", "articles", "contents_of_nav", "contents_of_ncx", "printed_pages"]

_TYPE = "{http://www.idpf.org/2007/ops}type"
_SPACE = re.compile(r"\s+")
_DEEPEST = 32


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an issue's contents.

    Attributes:
        title: its words.
        path: the document's path in the edition; empty for a line that leads nowhere.
        fragment: the place in the document; empty for its beginning.
        children: what stands below it.
    """

    title: str
    path: str = ""
    fragment: str = ""
    children: tuple[Chapter, ...] = ()


def contents_of_nav(nav: etree._Element, path: str) -> tuple[Chapter, ...]:
    """The chapters of a navigation document that lies at `path` in the archive (EPUB 3.3, section 7.3)."""
    found = _nav(nav, "toc")
    items = found.find(".//{*}ol") if found is not None else None
    return _list(items, path, _DEEPEST) if items is not None else ()


def contents_of_ncx(ncx: etree._Element, path: str) -> tuple[Chapter, ...]:
    """The chapters of an NCX."""
    points = ncx.find("{*}navMap")
    return _points(points, path, _DEEPEST) if points is not None else ()


def printed_pages(nav: etree._Element) -> int:
    """How many printed pages a navigation document lists."""
    found = _nav(nav, "page-list")
    return 0 if found is None else sum(1 for _ in found.iter("{*}a"))


def articles(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, Chapter]]:
    """The chapters that stand for an article, each with the title of the page or section above it.

    Those are the leaves, and what has below it only places in its own document, such as the part
    that goes on on another page.
    """
    yield from _articles(chapters, "")


def _articles(chapters: tuple[Chapter, ...], above: str) -> Iterator[tuple[str, Chapter]]:
    for chapter in chapters:
        if any(child.path != chapter.path for child in chapter.children):
            yield from _articles(chapter.children, chapter.title)
        elif chapter.path:
            yield above, chapter


def _nav(root: etree._Element, kind: str) -> etree._Element | None:
    return next((nav for nav in root.iter("{*}nav") if kind in (nav.get(_TYPE) or "").split()), None)


def _list(items: etree._Element, path: str, deepest: int) -> tuple[Chapter, ...]:
    return tuple(_item(item, path, deepest) for item in items.iterfind("{*}li"))


def _item(item: etree._Element, path: str, deepest: int) -> Chapter:
    label = next((child for child in item if child.tag in _labels(child)), None)
    below = item.find("{*}ol")
    children = _list(below, path, deepest - 1) if below is not None and deepest else ()
    return _chapter(_text(label), label.get("href", "") if label is not None else "", path, children)


def _labels(child: etree._Element) -> tuple[str, ...]:
    """`a` and `span` in the namespace of the element itself."""
    space = str(child.tag).rpartition("}")[0]
    return (f"{space}}}a", f"{space}}}span") if space else ("a", "span")


def _points(parent: etree._Element, path: str, deepest: int) -> tuple[Chapter, ...]:
    if not deepest:
        return ()
    return tuple(
        _chapter(
            _text(point.find("{*}navLabel")),
            _source(point.find("{*}content")),
            path,
            _points(point, path, deepest - 1),
        )
        for point in parent.iterfind("{*}navPoint")
    )


def _source(content: etree._Element | None) -> str:
    return "" if content is None else content.get("src", "")


def _chapter(title: str, href: str, base: str, children: tuple[Chapter, ...]) -> Chapter:
    path, _, fragment = href.partition("#")
    target = (resolve(base, path) if path else base) if href else ""
    return Chapter(title=title, path=target or "", fragment=unquote(fragment), children=children)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else _SPACE.sub(" ", str(element.xpath("string()"))).strip()
