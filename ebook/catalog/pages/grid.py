"""The grid of a month: its weekdays, where its first day stands, how many days it has."""

from __future__ import annotations

import calendar
import datetime

from ebook.catalog.entry import Entry
from ebook.catalog.pages.html import E, Element, Site, link
from ebook.catalog.words import CatalogWords, day_of

__all__ = ["count", "length", "small_day", "start", "week"]


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
