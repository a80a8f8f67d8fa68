"""An issue's own page: its front page, its facts and files, its contents, and the issues beside it.

The neighbours change when others come or go; so they stand here and in `neighbours.js`, which the
pages of the reading edition load, and not in each of those pages.
"""

from __future__ import annotations

import msgspec

from ebook.catalog.entry import Chapter, Entry
from ebook.catalog.issue import folder_of
from ebook.catalog.pages.html import ASSETS, E, Element, Site, bar, link, page
from ebook.catalog.pages.parts import files_list, front
from ebook.catalog.pages.reader import EDITION, NEIGHBOURS, contents_tree
from ebook.catalog.words import CatalogWords, catalog_words, day_of, number_of

__all__ = ["issue_files"]


def issue_files(
    entry: Entry, chapters: tuple[Chapter, ...], before: Entry | None, after: Entry | None, calendar: str
) -> dict[str, bytes]:
    """The files of an issue's folder that know of other issues.

    Args:
        entry: the issue.
        chapters: its contents.
        before: the issue before it; None for the first.
        after: the issue after it; None for the last.
        calendar: the page of the calendar that it stands on, relative to the shelf.
    """
    words = catalog_words(entry.lang)
    site = Site(words, f"{folder_of(entry)}/index.html")
    return {
        "index.html": _page(site, entry, chapters, (before, after), calendar),
        NEIGHBOURS: _neighbours(words, before, after),
    }


def _page(
    site: Site,
    entry: Entry,
    chapters: tuple[Chapter, ...],
    beside: tuple[Entry | None, Entry | None],
    calendar: str,
) -> bytes:
    words = site.words
    first = site.to(f"{folder_of(entry)}/{EDITION}/{entry.first}") if entry.first else None
    shown = first or (site.to(entry.pdf.path) if entry.pdf else None)
    cover = front(site, entry, eager=True, large=True)
    main = E.main(
        {"id": "main", "lang": entry.lang},
        E.div(
            {"class": "opening"},
            link(shown, cover, class_="picture", aria_hidden="true", tabindex="-1") if shown else cover,
            E.div(
                {"class": "about"},
                E.h1(entry.title),
                _facts(entry, words),
                files_list(site, entry, words, read=first),
            ),
        ),
        _contents(site, entry, chapters),
        _issues(site, beside),
    )
    month = (
        words.month.format(year=int(entry.year), month=int(entry.month[5:])) if entry.date else words.undated
    )
    trail = bar(site, link(site.to(calendar), month))
    return page(site, entry.title, trail, main, scripts=(f"{ASSETS}/reader.js",), kind="issue-page")


def _facts(entry: Entry, words: CatalogWords) -> Element:
    told = (
        number_of(entry.number, entry.lang),
        day_of(entry.date, words),
        words.pages.format(entry.pages) if entry.pages else "",
        words.articles.format(entry.articles) if entry.articles else "",
        entry.publisher if entry.publisher != entry.paper.name else "",
    )
    return E.ul({"class": "facts"}, *(E.li(fact) for fact in told if fact))


def _contents(site: Site, entry: Entry, chapters: tuple[Chapter, ...]) -> Element:
    words = site.words
    if not entry.epub:
        return E.p({"class": "none"}, words.contents_missing)
    return E.nav(
        {"class": "contents whole", "aria-labelledby": "ebook-contents-title"},
        E.h2({"id": "ebook-contents-title"}, words.contents),
        contents_tree(chapters, site, folder_of(entry)),
    )


def _issues(site: Site, beside: tuple[Entry | None, Entry | None]) -> Element:
    words = site.words
    made = E.nav({"class": "turns", "aria-label": words.neighbours})
    for entry, rel, label in zip(
        beside, ("prev", "next"), (words.previous_issue, words.next_issue), strict=True
    ):
        if entry:
            said = (
                E.span({"class": "direction"}, label),
                " ",
                E.span({"class": "title"}, _called(entry, words)),
            )
            made.append(link(site.to(f"{folder_of(entry)}/index.html"), *said, rel=rel))
    return made if len(made) else E.div()


def _called(entry: Entry, words: CatalogWords) -> str:
    return day_of(entry.date, words) if entry.date else entry.title


def _neighbours(words: CatalogWords, before: Entry | None, after: Entry | None) -> bytes:
    """A script that only hands over data: a page that is read from a disk can load nothing else."""
    told = [
        {"rel": rel, "label": label, "title": _called(other, words), "href": f"../{other.key}/index.html"}
        for other, rel, label in ((before, "prev", words.previous_issue), (after, "next", words.next_issue))
        if other
    ]
    return b"ebookNeighbours(document.currentScript.src, " + msgspec.json.encode(told) + b");\n"
