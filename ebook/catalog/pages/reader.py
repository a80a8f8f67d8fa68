"""The reading edition: each document of a book in a page of its own, under the name that it has in the book.

The names stay, so the book's own links, styles and pictures hold. The book's text stands in the page
as the book has it; its styles come in a cascade layer, so that they dress the text and not the page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec
from lxml import etree
from lxml.etree import _Element as Element

from ebook.catalog.book.epub import Book, Document
from ebook.catalog.book.harmless import make_harmless
from ebook.catalog.entry import Chapter, Entry
from ebook.catalog.pages.frame import EDITION, XHTML, Frame, H
from ebook.catalog.urls import encoded
from ebook.catalog.words import CatalogWords, catalog_words
from ebook.checks.epub.links import inside

__all__ = ["Pages", "reading_pages"]

_VOID = frozenset(f"{{{XHTML}}}{name}" for name in
                  ("br", "hr", "img", "link", "meta", "input", "col", "area", "source", "track", "wbr"))  # fmt: skip


class Pages(msgspec.Struct, frozen=True):
    """The pages of an edition, by their path in the issue's folder, and whether anything was made harmless."""

    files: dict[str, bytes]
    disarmed: bool


def reading_pages(book: Book, entry: Entry, chapters: tuple[Chapter, ...], folder: str) -> Pages:
    """A page for each document.

    Args:
        book: what was read; its documents' trees are used up.
        entry: the issue.
        chapters: its contents, with the paths of the book.
        folder: the issue's folder, relative to the shelf.
    """
    words = catalog_words(entry.lang)
    frame = Frame(entry, chapters, folder, [document.path for document in book.documents][: book.spine])
    files: dict[str, bytes] = {}
    sheets: dict[tuple[str, ...], str] = {}
    disarmed = False
    for document in book.documents:
        styles = tuple(_styles(document, book))
        sheet = sheets.setdefault(styles, f"styles-{len(sheets) + 1}.css")
        disarmed |= make_harmless(document.root)
        files[f"{EDITION}/{document.path}"] = _page(document, frame, sheet, words)
    files |= {name: _layered(styles) for styles, name in sheets.items()}
    return Pages(files, disarmed)


def _page(document: Document, frame: Frame, sheet: str, words: CatalogWords) -> bytes:
    title = frame.title(document.path, _own_title(document))
    root = frame.around(document.path, title, sheet)
    main = next(root.iter(f"{{{XHTML}}}main"))
    main.append(_edition(document, title, words))
    turns = frame.turns(document.path)
    if turns is not None:
        main.append(turns)
    return _serialised(root)


def _edition(document: Document, title: str, words: CatalogWords) -> Element:
    """The document's body, in elements that carry the classes and the languages of `html` and `body`."""
    root = document.root
    body = root.find(f"{{{XHTML}}}body")
    outer = H.div({"class": " ".join(("edition", *(root.get("class") or "").split()))})
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir"):
        if root.get(name):
            outer.set(name, root.get(name, ""))
    if "vrtl" in (root.get("class") or "").split():
        for name, value in {"tabindex": "0", "role": "group", "aria-label": words.scroll}.items():
            outer.set(name, value)
    inner = H.div()
    if body is not None:
        for name, value in body.attrib.items():
            inner.set(name, value)
        inner.text = body.text
        inner.extend(list(body))
    if next(inner.iter(f"{{{XHTML}}}h1"), None) is None:
        outer.append(H.h1(title, {"class": "unseen"}))
    outer.append(inner)
    return outer


def _own_title(document: Document) -> str:
    found = document.root.find(f"{{{XHTML}}}head/{{{XHTML}}}title")
    return (found.text or "").strip() if found is not None else ""


def _styles(document: Document, book: Book) -> Iterator[str]:
    """The paths of the style sheets of a document that the book holds."""
    for element in document.root.iterfind(f"{{{XHTML}}}head/{{{XHTML}}}link"):
        if "stylesheet" in (element.get("rel") or "").lower().split():
            path = inside(document.path, element.get("href", ""))
            if path in book.resources:
                yield str(path)


def _layered(styles: tuple[str, ...]) -> bytes:
    """A sheet that brings the book's in a layer below the page's own (CSS Cascading 5, section 6.4)."""
    lines = (f'@import url("{encoded(posixpath.join(EDITION, path))}") layer(book);\n' for path in styles)
    return "".join(lines).encode()


def _serialised(root: Element) -> bytes:
    """XML that an engine reads alike as HTML: elements without content have an end tag."""
    for element in root.iter():
        if element.text is None and not len(element) and element.tag not in _VOID:
            element.text = ""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"
