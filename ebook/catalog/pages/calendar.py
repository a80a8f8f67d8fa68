"""The calendar: the first page, a page for each month with the front pages, a page for each year.

index.html                              the newest issue of each paper, the newest month, the search
catalog/calendar/2026-04.html           a month
catalog/calendar/2026.html              a year
catalog/calendar/undated.html           the issues that tell no date
catalog/calendar/paper-1a2b3c4d/...     the same of one paper, where there are several
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from ebook.catalog.entry import Entry
from ebook.catalog.groups import Collection
from ebook.catalog.pages.home import card, feeds, results
from ebook.catalog.pages.html import ASSETS, E, Element, Site, bar, front_link, link, page, search_box
from ebook.catalog.words import CatalogWords, catalog_words, day_of

__all__ = [
    "HOME",
    "CalendarPage",
    "calendar_pages",
    "calendar_path",
    "count",
    "length",
    "small_day",
    "start",
    "week",
]

HOME = "index.html"
_FOLDER = "catalog/calendar"
_UNDATED = "undated"


class CalendarPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page, and what it is made from.

    Attributes:
        path: where it stands, relative to the shelf.
        entries: the issues that it shows.
        depends_on: all else that it is made from.
        make: makes it.
    """

    path: str
    entries: tuple[Entry, ...]
    depends_on: object
    make: Callable[[], bytes]


def calendar_path(slug: str, name: str) -> str:
    """The page of a year or a month; an empty name is that of the issues without a date."""
    return "/".join(part for part in (_FOLDER, slug, f"{name or _UNDATED}.html") if part)


def calendar_pages(collections: Sequence[Collection], lang: str) -> Iterator[CalendarPage]:
    """All pages of the calendar, the first page first; all issues come first in `collections`."""
    for collection in collections:
        words = catalog_words(collection.paper.lang if collection.paper else lang)
        yield from _Calendar(collection=collection, collections=tuple(collections), words=words).pages()


class _Calendar(msgspec.Struct, frozen=True, kw_only=True):
    collection: Collection
    collections: tuple[Collection, ...]
    words: CatalogWords

    def pages(self) -> Iterator[CalendarPage]:
        """The pages of the collection."""
        if not self.collection.slug:
            newest = self.collection.entries[:1]
            shown = self.collection.months(newest[0].year)[newest[0].month] if newest else ()
            own = tuple(collection.entries[0] for collection in self.collections if collection.entries)
            yield self._made_by(self.home, HOME, (*own, *shown), self._counts())
        for year, entries in self.collection.years.items():
            if not year:
                yield self._made_by(self.undated, self.path(""), entries, "")
                continue
            yield self._made_by(partial(self.year, year), self.path(year), entries, year)
            for month, issues in self.collection.months(year).items():
                beside = self._beside(month)
                yield self._made_by(partial(self.month, month), self.path(month), issues, (month, beside))

    def _made_by(
        self, make: Callable[[], bytes], path: str, entries: tuple[Entry, ...], depends_on: object
    ) -> CalendarPage:
        papers = [(c.slug, c.paper, self._target(c, path)) for c in self.collections]
        everywhere = (self.words.lang, list(self.collection.years), papers)
        return CalendarPage(path=path, entries=entries, depends_on=(everywhere, depends_on), make=make)

    def _counts(self) -> object:
        return [
            (len(collection.entries), {year: len(entries) for year, entries in collection.years.items()})
            for collection in self.collections
        ]

    def path(self, name: str) -> str:
        return calendar_path(self.collection.slug, name)

    def home(self) -> bytes:
        site = Site(self.words, HOME)
        entries = self.collection.entries
        main = E.main(
            {"id": "main"},
            E.header({"class": "nameplate"}, E.h1(self._title()), E.p({"class": "facts"}, self._facts())),
            search_box(site),
            results(site, self.collections),
        )
        if entries:
            main.append(self._newest(site))
            month = entries[0].month
            main.append(self._papers(site, month))
            main.append(self._month_section(site, month) if month else self._undated_section(site))
        else:
            main.append(E.p({"class": "none"}, self.words.issues.format(0)))
        main.append(self._years(site))
        return page(
            site, self._title(), bar(site, search=False), main, feeds(site),
            scripts=(f"{ASSETS}/search.js",), kind="home",
        )  # fmt: skip

    def month(self, month: str) -> bytes:
        site = Site(self.words, self.path(month))
        title = self._month_name(month)
        main = E.main(
            {"id": "main"},
            E.h1({"class": "head"}, self._titled(title)),
            self._papers(site, month),
            self._month_section(site, month, headed=False),
            self._years(site),
        )
        return page(site, self._titled(title), bar(site, *self._trail(site, month[:4])), main, kind="month")

    def year(self, year: str) -> bytes:
        site = Site(self.words, self.path(year))
        title = self.words.year.format(int(year))
        months = self.collection.months(year)
        main = E.main(
            {"id": "main"},
            E.h1({"class": "head"}, self._titled(title)),
            self._papers(site, year),
            E.div({"class": "year"}, *(self._small(site, month, months[month]) for month in sorted(months))),
            self._years(site),
        )
        return page(site, self._titled(title), bar(site, *self._trail(site)), main, kind="year-page")

    def undated(self) -> bytes:
        site = Site(self.words, self.path(""))
        main = E.main({"id": "main"}, self._undated_section(site), self._papers(site, ""), self._years(site))
        return page(site, self._titled(self.words.undated), bar(site, *self._trail(site)), main, kind="month")

    def _title(self) -> str:
        return self.collection.paper.name if self.collection.paper else self.words.shelf

    def _titled(self, what: str) -> str:
        return f"{self._title()} {what}" if self.collection.paper else what

    def _facts(self) -> str:
        years = [year for year in self.collection.years if year]
        facts = [
            self.words.papers.format(len(self.collections) - 1) if len(self.collections) > 1 else "",
            self.words.issues.format(len(self.collection.entries)),
            "–".join(dict.fromkeys((years[-1], years[0]))) if years else "",
        ]
        return " · ".join(text for text in facts if text)

    def _trail(self, site: Site, year: str = "") -> tuple[Element, ...]:
        trail = []
        if self.collection.slug:
            newest = self.collection.entries[0].month
            trail.append(link(site.to(self.path(newest)), self._title()))
        if year:
            trail.append(link(site.to(self.path(year)), self.words.year.format(int(year))))
        return tuple(trail)

    def _newest(self, site: Site) -> Element:
        """The newest issue of each paper."""
        shown = [c.entries[0] for c in self.collections[1:]] or [self.collection.entries[0]]
        return E.section(
            {"class": "newest", "aria-labelledby": "newest"},
            E.h2({"id": "newest"}, self.words.newest),
            E.ul(*(E.li(card(site, entry)) for entry in shown)),
        )

    def _month_section(self, site: Site, month: str, *, headed: bool = True) -> Element:
        entries = self.collection.months(month[:4])[month]
        made = E.section({"class": "calendar", "aria-label": self._month_name(month)})
        if headed:
            made.append(E.h2(link(site.to(self.path(month)), self._month_name(month))))
        made.append(self._turns(site, month))
        made.append(week(self.words))
        days = E.ol({"class": f"days starts-{start(month, self.words)}"})
        for day in range(1, length(month) + 1):
            date = f"{month}-{day:02}"
            days.append(self._day(site, date, [entry for entry in entries if entry.date == date]))
        made.append(days)
        return made

    def _undated_section(self, site: Site) -> Element:
        entries = self.collection.years[""]
        return E.section(
            {"class": "calendar", "aria-labelledby": "undated"},
            E.h2({"id": "undated"}, self.words.undated),
            E.ul({"class": "days"}, *(E.li({"class": "day"}, self._front(site, entry)) for entry in entries)),
        )

    def _day(self, site: Site, date: str, entries: list[Entry]) -> Element:
        number = str(int(date[8:]))
        if not entries:
            return E.li({"class": "day none", "aria-hidden": "true"}, E.span({"class": "number"}, number))
        weekday = self.words.weekdays[datetime.date.fromisoformat(date).weekday()]
        return E.li(
            {"class": "day", "id": f"d{number}"},
            E.p(
                {"class": "number"},
                E.span({"aria-hidden": "true"}, number, " ", E.span({"class": "weekday"}, weekday)),
                E.span({"class": "unseen"}, day_of(date, self.words)),
            ),
            E.ul(*(E.li(self._front(site, entry)) for entry in entries)),
        )

    def _front(self, site: Site, entry: Entry) -> Element:
        """The front page; below it what distinguishes it from its neighbours: the paper, or the first headline."""
        if self.collection.paper is None:
            return front_link(site, entry, entry.paper.name, kind="name")
        return front_link(
            site, entry, entry.headlines[0] if entry.headlines else entry.title, kind="headline"
        )

    def _turns(self, site: Site, month: str) -> Element:
        before, after = self._beside(month)
        made = E.nav({"class": "turns", "aria-label": self.words.by_month})
        for found, rel, label in (
            (before, "prev", self.words.previous_month),
            (after, "next", self.words.next_month),
        ):
            if found:
                words = (
                    E.span({"class": "direction"}, label),
                    " ",
                    E.span({"class": "title"}, self._month_name(found)),
                )
                made.append(link(site.to(self.path(found)), *words, rel=rel))
        return made

    def _beside(self, month: str) -> tuple[str | None, str | None]:
        """The months with issues before and after a month."""
        order = self.collection.all_months
        place = order.index(month)
        return (order[place + 1] if place + 1 < len(order) else None, order[place - 1] if place else None)

    def _small(self, site: Site, month: str, entries: tuple[Entry, ...]) -> Element:
        """A month of a year page: days that have issues are links."""
        days = E.ol({"class": f"small starts-{start(month, self.words)}"})
        for day in range(1, length(month) + 1):
            there = [entry for entry in entries if entry.date == f"{month}-{day:02}"]
            days.append(small_day(site, self.words, self.path(month), day, there))
        name = E.h2(link(site.to(self.path(month)), self._month_name(month)), count(self.words, len(entries)))
        return E.section({"aria-label": self._month_name(month)}, name, week(self.words), days)

    def _papers(self, site: Site, at: str) -> Element:
        """The choice of the paper: to the same time where the paper has it, else to its newest."""
        if len(self.collections) == 1:
            return E.div({"class": "papers"})
        made = E.ul()
        for collection in self.collections:
            name = collection.paper.name if collection.paper else self.words.all_papers
            current = "true" if collection is self.collection and site.base != HOME else None
            lang = collection.paper.lang if collection.paper else None
            target = site.to(calendar_path(collection.slug, _near(collection, at)))
            item = E.li(link(target, E.span({"lang": lang}, name), aria_current=current))
            if site.base == HOME:
                item.append(count(self.words, len(collection.entries)))
            made.append(item)
        return E.nav({"class": "papers", "aria-label": self.words.paper}, made)

    def _target(self, collection: Collection, path: str) -> str:
        """Where the page at a path leads for another paper."""
        month = self.collection.entries[0].month if self.collection.entries else ""
        at = month if path == HOME else path.rpartition("/")[2].removesuffix(".html")
        return _near(collection, at) if collection.entries else ""

    def _years(self, site: Site) -> Element:
        made = E.ul()
        for year, entries in self.collection.years.items():
            name = self.words.year.format(int(year)) if year else self.words.undated
            path = self.path(year)
            item = E.li(link(site.to(path), name, aria_current="page" if path == site.base else None))
            if site.base == HOME:
                item.append(count(self.words, len(entries)))
            made.append(item)
        return E.nav(
            {"class": "years", "aria-labelledby": "years"}, E.h2({"id": "years"}, self.words.years), made
        )

    def _month_name(self, month: str) -> str:
        return self.words.month.format(year=int(month[:4]), month=int(month[5:]))


def _near(collection: Collection, at: str) -> str:
    """The year or month of a paper that is asked for where it has it, else its newest month."""
    return at if at in collection.times else collection.entries[0].month


def count(words: CatalogWords, many: int) -> Element:
    """How many issues there are, small."""
    return E.small({"class": "many"}, f" {words.issues.format(many)}")


def week(words: CatalogWords) -> Element:
    """The names of the weekdays, as columns; days say theirs themselves."""
    names = [words.weekdays[(words.first_weekday + place) % 7] for place in range(7)]
    return E.div({"class": "week", "aria-hidden": "true"}, *(E.span(name) for name in names))


def start(month: str, words: CatalogWords) -> int:
    """In which column the first day stands, from 0."""
    return (datetime.date.fromisoformat(f"{month}-01").weekday() - words.first_weekday) % 7


def length(month: str) -> int:
    """How many days a month has, YYYY-MM."""
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1]


def small_day(site: Site, words: CatalogWords, month: str, day: int, entries: list[Entry]) -> Element:
    """A day of a year's page: it leads to its issue, or, where it has several, to its place in the month's page."""
    if not entries:
        return E.li({"class": "none", "aria-hidden": "true"}, str(day))
    target = site.to(month, f"d{day}")
    if len(entries) == 1:
        target = site.to(f"catalog/issues/{entries[0].key}/index.html")
    label = f"{day_of(entries[0].date, words)} {' '.join(entry.paper.name for entry in entries)}"
    return E.li(link(target, str(day), aria_label=label))
