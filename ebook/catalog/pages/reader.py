"""The reading edition: each document of a book in a page of its own, under the name that it has in the book.

The names stay, so the book's own links, styles and pictures hold. The book's text stands in the page
as the book has it; its styles come in a cascade layer, so that they dress the text and not the page.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator

import msgspec
from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.catalog.entry import Entry
from ebook.catalog.pages.html import ASSETS, E, Site, bar, head, link
from ebook.catalog.urls import encoded
from ebook.catalog.words import CatalogWords, catalog_words
from ebook.epub.book import Book, Document
from ebook.epub.contents import Chapter
from ebook.epub.documents import resolve
from ebook.sanitize import BOOK, sanitize

__all__ = ["EDITION", "NEIGHBOURS", "XHTML", "Frame", "H", "ReadingPages", "contents_tree", "reading_pages"]

EDITION = "edition"
"""The folder of an issue that holds its reading edition."""

NEIGHBOURS = "neighbours.js"
"""The script in an issue's folder that names the issues beside it."""

XHTML = "http://www.w3.org/1999/xhtml"
H = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": "http://www.idpf.org/2007/ops"})

_VOID = frozenset(f"{{{XHTML}}}{name}" for name in
                  ("br", "hr", "img", "link", "meta", "input", "col", "area", "source", "track", "wbr"))  # fmt: skip


class ReadingPages(msgspec.Struct, frozen=True):
    """The pages of an edition, by their path in the issue's folder, and whether anything was made harmless."""

    files: dict[str, bytes]
    disarmed: bool


def reading_pages(book: Book, entry: Entry, chapters: tuple[Chapter, ...], folder: str) -> ReadingPages:
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
        disarmed |= sanitize(document.root, BOOK).active
        files[f"{EDITION}/{document.path}"] = _page(document, frame, sheet, words)
    files |= {name: _layered(styles) for styles, name in sheets.items()}
    return ReadingPages(files, disarmed)


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
            path = resolve(document.path, element.get("href", ""))
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


_Opened = tuple[int, ...]


def contents_tree(
    chapters: tuple[Chapter, ...], site: Site, folder: str, *, opened: _Opened | None = None
) -> Element:
    """The contents as a list; `opened` are the places, level by level, of the only chapters to open."""
    items = E.ol()
    for place, chapter in enumerate(chapters):
        item = E.li(_line(chapter, site, folder))
        if chapter.children and (opened is None or opened[:1] == (place,)):
            below = None if opened is None else opened[1:]
            item.append(contents_tree(chapter.children, site, folder, opened=below))
        items.append(item)
    return items


class Frame:
    """Makes the frames of an issue's documents.

    Args:
        entry: the issue.
        chapters: its contents, with the paths of the edition.
        folder: the issue's folder, relative to the shelf.
        spine: the documents in reading order.
    """

    def __init__(self, entry: Entry, chapters: tuple[Chapter, ...], folder: str, spine: list[str]) -> None:
        self._entry, self._chapters, self._folder, self._spine = entry, chapters, folder, spine
        self._words = catalog_words(entry.lang)
        self._titles = dict(_titles(chapters))
        self._places = {path: place for place, path in enumerate(spine)}
        self._made: dict[tuple[str, str, _Opened], Element] = {}

    def title(self, path: str, otherwise: str) -> str:
        """What the contents call a document."""
        return self._titles.get(path) or otherwise or self._entry.title

    def around(self, path: str, title: str, sheet: str) -> Element:
        """The page for a document, in XHTML, with an empty `main`."""
        site = Site(self._words, f"{self._folder}/{EDITION}/{path}")
        opened = _holding(self._chapters, path) or ()
        key = (posixpath.dirname(path), sheet, opened)
        if key not in self._made:
            self._made[key] = in_xhtml(self._page(site, sheet, opened))
        root = copy.deepcopy(self._made[key])
        next(root.iter(f"{{{XHTML}}}title")).text = f"{title} · {self._entry.title}"
        here = site.to(site.base)
        for line in root.iterfind(f".//{{{XHTML}}}nav[@class='contents']//{{{XHTML}}}a"):
            if line.get("href") == here:
                line.set("aria-current", "page")
        return root

    def turns(self, path: str) -> Element | None:
        """The links to the neighbours in reading order, in XHTML; at an end there is one."""
        if path not in self._places:
            return None
        site, words, place = (
            Site(self._words, f"{self._folder}/{EDITION}/{path}"),
            self._words,
            self._places[path],
        )
        made = E.nav({"class": "turns", "aria-label": f"{words.previous_article} · {words.next_article}"})
        for other, rel, label in (
            (place - 1, "prev", words.previous_article),
            (place + 1, "next", words.next_article),
        ):
            if 0 <= other < len(self._spine):
                target = self._spine[other]
                made.append(
                    link(
                        site.to(f"{self._folder}/{EDITION}/{target}"),
                        E.span({"class": "direction"}, label),
                        " ",
                        E.span({"class": "title", "lang": self._entry.lang}, self._titles.get(target, "")),
                        rel=rel,
                    )
                )
        return in_xhtml(made) if len(made) else None

    def _page(self, site: Site, sheet: str, opened: _Opened) -> Element:
        scripts = (f"{ASSETS}/reader.js", f"{self._folder}/{NEIGHBOURS}")
        return E.html(
            {"lang": self._words.lang},
            head(site, "", scripts=scripts, styles=(f"{self._folder}/{sheet}",)),
            E.body(
                {"class": "reader rightward" if self._entry.vertical else "reader"},
                E.a({"href": "#main", "class": "skip"}, self._words.skip),
                self._bar(site),
                E.main({"id": "main"}),
                self._contents(site, opened),
                self._footer(site),
            ),
        )

    def _bar(self, site: Site) -> Element:
        entry = self._entry
        made = bar(site, link(self._issue(site), entry.title, class_="issue", lang=entry.lang), search=False)
        made.insert(1, link("#ebook-contents", self._words.contents, class_="to-contents"))
        return made

    def _issue(self, site: Site) -> str:
        return site.to(f"{self._folder}/index.html")

    def _contents(self, site: Site, opened: _Opened) -> Element:
        return E.nav(
            {"id": "ebook-contents", "class": "contents", "aria-labelledby": "ebook-contents-title"},
            E.h2({"id": "ebook-contents-title"}, link(self._issue(site), self._words.contents)),
            contents_tree(self._chapters, site, self._folder, opened=opened),
        )

    def _footer(self, site: Site) -> Element:
        files = E.ul({"class": "files"})
        for file, label in ((self._entry.epub, self._words.epub), (self._entry.pdf, self._words.pdf)):
            if file:
                files.append(E.li(link(site.to(file.path), label)))
        neighbours = E.nav({"id": "ebook-issues", "hidden": "hidden", "aria-label": self._words.neighbours})
        return E.footer({"class": "foot"}, neighbours, files)


def in_xhtml(element: Element) -> Element:
    """The same tree in the namespace of XHTML."""
    made = H(str(element.tag), dict(element.attrib))
    made.text, made.tail = element.text, element.tail
    made.extend([in_xhtml(child) for child in element])
    return made


def _line(chapter: Chapter, site: Site, folder: str) -> Element:
    if not chapter.path:
        return E.span(chapter.title)
    href = site.to(f"{folder}/{EDITION}/{chapter.path}", chapter.fragment)
    return link(href, chapter.title or chapter.path)


def _titles(chapters: tuple[Chapter, ...]) -> Iterator[tuple[str, str]]:
    """Paths and titles, those that come first in the contents last, so that they win in a dictionary."""
    for chapter in reversed(chapters):
        yield from _titles(chapter.children)
        if chapter.path:
            yield chapter.path, chapter.title


def _holding(chapters: tuple[Chapter, ...], path: str) -> _Opened | None:
    """The places, level by level, of the chapters with others below them that lead to a document."""
    for place, chapter in enumerate(chapters):
        below = _holding(chapter.children, path)
        if below is not None or chapter.path == path:
            return (place, *(below or ())) if chapter.children else ()
    return None
