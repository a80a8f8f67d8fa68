"""What stands around a document of the reading edition: bar, contents, neighbours, files.

An issue has many documents, and most of their frame is the same: it is built once for each folder
and each opened part of the contents, and copied.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterator

from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.catalog.entry import Chapter, Entry
from ebook.catalog.pages.html import ASSETS, E, Site, bar, head, link
from ebook.catalog.words import catalog_words

__all__ = ["EDITION", "NEIGHBOURS", "XHTML", "Frame", "H", "contents_tree"]

EDITION = "edition"
"""The folder of an issue that holds its reading edition."""

NEIGHBOURS = "neighbours.js"
"""The script in an issue's folder that names the issues beside it."""

XHTML = "http://www.w3.org/1999/xhtml"
H = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": "http://www.idpf.org/2007/ops"})

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
