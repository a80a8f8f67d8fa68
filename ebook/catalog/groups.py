"""The issues of a shelf in their order: by paper, year and month, the newest first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import groupby

import msgspec

from ebook.catalog.entry import Entry, Paper
from ebook.languages import PROGRAM

__all__ = ["Collection", "collections", "language_of", "neighbours"]


class Collection(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Issues that are shown together: those of one paper, or all.

    Attributes:
        slug: names the collection's files; empty for all issues of the shelf.
        paper: the paper; None for all issues.
        entries: the issues, newest first; those without a date come last.
    """

    slug: str
    paper: Paper | None
    entries: tuple[Entry, ...]

    @cached_property
    def years(self) -> dict[str, tuple[Entry, ...]]:
        """The issues of each year, newest first; the undated ones under the empty year."""
        return _grouped(self.entries, lambda entry: entry.year)

    @cached_property
    def all_months(self) -> tuple[str, ...]:
        """All months that have issues, newest first."""
        return tuple(dict.fromkeys(entry.month for entry in self.entries if entry.month))

    @cached_property
    def times(self) -> frozenset[str]:
        """The years and months that have issues."""
        return frozenset(self.all_months) | frozenset(self.years) - {""}

    def months(self, year: str) -> dict[str, tuple[Entry, ...]]:
        """The issues of each month of a year, newest first."""
        return _grouped(self.years[year], lambda entry: entry.month)


def collections(entries: Iterable[Entry]) -> tuple[Collection, ...]:
    """All issues as one collection, then those of each paper where there are several, the largest first."""
    ordered = sorted(entries, key=_order)
    papers: dict[str, list[Entry]] = {}
    for entry in ordered:
        papers.setdefault(entry.paper.name, []).append(entry)
    single = next(iter(papers.values()))[0].paper if len(papers) == 1 else None
    whole = Collection(slug="", paper=single, entries=tuple(ordered))
    if len(papers) < 2:  # noqa: PLR2004  # two papers make a choice
        return (whole,)
    sizes = sorted(papers, key=lambda name: (-len(papers[name]), name))
    return (whole, *(_of_paper(name, papers[name]) for name in sizes))


def neighbours(entries: Iterable[Entry]) -> dict[str, tuple[Entry | None, Entry | None]]:
    """For each issue, by its key, the one before and the one after it among the same paper's."""
    papers: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=_order, reverse=True):
        papers.setdefault(entry.paper.name, []).append(entry)
    return {
        entry.key: (before, after)
        for issues in papers.values()
        for before, entry, after in zip([None, *issues], issues, [*issues[1:], None], strict=False)
    }


def language_of(entries: Iterable[Entry]) -> str:
    """The language of most issues; of the first in the alphabet where two have as many."""
    counted = Counter(entry.lang for entry in entries)
    return min(counted, key=lambda lang: (-counted[lang], lang)) if counted else PROGRAM


def _of_paper(name: str, entries: list[Entry]) -> Collection:
    slug = f"paper-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return Collection(slug=slug, paper=entries[0].paper, entries=tuple(entries))


def _order(entry: Entry) -> tuple[bool, tuple[int, ...], str, str, str]:
    """Newest first, papers by name within a day, editions of a day by their number and place."""
    day = tuple(-int(part) for part in entry.date.split("-")) if entry.date else ()
    return (not entry.date, day, entry.paper.name, entry.number or "", entry.key)


def _grouped(entries: Iterable[Entry], key: Callable[[Entry], str]) -> dict[str, tuple[Entry, ...]]:
    return {name: tuple(issues) for name, issues in groupby(entries, key=key)}
