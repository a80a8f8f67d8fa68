"""Stage: the count at the end. Every character of a page is in its section or in a repair.

The stages before this one are built so that they lose nothing. This one does not trust them: it
counts, and what is missing becomes a repair with the whole line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    List,
    Masthead,
    Repair,
    Section,
    Table,
    Titles,
    Verse,
    plain,
)
from ebook.reading.chars import visible
from ebook.reading.pieces import Line

__all__ = ["missing_lines", "texts_of"]


def missing_lines(
    lines: Sequence[Line], masthead: Masthead, sections: Sequence[Section], repairs: Sequence[Repair]
) -> list[Repair]:
    """A repair for each line of which some characters are in none of masthead, sections and repairs."""
    texts = [*masthead.printed, *_held(sections, repairs)]
    held = Counter(char for text in texts for char in visible(text))
    lacking = Counter(char for line in lines for char in visible(line.whole)) - held
    if not lacking:
        return []
    whole = "\n".join(visible(text) for text in texts)
    found: list[Repair] = []
    for candidates in ((line for line in lines if visible(line.whole) not in whole), iter(lines)):
        for line in candidates:
            here = Counter(visible(line.whole)) & lacking
            if here:
                lacking -= Counter(visible(line.whole))
                found.append(_repair(line))
    return found


def _repair(line: Line) -> Repair:
    return Repair(
        kind="dropped-line",
        text=line.whole,
        code="unplaced-line",
        origin=line.origin,
    )


def _held(sections: Sequence[Section], repairs: Sequence[Repair]) -> Iterator[str]:
    for section in sections:
        yield from section.folio
        yield from section.staff
        for article in section.articles:
            yield from texts_of(article)
    for repair in repairs:
        yield repair.text


def texts_of(article: Article) -> Iterator[str]:
    """Every printed piece of an article, but not the names that were read out of it."""
    for value in (article.column, article.kicker, article.headline, article.deck):
        yield plain(value)
    for text in (article.byline_text, article.dateline, article.continued_from, article.continued_to):
        yield text or ""
    yield from _in_blocks(article.body)


def _in_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        values: Iterable[Titles]
        match block:
            case Table():
                values = (
                    block.caption,
                    *block.header,
                    *(cell for row in block.rows for cell in row),
                    block.note,
                )
            case Figure():
                values = (block.caption, block.credit)
            case List():
                values = block.items
            case Verse():
                values = block.text
            case Aside():
                values = (block.title,)
                yield from _in_blocks(block.body)
            case _:
                values = (block.text,)
        for value in values:
            yield plain(value)
