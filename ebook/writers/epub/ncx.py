"""The contents for EPUB 2 reading systems, which know no navigation document.

An NCX (DAISY Z39.86-2005, section 8): its play order follows the text, and two entries that
lead to the same place share their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree
from lxml.builder import ElementMaker

from ebook.edition import Edition, NavPoint, PageMark
from ebook.languages import resolve
from ebook.writers.epub.xml import NCX, XML, xml_text

__all__ = ["ncx_document"]

_E = ElementMaker(namespace=NCX, nsmap={None: NCX})
_LABEL, _TEXT, _CONTENT = (f"{{{NCX}}}{name}" for name in ("navLabel", "text", "content"))


def ncx_document(edition: Edition) -> bytes:
    """The NCX, to stand at the edition's root."""
    points = edition.contents or tuple(NavPoint(title=doc.title, href=doc.path) for doc in edition.documents)
    order = _play_order(edition, [point.href for point in _flat(points)])
    numbers = iter(range(1, 1 + sum(1 for _ in _flat(points))))
    contents = _E.navMap()
    root = _E.ncx(
        _head(edition, points),
        _E.docTitle(_E.text(xml_text(edition.title))),
        contents,
        {"version": "2005-1", f"{{{XML}}}lang": edition.lang},
    )
    for point in points:
        _nav_point(contents, point, order, numbers)
    if edition.pages:
        root.append(_page_list(edition, order))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _head(edition: Edition, points: tuple[NavPoint, ...]) -> etree._Element:
    facts = {
        "dtb:uid": edition.identifier,
        "dtb:depth": str(_depth(points)),
        "dtb:totalPageCount": str(len(edition.pages)),
        "dtb:maxPageNumber": str(max((_number(mark) or 0 for mark in edition.pages), default=0)),
    }
    return _E.head(*(_E.meta(name=name, content=content) for name, content in facts.items()))


def _nav_point(
    parent: etree._Element, point: NavPoint, order: Mapping[str, int], numbers: Iterator[int]
) -> None:
    attributes = {"id": f"point-{next(numbers)}", "playOrder": str(order[point.href])}
    element = _target(parent, "navPoint", attributes, point.title, point.href)
    for child in point.children:
        _nav_point(element, child, order, numbers)


def _target(
    parent: etree._Element, name: str, attributes: dict[str, str], label: str, href: str
) -> etree._Element:
    """A labelled place in the text, made where it stands: there are thousands, and to move each costs more."""
    element = etree.SubElement(parent, f"{{{NCX}}}{name}", attributes)
    etree.SubElement(etree.SubElement(element, _LABEL), _TEXT).text = xml_text(label)
    etree.SubElement(element, _CONTENT, src=href)
    return element


def _page_list(edition: Edition, order: Mapping[str, int]) -> etree._Element:
    pages = _E.pageList(_E.navLabel(_E.text(resolve(edition.lang).words.page_list)))
    seen: set[int] = set()
    for number, mark in enumerate(edition.pages, start=1):
        attributes = {"id": f"page-{number}", "playOrder": str(order[mark.href]), **_page_kind(mark, seen)}
        _target(pages, "pageTarget", attributes, mark.label, mark.href)
    return pages


def _page_kind(mark: PageMark, seen: set[int]) -> dict[str, str]:
    """Type and value, a pair that may occur once only; `seen` remembers the values given."""
    value = _number(mark)
    if value is None or value in seen:
        return {"type": "special"}
    seen.add(value)
    return {"type": "normal", "value": str(value)}


def _number(mark: PageMark) -> int | None:
    """The page's number; a page such as A2 has none."""
    return int(mark.label) if re.fullmatch(r"[0-9]+", mark.label) else None


def _play_order(edition: Edition, hrefs: list[str]) -> dict[str, int]:
    """Each target's number, from 1, in the order in which the text reaches it."""
    contents = {doc.path: (at, doc.content) for at, doc in enumerate(edition.documents)}
    targets = dict.fromkeys([*hrefs, *(mark.href for mark in edition.pages)])

    def place(href: str) -> tuple[int, int]:
        path, _, fragment = href.partition("#")
        at, content = contents.get(path, (len(contents), b""))
        return at, content.find(b'id="%s"' % fragment.encode()) if fragment else -1

    return {href: number for number, href in enumerate(sorted(targets, key=place), start=1)}


def _flat(points: Iterable[NavPoint]) -> Iterator[NavPoint]:
    for point in points:
        yield point
        yield from _flat(point.children)


def _depth(points: tuple[NavPoint, ...]) -> int:
    return max((1 + _depth(point.children) for point in points), default=0)
