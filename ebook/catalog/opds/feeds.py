"""The feeds of a shelf, before they are spelled as Atom or JSON.

index                 the newest, the papers where there are several, the years
new, new-2 ...        the newest issues of the shelf
all/2026              a year of all papers: its months, and the whole year
all/2026-04           a month; all/2026-04-2 its second page
all/2026-all          the whole year
all/undated           issues without a date
paper-1a2b3c4d/...    the same of one paper, with index and new of its own
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from ebook.catalog.entry import Entry, FileState, Picture
from ebook.catalog.groups import Collection
from ebook.catalog.urls import urn
from ebook.catalog.words import CatalogWords, catalog_words, number_of

__all__ = [
    "ACQUISITION",
    "EPUB",
    "INDEX",
    "NO_COVER",
    "PAGE",
    "PDF",
    "Feed",
    "FeedLink",
    "feeds",
    "files",
    "pictures",
    "summary",
]

INDEX = "index"
PAGE = 50
"""Issues on a page of a feed: an e-reader shows a page at once, and lays out every cover."""
_NEWEST = 100
_EPOCH = "1970-01-01T00:00:00Z"


class FeedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a feed that leads to another feed.

    Attributes:
        path: the other feed, without its suffix.
        rel: what it is to this one; a relation of IANA's or of OPDS.
        acquisition: it lists issues, not other feeds.
        count: how many issues stand below it.
    """

    path: str
    title: str
    rel: str = "subsection"
    acquisition: bool
    count: int
    updated: str


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a feed. It holds either places or entries.

    Attributes:
        path: where it stands, without its suffix.
        up: the feed above it; None for the first.
        total: how many entries all its pages hold together.
        page: which of them this is, from 1.
        first, last, previous, next: the paths of the pages; None where there is no such.
    """

    path: str
    identifier: str
    title: str
    lang: str
    author: str
    updated: str
    up: str | None
    places: tuple[FeedLink, ...] = ()
    entries: tuple[Entry, ...] = ()
    acquisition: bool
    total: int
    page: int = 1
    first: str | None = None
    last: str | None = None
    previous: str | None = None
    next: str | None = None


def feeds(collections: Sequence[Collection], lang: str) -> Iterator[Feed]:
    """All feeds of a shelf, one after the other.

    Args:
        collections: all issues first, then those of each paper.
        lang: the language that the shelf speaks.
    """
    words = catalog_words(lang)
    whole, *papers = collections
    shelf = _CollectionFeeds(collection=whole, words=words, folder="", title=_title(whole, words))
    yield shelf.index(papers)
    yield from shelf.lists()
    for paper in papers:
        own = catalog_words(paper.paper.lang if paper.paper else lang)
        single = _CollectionFeeds(
            collection=paper, words=own, folder=f"{paper.slug}/", title=_title(paper, own)
        )
        yield single.index(())
        yield from single.lists()


def _title(collection: Collection, words: CatalogWords) -> str:
    return collection.paper.name if collection.paper else words.shelf


class _CollectionFeeds(msgspec.Struct, frozen=True, kw_only=True):
    """The feeds of one collection; `folder` is where they lie."""

    collection: Collection
    words: CatalogWords
    folder: str
    title: str

    def index(self, papers: Iterable[Collection]) -> Feed:
        entries = self.collection.entries
        newest = FeedLink(
            path=f"{self.folder}new", title=self.words.newest_of.format(self.title), acquisition=True,
            rel="http://opds-spec.org/sort/new", count=min(len(entries), _NEWEST), updated=_updated(entries),
        )  # fmt: skip
        own = [
            self._place(f"{paper.slug}/{INDEX}", _title(paper, self.words), paper.entries) for paper in papers
        ]
        return self._navigation(
            f"{self.folder}{INDEX}",
            self.title,
            INDEX if self.folder else None,
            (newest, *own, *self._years()),
        )

    def lists(self) -> Iterator[Feed]:
        """What stands below the index."""
        newest = tuple(islice(self.collection.entries, _NEWEST))
        yield from self._pages(
            f"{self.folder}new", self.words.newest_of.format(self.title), self._top, newest
        )
        for year, entries in self.collection.years.items():
            if not year:
                yield from self._pages(
                    f"{self._base}undated", self._named(self.words.undated), self._top, entries
                )
                continue
            yield self._year(year, entries)
            yield from self._pages(
                self._all(year), self._named(self._year_name(year)), self._at(year), entries
            )
            for month, issues in self.collection.months(year).items():
                yield from self._pages(
                    self._at(month), self._named(self._month_name(month)), self._at(year), issues
                )

    @property
    def _top(self) -> str:
        return f"{self.folder}{INDEX}"

    @property
    def _base(self) -> str:
        return self.folder or "all/"

    def _at(self, name: str) -> str:
        return f"{self._base}{name}"

    def _all(self, year: str) -> str:
        return self._at(f"{year}-all")

    def _years(self) -> Iterator[FeedLink]:
        for year, entries in self.collection.years.items():
            if year:
                yield self._place(self._at(year), self._year_name(year), entries)
            else:
                yield self._place(self._at("undated"), self.words.undated, entries, acquisition=True)

    def _year(self, year: str, entries: tuple[Entry, ...]) -> Feed:
        months = [
            self._place(self._at(month), self._month_name(month), issues, acquisition=True)
            for month, issues in self.collection.months(year).items()
        ]
        whole = self._place(self._all(year), self.words.whole_year, entries, acquisition=True)
        return self._navigation(
            self._at(year), self._named(self._year_name(year)), self._top, (*months, whole)
        )

    def _place(
        self, path: str, title: str, entries: Sequence[Entry], *, acquisition: bool = False
    ) -> FeedLink:
        return FeedLink(
            path=path, title=title, acquisition=acquisition, count=len(entries), updated=_updated(entries)
        )

    def _navigation(self, path: str, title: str, up: str | None, places: tuple[FeedLink, ...]) -> Feed:
        updated = max((place.updated for place in places), default=_EPOCH)
        return self._feed(path, title, up, updated, places=places, acquisition=False, total=len(places))

    def _pages(self, path: str, title: str, up: str, entries: tuple[Entry, ...]) -> Iterator[Feed]:
        paths = [path if number == 1 else f"{path}-{number}" for number in range(1, _pages_of(entries) + 1)]
        for index, here in enumerate(paths):
            shown = entries[index * PAGE : (index + 1) * PAGE]
            yield msgspec.structs.replace(
                self._feed(
                    here, title, up, _updated(entries), entries=shown, acquisition=True, total=len(entries)
                ),
                page=index + 1,
                first=paths[0],
                last=paths[-1],
                previous=paths[index - 1] if index else None,
                next=paths[index + 1] if index + 1 < len(paths) else None,
            )

    def _feed(
        self,
        path: str,
        title: str,
        up: str | None,
        updated: str,
        *,
        places: tuple[FeedLink, ...] = (),
        entries: tuple[Entry, ...] = (),
        acquisition: bool,
        total: int,
    ) -> Feed:
        return Feed(
            path=path,
            identifier=urn("feed", path),
            title=title,
            lang=self.words.lang,
            author=self.title,
            updated=updated,
            up=up,
            places=places,
            entries=entries,
            acquisition=acquisition,
            total=total,
        )

    def _named(self, what: str) -> str:
        return f"{self.title} {what}"

    def _year_name(self, year: str) -> str:
        return self.words.year.format(int(year))

    def _month_name(self, month: str) -> str:
        year, _, number = month.partition("-")
        return self.words.month.format(year=int(year), month=int(number))


def _pages_of(entries: Sequence[Entry]) -> int:
    return max(1, -(-len(entries) // PAGE))


def _updated(entries: Iterable[Entry]) -> str:
    """When the newest change of any of them was: from the issues, never from a clock."""
    return max((entry.modified for entry in entries), default=_EPOCH)


ACQUISITION = "http://opds-spec.org/acquisition"
EPUB = "application/epub+zip"
PDF = "application/pdf"

NO_COVER = Picture(path="catalog/assets/no-cover.png", media_type="image/png", width=300, height=400)
"""What stands for a front page that no file shows."""


def files(entry: Entry) -> Iterator[tuple[FileState, str]]:
    """The files to acquire, the e-book first, each with its media type."""
    if entry.epub:
        yield entry.epub, EPUB
    if entry.pdf:
        yield entry.pdf, PDF


def pictures(entry: Entry) -> tuple[tuple[str, Picture], tuple[str, Picture]]:
    """Cover and thumbnail, each with its path relative to the shelf."""
    if entry.cover is None or entry.thumbnail is None:
        return (NO_COVER.path, NO_COVER), (NO_COVER.path, NO_COVER)
    folder = entry.folder
    return (f"{folder}/{entry.cover.path}", entry.cover), (
        f"{folder}/{entry.thumbnail.path}",
        entry.thumbnail,
    )


def summary(entry: Entry) -> str:
    """What a list shows of an issue: its number, how much there is, the first headlines."""
    words = catalog_words(entry.lang)
    facts = (
        number_of(entry.number, entry.lang),
        words.pages.format(entry.pages) if entry.pages else "",
        words.articles.format(entry.articles) if entry.articles else "",
    )
    return "\n".join((" ".join(fact for fact in facts if fact), *entry.headlines)).strip()
