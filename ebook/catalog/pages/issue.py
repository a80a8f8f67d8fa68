"""An issue's own page: its front page, its facts and files, its contents, and the issues beside it.

The neighbours change when others come or go; so they stand here and in `neighbours.js`, which the
pages of the reading edition load, and not in each of those pages.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ebook.catalog.entry import Entry
from ebook.catalog.pages.html import ASSETS, E, Element, Site, bar, files_list, front, link, page
from ebook.catalog.pages.reader import EDITION, contents_tree
from ebook.catalog.words import CatalogWords, catalog_words, day_of, number_of
from ebook.epub.contents import Chapter

__all__ = ["IssuePage"]


class IssuePage(msgspec.Struct, frozen=True):
    """The files of an issue's folder that know of other issues.

    Attributes:
        entry: the issue.
        before: the issue before it; None for the first.
        after: the issue after it; None for the last.
        calendar: the page of the calendar that it stands on, relative to the shelf.
        chapters: gives an issue's contents.
    """

    entry: Entry
    before: Entry | None
    after: Entry | None
    calendar: str
    chapters: Callable[[Entry], tuple[Chapter, ...]]

    def page(self) -> bytes:
        """`index.html`."""
        entry, words = self.entry, catalog_words(self.entry.lang)
        site = Site(words, f"{entry.folder}/index.html")
        month = words.undated
        if entry.date:
            month = words.month.format(year=int(entry.year), month=int(entry.month[5:]))
        main = E.main({"id": "main", "lang": entry.lang}, self._opening(site), self._issues(site))
        return page(
            site, entry.title, bar(site, link(site.to(self.calendar), month)), main,
            scripts=(f"{ASSETS}/reader.js",), kind="issue-page",
        )  # fmt: skip

    def neighbours(self) -> bytes:
        """`neighbours.js`. It only hands over data: a page that is read from a disk can load nothing else."""
        words = catalog_words(self.entry.lang)
        found = [
            {"rel": rel, "label": label, "title": _called(other, words), "href": f"../{other.key}/index.html"}
            for other, rel, label in self._beside(words)
            if other
        ]
        return b"ebookNeighbours(document.currentScript.src, " + msgspec.json.encode(found) + b");\n"

    def _beside(self, words: CatalogWords) -> tuple[tuple[Entry | None, str, str], ...]:
        return (self.before, "prev", words.previous_issue), (self.after, "next", words.next_issue)

    def _opening(self, site: Site) -> Element:
        entry = self.entry
        first = site.to(f"{entry.folder}/{EDITION}/{entry.first}") if entry.first else None
        shown = first or (site.to(entry.pdf.path) if entry.pdf else None)
        cover = front(site, entry, eager=True, large=True)
        return E.div(
            {"class": "opening"},
            link(shown, cover, class_="picture", aria_hidden="true", tabindex="-1") if shown else cover,
            E.div(
                {"class": "about"},
                E.h1(entry.title),
                _facts(entry, site.words),
                files_list(site, entry, site.words, read=first),
                self._contents(site),
            ),
        )

    def _contents(self, site: Site) -> Element:
        if not self.entry.epub:
            return E.p({"class": "none"}, site.words.contents_missing)
        return E.nav(
            {"class": "contents whole", "aria-labelledby": "ebook-contents-title"},
            E.h2({"id": "ebook-contents-title"}, site.words.contents),
            contents_tree(self.chapters(self.entry), site, self.entry.folder),
        )

    def _issues(self, site: Site) -> Element:
        made = E.nav({"class": "turns", "aria-label": site.words.neighbours})
        for other, rel, label in self._beside(site.words):
            if other:
                called = E.span({"class": "title"}, _called(other, site.words))
                target = site.to(f"{other.folder}/index.html")
                made.append(link(target, E.span({"class": "direction"}, label), " ", called, rel=rel))
        return made if len(made) else E.div()


def _facts(entry: Entry, words: CatalogWords) -> Element:
    day = day_of(entry.date, words)
    facts = (
        number_of(entry.number, entry.lang),
        "" if day in entry.title else day,
        words.pages.format(entry.pages) if entry.pages else "",
        words.articles.format(entry.articles) if entry.articles else "",
        entry.publisher if entry.publisher != entry.paper.name else "",
    )
    return E.ul({"class": "facts"}, *(E.li(fact) for fact in facts if fact))


def _called(entry: Entry, words: CatalogWords) -> str:
    return day_of(entry.date, words) if entry.date else entry.title
