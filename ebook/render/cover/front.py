"""What stands on a front page: the paper's name, the day, and titles, as one line of plain text each."""

from __future__ import annotations

import msgspec

from ebook.jumps import continuations
from ebook.languages.words import Words
from ebook.model import Article, Issue, Masthead, Titles, plain, titles
from ebook.render.naming import flat, section_title

__all__ = ["Front", "Inside", "Story", "front_of"]

_STORIES = 6
_LINES = 3
_INSIDE = 8
_TITLE = 60
_NAME = 30
"""How many characters of a title and of a name are set; longer ones end in …."""


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The titles of an article, each printed line by itself."""

    kicker: tuple[str, ...]
    headline: tuple[str, ...]
    deck: tuple[str, ...]


class Inside(msgspec.Struct, frozen=True, kw_only=True):
    """What a page further in begins with."""

    page: str
    headline: str


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """All that may be set on a front page.

    Attributes:
        name: the nameplate.
        facts: the day, the issue's number, its edition and number of pages.
        lead: the first article of the first page.
        stories: those after it.
        inside: the first article of each other page.
    """

    name: str
    facts: tuple[str, ...]
    lead: Story | None
    stories: tuple[Story, ...]
    inside: tuple[Inside, ...]


def front_of(issue: Issue, title: str, words: Words) -> Front:
    """What the front page of an issue has to say; `title` names an issue whose paper is not known."""
    goes_on = continuations(issue).previous
    beginnings = [
        [
            article
            for number, article in enumerate(section.articles)
            if (index, number) not in goes_on and flat(article.headline).strip()
        ]
        for index, section in enumerate(issue.sections)
    ]
    stories = [_story(article) for article in (beginnings[0] if beginnings else ())]
    inside = (
        Inside(page=section_title(section, words), headline=_cut(flat(articles[0].headline).strip(), _TITLE))
        for section, articles in zip(issue.sections[1:], beginnings[1:], strict=True)
        if articles
    )
    name = flat(issue.masthead.name).strip() or title
    return Front(
        name=_cut(name, _NAME),
        facts=_facts(issue.masthead, words),
        lead=stories[0] if stories else None,
        stories=tuple(stories[1 : 1 + _STORIES]),
        inside=tuple(inside)[:_INSIDE],
    )


def _story(article: Article) -> Story:
    return Story(kicker=_lines(article.kicker), headline=_lines(article.headline), deck=_lines(article.deck))


def _lines(title: Titles) -> tuple[str, ...]:
    printed = (line for text in titles(title) for line in plain(text).split("\n"))
    lines = tuple(said for line in printed if (said := flat(line).strip()))
    whole = " ".join(lines)
    return lines if len(lines) <= _LINES and len(whole) <= _TITLE else (_cut(whole, _TITLE),)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _facts(masthead: Masthead, words: Words) -> tuple[str, ...]:
    day = words.date(masthead.date) if masthead.date else ""
    number = words.issue_counter.format(masthead.issue_number) if masthead.issue_number else ""
    pages = words.pages.format(masthead.page_count) if masthead.page_count is not None else ""
    facts = (day, masthead.weekday or "", masthead.lunar_date or "", number, masthead.edition or "", pages)
    return tuple(said for fact in facts if (said := flat(fact).strip()))
