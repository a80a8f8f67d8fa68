"""The navigation document: contents by page and article, landmarks, and the printed pages.

EPUB 3.3, section 7. Landmarks and page list serve the reading system and are hidden where the
document is read as text; the contents are what a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from lxml import etree
from lxml.builder import ElementMaker

from ebook.edition import Edition, NavPoint
from ebook.languages import resolve
from ebook.languages.words import Words
from ebook.writers.epub.xml import EPUB, XHTML, XML, xml_text

__all__ = ["nav_document"]

_E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": EPUB})
_OL, _LI, _A = (f"{{{XHTML}}}{name}" for name in ("ol", "li", "a"))
_TYPE = f"{{{EPUB}}}type"

_Kind = Literal["toc", "landmarks", "page-list"]
_ROLES: dict[_Kind, str] = {"toc": "doc-toc", "page-list": "doc-pagelist"}


def nav_document(edition: Edition) -> bytes:
    """The navigation document, to stand at the edition's root."""
    local = resolve(edition.lang).words
    body = _E.body({"class": "contents"})
    body.append(_nav("toc", local.contents, _entries(edition.contents or _fallback(edition))))
    body.append(_nav("landmarks", local.landmarks, _landmarks(edition, local)))
    if edition.pages:
        pages = (NavPoint(title=mark.label, href=mark.href) for mark in edition.pages)
        body.append(_nav("page-list", local.page_list, _entries(pages)))
    attributes = {"lang": edition.lang, f"{{{XML}}}lang": edition.lang}
    attributes["class"] = "vrtl" if edition.vertical else "hltr"
    root = _E.html(_head(edition, local), body, attributes)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _head(edition: Edition, local: Words) -> etree._Element:
    head = _E.head(_E.title(xml_text(f"{local.contents} {edition.title}")))
    for resource in edition.resources:
        if resource.media_type == "text/css":
            head.append(_E.link(rel="stylesheet", type="text/css", href=resource.path))
    return head


def _nav(kind: _Kind, title: str, items: etree._Element) -> etree._Element:
    nav = _E.nav({_TYPE: kind, "id": kind, "aria-label": title})
    if kind in _ROLES:
        nav.set("role", _ROLES[kind])
    if kind == "toc":
        nav.append(_E.h1(title))
    else:
        nav.set("hidden", "hidden")
    nav.append(items)
    return nav


def _entries(points: Iterable[NavPoint]) -> etree._Element:
    items = _E.ol()
    _add_entries(items, points)
    return items


def _add_entries(items: etree._Element, points: Iterable[NavPoint]) -> None:
    # Made where they stand: there are thousands, and to move each costs more.
    for point in points:
        item = etree.SubElement(items, _LI)
        etree.SubElement(item, _A, href=point.href).text = xml_text(point.title)
        if point.children:
            _add_entries(etree.SubElement(item, _OL), point.children)


def _fallback(edition: Edition) -> tuple[NavPoint, ...]:
    """An edition without articles still has its documents; the list may not be empty."""
    return tuple(NavPoint(title=doc.title, href=doc.path) for doc in edition.documents)


def _landmarks(edition: Edition, local: Words) -> etree._Element:
    """Cover, front page, contents and the beginning of the text, as far as the edition has them."""
    marks = (
        ("cover", local.cover, _first(edition, "cover")),
        ("titlepage", local.front_page, _first(edition, "masthead")),
        ("toc", local.contents, _first(edition, "contents") or "#toc"),
        ("bodymatter", local.body_matter, _first(edition, "section", "article")),
    )
    return _E.ol(*(_landmark(kind, title, href) for kind, title, href in marks if href))


def _landmark(kind: str, title: str, href: str) -> etree._Element:
    return _E.li(_E.a(title, {_TYPE: kind, "href": href}))


def _first(edition: Edition, *kinds: str) -> str | None:
    return next((doc.path for doc in edition.documents if doc.kind in kinds), None)
