"""Every text of an issue with its place, for checks that look at the words and not at the structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import msgspec

from ebook.model import (
    Article,
    Aside,
    Block,
    Emphasis,
    Figure,
    Inline,
    Issue,
    Link,
    Masthead,
    Origin,
    Ruby,
    Section,
    Strong,
    Titles,
    inlines,
    plain,
    titles,
)
from ebook.tree import block_texts

__all__ = ["Part", "Text", "texts"]

Part: TypeAlias = Literal["masthead", "section", "title", "byline", "body", "reading", "description", "file"]
"""What a text is: `reading` is a ruby's, `description` a picture's for who cannot see it, `file` its path."""


class Text(msgspec.Struct, frozen=True):
    """A text without markup.

    Attributes:
        characters: line breaks as newlines; empty only where there is nothing but a link without a text.
        part: what it is.
        origin: the nearest one known: of the block, else of what it stands in.
        headline: the plain headline of its article; empty outside articles.
        lang: BCP 47 tag.
        links: those within it.
    """

    characters: str
    part: Part
    origin: Origin | None
    headline: str
    lang: str
    links: tuple[Link, ...] = ()


class _Place(msgspec.Struct, frozen=True):
    origin: Origin | None
    headline: str
    lang: str

    def at(self, origin: Origin | None) -> _Place:
        return msgspec.structs.replace(self, origin=origin) if origin else self

    def text(self, characters: str | None, part: Part) -> tuple[Text, ...]:
        return (Text(characters, part, self.origin, self.headline, self.lang),) if characters else ()

    def rich(self, content: Titles, part: Part) -> Iterable[Text]:
        # Nearly every text is one plain string; an archive's issue has tens of thousands of them.
        return self.text(content, part) if isinstance(content, str) else self._lines(content, part)

    def _lines(self, content: Titles, part: Part) -> Iterator[Text]:
        for line in titles(content):
            within = inlines(line)
            links = tuple(_links(within))
            if (characters := plain(line)) or links:
                yield Text(characters, part, self.origin, self.headline, self.lang, links)
            for reading in _readings(within):
                yield from self.text(reading, "reading")


def texts(issue: Issue) -> Iterator[Text]:
    """Every text of an issue that a reader sees or hears, in the order in which it is printed.

    Addresses of links are given with their texts. Left out are the repairs, which are no part of the paper.
    """
    place = _Place(None, "", issue.lang)
    yield from _of_masthead(issue.masthead, place.at(issue.masthead.origin))
    for section in issue.sections:
        yield from _of_section(section, place.at(section.origin))


def _of_masthead(masthead: Masthead, place: _Place) -> Iterator[Text]:
    for line in masthead.printed:
        yield from place.text(line, "masthead")
    facts = (getattr(masthead, name) for name in masthead.__struct_fields__)
    yield from _unless_said(
        [fact for fact in facts if isinstance(fact, str)], masthead.printed, place, "masthead"
    )


def _unless_said(
    facts: Iterable[str], lines: Iterable[str | None], place: _Place, part: Part
) -> Iterator[Text]:
    """The facts that do not stand in the printed lines, out of which most have been read."""
    said = "\n".join(line for line in lines if line)
    for fact in facts:
        if fact not in said:
            yield from place.text(fact, part)


def _of_section(section: Section, place: _Place) -> Iterator[Text]:
    for line in (section.page, section.title, *section.folio, *section.staff):
        yield from place.text(line, "section")
    for article in section.articles:
        named = _Place(article.origin or place.origin, plain(article.headline), article.lang or place.lang)
        yield from _of_article(article, named)


def _of_article(article: Article, place: _Place) -> Iterator[Text]:
    for title in (article.column, article.kicker, article.headline, article.deck):
        yield from place.rich(title, "title")
    signed = (article.byline_text, article.dateline)
    for line in signed:
        yield from place.text(line, "byline")
    yield from _unless_said((person.name for person in article.byline), signed, place, "byline")
    yield from _of_blocks(article.body, place)
    for line in (article.continued_from, article.continued_to):
        yield from place.text(line, "body")


def _of_blocks(body: Iterable[Block], place: _Place) -> Iterator[Text]:
    for block in body:
        here = place.at(block.origin)
        for content in block_texts(block):
            yield from here.rich(content, "body")
        if isinstance(block, Figure):
            yield from here.text(block.alt, "description")
            yield from here.text(block.src, "file")
        if isinstance(block, Aside):
            yield from _of_blocks(block.body, here)


def _readings(content: Iterable[Inline]) -> Iterator[str]:
    for item in content:
        if isinstance(item, Ruby):
            yield item.reading
        elif isinstance(item, (Emphasis, Strong, Link)):
            yield from _readings(item.content)


def _links(content: Iterable[Inline]) -> Iterator[Link]:
    for item in content:
        if isinstance(item, Link):
            yield item
        if isinstance(item, (Emphasis, Strong, Link)):
            yield from _links(item.content)
