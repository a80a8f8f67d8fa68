"""Stage: how this issue sets its titles, which tells how to read a header that can be read in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Role, Section
from ebook.readers.text.chars import squeeze
from ebook.readers.text.items import TITLES, Item, Kind
from ebook.readers.text.people import people_in

__all__ = ["Style", "habits", "style_of"]

_LABEL = 8
_ENOUGH = 4


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """What an issue does throughout.

    Attributes:
        known: headlines printed apart from their articles, in a list of contents or over both parts
            of a jump, squeezed.
        labels: short titles that the issue prints more than once.
        roles: what people do whose role is printed somewhere.
        labelled: how many headers begin with a label that is known for one, from 0 to 1.
        claused: how many headers hold a line of two clauses, from 0 to 1.
    """

    known: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    roles: dict[str, Role] = {}
    labelled: float = 0.0
    claused: float = 0.0


def style_of(pages: Sequence[Sequence[Item]], conventions: Conventions) -> Style:
    """The style of an issue, from all its pages."""
    runs = [run for items in pages for run in _runs(items)]
    counts = Counter(item.text for run in runs for item in run if len(item.text) <= _LABEL)
    headers = [run for run in runs if len(run) > 1] or runs
    total = len(headers) or 1
    return Style(
        known=frozenset(_known(pages, conventions)),
        labels=frozenset(text for text, times in counts.items() if times > 1),
        roles=_roles(pages, conventions),
        labelled=sum(1 for run in headers if run[0].kind is Kind.COLUMN) / total,
        claused=sum(1 for run in runs if any(len(item.text.split()) == 2 for item in run)) / (len(runs) or 1),  # noqa: PLR2004
    )


def habits(style: Style, sections: Sequence[Section]) -> Style:
    """The style, its share of labels counted again after a first reading, which finds labels nobody listed."""
    headed = [article for section in sections for article in section.articles if article.headline]
    if len(headed) < _ENOUGH:
        return style
    share = sum(1 for article in headed if article.column) / len(headed)
    return msgspec.structs.replace(style, labelled=max(share, style.labelled))


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Each run of titles of a page."""
    run: list[Item] = []
    for item in items:
        if item.kind in TITLES:
            run.append(item)
        elif item.kind is not Kind.BYLINE and run:
            yield run
            run = []
    if run:
        yield run


def _known(pages: Sequence[Sequence[Item]], conventions: Conventions) -> Iterator[str]:
    for items in pages:
        for at, item in enumerate(items):
            if item.kind is Kind.LIST and (page := conventions.within("page_references", item.text[-24:])):
                yield squeeze(item.text[: len(item.text) - len(page[0])])
            if item.kind is Kind.JUMP_FROM:
                yield squeeze("".join(_titles_before(items, at)))


def _titles_before(items: Sequence[Item], at: int) -> list[str]:
    start = at
    while start and items[start - 1].kind in TITLES:
        start -= 1
    return [item.text for item in items[start:at]]


def _roles(pages: Sequence[Sequence[Item]], conventions: Conventions) -> dict[str, Role]:
    """The roles that bylines and datelines state, by name; the first one that is stated."""
    found: dict[str, Role] = {}
    for items in pages:
        for item in items:
            text = item.text if item.kind is Kind.BYLINE else item.dateline
            if not text:
                continue
            stated = set(people_in(text, conventions, "editor"))
            for person in people_in(text, conventions, "columnist"):
                if person in stated:
                    found.setdefault(person.name, person.role)
    return found
