"""Pages by lxml's element maker. What books say is text here, and can be nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.catalog.entry import Entry, FileState
from ebook.catalog.urls import reference
from ebook.catalog.words import CatalogWords, catalog_words, day_of
from ebook.xhtml import clean

__all__ = [
    "ASSETS",
    "E",
    "Element",
    "Site",
    "bar",
    "document",
    "files_list",
    "front",
    "front_link",
    "head",
    "link",
    "page",
    "size",
]

ASSETS = "catalog/assets"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "media-src 'self'; form-action 'self'; base-uri 'none'"
)
"""What a page may load: nothing from elsewhere, no script or style that stands in the page, so
nothing that a book brings along can run. Works from a disk as well, where 'self' is the disk's files."""

GENERATOR = "ebook catalog"
"""The mark by which pages of a catalogue are recognised."""


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def _add_attributes(element: Element, attributes: dict[str, str | None]) -> None:
    for name, value in attributes.items():
        if value is not None:
            element.set(name, clean(value))


_TYPES: dict[Any, Any] = {str: _add_text, dict: _add_attributes}

E = ElementMaker(typemap=_TYPES)
"""Makes elements: `E.p({"class": "day"}, "text", child)`; an attribute that is None is left out."""


class Site:
    """Where a page stands, and in whose words it speaks.

    Args:
        words: the words of the page.
        base: its path, relative to the shelf.
    """

    def __init__(self, words: CatalogWords, base: str) -> None:
        self.words, self.base = words, base

    def to(self, path: str, fragment: str = "") -> str:
        """The reference to a file of the shelf."""
        return reference(path, self.base, fragment)


def link(href: str, *content: str | Element, **attributes: str | None) -> Element:
    """A link; `class_` and the like end in an underscore."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return E.a({"href": href, **named}, *content)


def head(site: Site, title: str, *, scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> Element:
    """The head of a page; `scripts` and `styles` are paths relative to the shelf, beyond those of all pages."""
    made = E.head(
        E.meta({"charset": "utf-8"}),
        E.meta({"http-equiv": "Content-Security-Policy", "content": POLICY}),
        E.meta({"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        E.meta({"name": "generator", "content": GENERATOR}),
        E.meta({"name": "color-scheme", "content": "light dark"}),
        E.title(title),
        E.link({"rel": "icon", "type": "image/png", "href": site.to(f"{ASSETS}/no-cover.png")}),
    )
    for path in (*styles, f"{ASSETS}/catalog.css"):
        made.append(E.link({"rel": "stylesheet", "href": site.to(path)}))
    made.append(E.script({"src": site.to(f"{ASSETS}/theme.js")}))
    for path in scripts:
        made.append(E.script({"src": site.to(path), "defer": "defer"}))
    return made


def page(site: Site, title: str, *content: Element, scripts: Iterable[str] = (), kind: str) -> bytes:
    """A page of the catalogue, as HTML in UTF-8."""
    made = E.html(
        {"lang": site.words.lang},
        _with_feeds(head(site, title, scripts=scripts), site),
        E.body({"class": kind}, E.a({"href": "#main", "class": "skip"}, site.words.skip), *content),
    )
    return document(made)


def document(root: Element) -> bytes:
    """The bytes of an HTML page."""
    return etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>") + b"\n"


def bar(site: Site, *trail: Element, search: bool = True) -> Element:
    """The line at the top: where one is, the search, the appearance."""
    words = site.words
    home = link(site.to("index.html"), words.shelf, class_="home")
    made = E.header({"class": "bar"}, E.nav({"class": "trail", "aria-label": words.shelf}, home, *trail))
    if search:
        made.append(search_box(site))
    made.append(theme_switch(words))
    return made


def search_box(site: Site) -> Element:
    """A field that leads to the search of the first page, which works without a server."""
    words = site.words
    return E.form(
        {"class": "search", "role": "search", "action": site.to("index.html"), "method": "get"},
        E.label({"for": "ebook-query", "class": "unseen"}, words.search_headlines),
        E.input(
            {"type": "search", "name": "query", "id": "ebook-query", "placeholder": words.search_headlines}
        ),
        E.button({"type": "submit"}, words.search),
    )


def theme_switch(words: CatalogWords) -> Element:
    """Light, dark, or as the system has it; shown where scripts run."""
    return E.label(
        {"class": "theme", "hidden": "hidden"},
        E.span({"class": "unseen"}, words.theme),
        E.select(
            {"id": "ebook-theme"},
            E.option({"value": "auto"}, f"◐ {words.theme_auto}"),
            E.option({"value": "light"}, f"○ {words.theme_light}"),
            E.option({"value": "dark"}, f"● {words.theme_dark}"),
        ),
    )


def _with_feeds(made: Element, site: Site) -> Element:
    kinds = (
        ("application/atom+xml;profile=opds-catalog;kind=navigation", "catalog/opds/1/index.xml", "OPDS 1.2"),
        ("application/opds+json", "catalog/opds/2/index.json", "OPDS 2.0"),
    )
    for media_type, path, title in kinds:
        made.append(E.link({"rel": "alternate", "type": media_type, "href": site.to(path), "title": title}))
    return made


def front(site: Site, entry: Entry, *, eager: bool = False, large: bool = False) -> Element:
    """The front page as a picture, which stands beside its name and so needs no words of its own."""
    picture = entry.cover if large else entry.thumbnail
    if picture is None:
        return E.span(
            {"class": "front none", "lang": entry.lang}, E.span({"aria-hidden": "true"}, entry.paper.name)
        )
    return E.img({
        "class": "front", "src": site.to(f"catalog/issues/{entry.key}/{picture.path}"), "alt": "",
        "width": str(picture.width), "height": str(picture.height), "loading": None if eager else "lazy",
        "decoding": "async",
    })  # fmt: skip


def front_link(site: Site, entry: Entry, caption: str, *, kind: str) -> Element:
    """A front page that leads to its issue; the link is called by paper and day, then by what the caption says."""
    words = catalog_words(entry.lang)
    said = [E.span({"class": kind, "lang": entry.lang}, caption)]
    if kind != "name":
        said.insert(0, E.span({"class": "unseen"}, f"{entry.paper.name} {day_of(entry.date, words)} "))
    else:
        said.append(E.span({"class": "unseen"}, f" {day_of(entry.date, words)}"))
    return link(site.to(f"catalog/issues/{entry.key}/index.html"), front(site, entry), *said, class_="issue")


def files_list(site: Site, entry: Entry, words: CatalogWords, *, read: str | None = None) -> Element:
    """The ways to have an issue: to read it here, as an e-book, as a print."""
    made = E.ul({"class": "files"})
    if read:
        made.append(E.li(link(read, words.read, class_="primary")))
    for file, label in ((entry.epub, words.epub), (entry.pdf, words.pdf)):
        if file:
            made.append(E.li(_file(site, file, label)))
    return made


def _file(site: Site, file: FileState, label: str) -> Element:
    return link(site.to(file.path), label, " ", E.small(size(file.size)))


def size(count: int) -> str:
    """A size in bytes for people, in SI units: 34 kB, 2.1 MB."""
    return f"{max(1, round(count / 1000))} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"  # noqa: PLR2004  # SI
