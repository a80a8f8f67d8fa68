"""Pieces that several pages show: a front page, an issue's files."""

from __future__ import annotations

from ebook.catalog.entry import Entry, FileState
from ebook.catalog.pages.html import E, Element, Site, link
from ebook.catalog.words import CatalogWords, catalog_words, day_of

__all__ = ["files_list", "front", "front_link", "size"]


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
