"""Jump lines: which article on another page continues which (下转02版 / 上接01版).

In the model both parts stay where they are printed; `continuations` links them, both ways.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import msgspec

from ebook.model import Article, Issue, Section, plain
from ebook.numerals import page_key

__all__ = ["Continuations", "Place", "continuations"]


class Place(NamedTuple):
    """An article of an issue: `issue.sections[section].articles[article]`."""

    section: int
    article: int


class Continuations(msgspec.Struct, frozen=True):
    """The links between parts of articles.

    Attributes:
        next: the place of a part -> the place of the part that continues it.
        previous: the same the other way.
    """

    next: dict[Place, Place]
    previous: dict[Place, Place]

    def parts(self, first: Place) -> tuple[Place, ...]:
        """All parts of an article from one on, that one first."""
        found = [first]
        while (following := self.next.get(found[-1])) and following not in found:
            found.append(following)
        return tuple(found)


def continuations(issue: Issue) -> Continuations:
    """The pairs of articles that the jump lines connect.

    A jump line names a page. There the article that says it comes from this page is meant; among
    several the one with the same headline, and without such a line the headline decides alone.
    An article continues one other at most.
    """
    pages = {page_key(section.page): index for index, section in reversed([*enumerate(issue.sections)])}
    pages.pop(None, None)
    found: dict[Place, Place] = {}
    for here, section in enumerate(issue.sections):
        for index, article in enumerate(section.articles):
            there = _page_named(article.continued_to, pages)
            if there is None or there == here:
                continue
            target = _continuation(article, section, issue.sections[there], _taken(found, there))
            if target is not None:
                found[Place(here, index)] = Place(there, target)
    return Continuations(found, {after: before for before, after in found.items()})


def _page_named(jump: str | None, pages: dict[tuple[str, int] | None, int]) -> int | None:
    """The section that a jump line names; one that gives no letter (第二版) means A02 where there is no page 2."""
    key = page_key(jump)
    if key is None or key in pages:
        return pages.get(key)
    return None if key[0] else pages.get(("A", key[1]))


def _taken(found: dict[Place, Place], section: int) -> AbstractSet[int]:
    return {place.article for place in found.values() if place.section == section}


def _continuation(article: Article, section: Section, target: Section, taken: AbstractSet[int]) -> int | None:
    free = {index: other for index, other in enumerate(target.articles) if index not in taken}
    coming = [index for index, other in free.items() if _names(other.continued_from, section)]
    named = [index for index in coming or free if _same_story(article, free[index])]
    if named:
        return named[0]
    leaving = [other for other in section.articles if _names(other.continued_to, target)]
    return coming[0] if len(coming) == 1 and len(leaving) == 1 else None


def _names(jump: str | None, section: Section) -> bool:
    """Whether a jump line names a page."""
    key = page_key(jump)
    return key is not None and page_key(section.page) in {key, ("A", key[1]) if not key[0] else key}


def _same_story(one: Article, other: Article) -> bool:
    """Whether two headlines are one, or one is the other cut short, as continuations often are."""
    first, second = (re.sub(r"\W+", "", plain(article.headline)) for article in (one, other))
    return bool(first) and bool(second) and (first in second or second in first)
