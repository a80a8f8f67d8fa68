"""The reading edition: each document of a book in a page of its own, under the name that it has in the book.

The names stay, so the book's own links, styles and pictures hold. The book's text stands in the page
as the book has it; its styles come in a cascade layer, so that they dress the text and not the page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import msgspec
from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.catalog.book.contents import first_title
from ebook.catalog.book.epub import Book, Document
from ebook.catalog.book.harmless import make_harmless
from ebook.catalog.entry import Chapter, Entry
from ebook.catalog.pages.html import ASSETS, E, Site, bar, head, link
from ebook.catalog.urls import encoded
from ebook.catalog.words import CatalogWords, catalog_words

__all__ = ["EDITION", "Pages", "contents_tree", "reading_pages"]

EDITION = "edition"
"""The folder of an issue that holds its reading edition."""

NEIGHBOURS = "neighbours.js"

_XHTML = "http://www.w3.org/1999/xhtml"
_H = ElementMaker(namespace=_XHTML, nsmap={None: _XHTML, "epub": "http://www.idpf.org/2007/ops"})
_VOID = frozenset(f"{{{_XHTML}}}{name}" for name in
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
    maker = _Maker(
        entry, chapters, folder, words, [document.path for document in book.documents][: book.spine]
    )
    files: dict[str, bytes] = {}
    sheets: dict[tuple[str, ...], str] = {}
    disarmed = False
    for document in book.documents:
        styles = tuple(_styles(document, book))
        sheet = sheets.setdefault(styles, f"styles-{len(sheets) + 1}.css")
        disarmed |= make_harmless(document.root)
        files[f"{EDITION}/{document.path}"] = maker.page(document, sheet)
    files |= {name: _layered(styles) for styles, name in sheets.items()}
    return Pages(files, disarmed)


def contents_tree(
    chapters: tuple[Chapter, ...], site: Site, folder: str, *, here: str | None = None
) -> Element:
    """The contents as a list; with `here`, a document's path, only what stands around that is opened."""
    items = E.ol()
    for chapter in chapters:
        item = E.li(_line(chapter, site, folder, here))
        if chapter.children and (here is None or _holds(chapter, here)):
            item.append(contents_tree(chapter.children, site, folder, here=here))
        items.append(item)
    return items


class _Maker(msgspec.Struct, frozen=True):
    entry: Entry
    chapters: tuple[Chapter, ...]
    folder: str
    words: CatalogWords
    spine: list[str]

    def page(self, document: Document, sheet: str) -> bytes:
        path = f"{self.folder}/{EDITION}/{document.path}"
        site = Site(self.words, path)
        title = first_title(self.chapters, document.path) or _own_title(document) or self.entry.title
        body = E.body(
            {"class": "reader rightward" if self.entry.vertical else "reader"},
            E.a({"href": "#main", "class": "skip"}, self.words.skip),
            self._bar(site),
        )
        place = E.main({"id": "main"})
        body.append(place)
        body.append(self._contents(site, document.path))
        body.append(self._footer(site))
        scripts = (f"{ASSETS}/reader.js", f"{self.folder}/{NEIGHBOURS}")
        made = E.html(
            {"lang": self.words.lang},
            head(site, f"{title} · {self.entry.title}", scripts=scripts, styles=(f"{self.folder}/{sheet}",)),
            body,
        )
        root = _in_xhtml(made)
        main = next(root.iter(f"{{{_XHTML}}}main"))
        main.append(_edition(document, title, self.words))
        turns = self._turns(site, document.path)
        if turns is not None:
            main.append(_in_xhtml(turns))
        return _serialised(root)

    def _bar(self, site: Site) -> Element:
        issue = link(
            site.to(f"{self.folder}/index.html"), self.entry.title, class_="issue", lang=self.entry.lang
        )
        made = bar(site, issue, search=False)
        made.insert(1, link("#ebook-contents", self.words.contents, class_="to-contents"))
        return made

    def _contents(self, site: Site, here: str) -> Element:
        return E.nav(
            {"id": "ebook-contents", "class": "contents", "aria-labelledby": "ebook-contents-title"},
            E.h2(
                {"id": "ebook-contents-title"},
                link(site.to(f"{self.folder}/index.html"), self.words.contents),
            ),
            contents_tree(self.chapters, site, self.folder, here=here),
        )

    def _turns(self, site: Site, here: str) -> Element | None:
        """The links to the neighbours in reading order; at an end there is one."""
        if here not in self.spine:
            return None
        place = self.spine.index(here)
        before = self.spine[place - 1] if place else None
        after = self.spine[place + 1] if place + 1 < len(self.spine) else None
        made = E.nav(
            {"class": "turns", "aria-label": f"{self.words.previous_article} · {self.words.next_article}"}
        )
        for path, rel, label in (
            (before, "prev", self.words.previous_article),
            (after, "next", self.words.next_article),
        ):
            if path is not None:
                made.append(
                    link(
                        site.to(f"{self.folder}/{EDITION}/{path}"),
                        E.span({"class": "direction"}, label),
                        " ",
                        E.span({"class": "title", "lang": self.entry.lang}, first_title(self.chapters, path)),
                        rel=rel,
                    )
                )
        return made if len(made) else None

    def _footer(self, site: Site) -> Element:
        files = E.ul({"class": "files"})
        for file, label in ((self.entry.epub, self.words.epub), (self.entry.pdf, self.words.pdf)):
            if file:
                files.append(E.li(link(site.to(file.path), label)))
        neighbours = E.nav({"id": "ebook-issues", "hidden": "hidden", "aria-label": self.words.neighbours})
        return E.footer({"class": "foot"}, neighbours, files)


def _edition(document: Document, title: str, words: CatalogWords) -> Element:
    """The document's body, in elements that carry the classes and the languages of `html` and `body`."""
    root = document.root
    body = root.find(f"{{{_XHTML}}}body")
    outer = _H.div({"class": " ".join(("edition", *(root.get("class") or "").split()))})
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "dir"):
        if root.get(name):
            outer.set(name, root.get(name, ""))
    if "vrtl" in (root.get("class") or "").split():
        for name, value in {"tabindex": "0", "role": "region", "aria-label": words.scroll}.items():
            outer.set(name, value)
    inner = _H.div()
    if body is not None:
        for name, value in body.attrib.items():
            inner.set(name, value)
        inner.text = body.text
        inner.extend(list(body))
    if next(inner.iter(f"{{{_XHTML}}}h1"), None) is None:
        outer.append(_H.h1(title, {"class": "unseen"}))
    outer.append(inner)
    return outer


def _line(chapter: Chapter, site: Site, folder: str, here: str | None) -> Element:
    if not chapter.path:
        return E.span(chapter.title)
    current = "page" if chapter.path == here and not chapter.fragment else None
    href = site.to(f"{folder}/{EDITION}/{chapter.path}", chapter.fragment)
    return link(href, chapter.title or chapter.path, aria_current=current)


def _holds(chapter: Chapter, path: str) -> bool:
    return chapter.path == path or any(_holds(child, path) for child in chapter.children)


def _own_title(document: Document) -> str:
    found = document.root.find(f"{{{_XHTML}}}head/{{{_XHTML}}}title")
    return (found.text or "").strip() if found is not None else ""


def _styles(document: Document, book: Book) -> Iterator[str]:
    """The paths of the style sheets of a document that the book holds."""
    from ebook.checks.epub.links import inside

    for element in document.root.iterfind(f"{{{_XHTML}}}head/{{{_XHTML}}}link"):
        if "stylesheet" in (element.get("rel") or "").lower().split():
            path = inside(document.path, element.get("href", ""))
            if path in book.resources:
                yield str(path)


def _layered(styles: tuple[str, ...]) -> bytes:
    """A sheet that brings the book's in a layer below the page's own (CSS Cascading 5, section 6.4)."""
    lines = (f'@import url("{encoded(posixpath.join(EDITION, path))}") layer(book);\n' for path in styles)
    return "".join(lines).encode()


def _in_xhtml(element: Element) -> Element:
    """The same tree in the namespace of XHTML."""
    made = _H(str(element.tag), dict(element.attrib))
    made.text, made.tail = element.text, element.tail
    made.extend([_in_xhtml(child) for child in element])
    return made


def _serialised(root: Element) -> bytes:
    """XML that an engine reads alike as HTML: elements without content have an end tag."""
    for element in root.iter():
        if element.text is None and not len(element) and element.tag not in _VOID:
            element.text = ""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"
