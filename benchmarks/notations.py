"""The whole text of an issue in the notations that its peers read: Markdown for pandoc, and typst's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Note,
    Paragraph,
    Quote,
    Table,
    Verse,
    plain,
)

__all__ = ["PANDOC_EPUB", "markdown", "typst"]

PANDOC_EPUB = ("--split-level=2", "--toc")
"""What pandoc is told so that it makes the same of it: a document an article, and a screen of contents."""


class _Notation(NamedTuple):
    """What headings of three ranks and items of lists begin with, and how a table is written."""

    page: str
    headline: str
    heading: str
    item: str
    table: Callable[[Table], str]


def markdown(issue: Issue) -> str:
    """For pandoc: pages are headings of the first rank, articles of the second."""
    head = f"---\ntitle: {issue.masthead.name}\nlang: {issue.lang}\n---"
    return _written([head], issue, _Notation("# ", "## ", "### ", "- ", _markdown_table))


def typst(issue: Issue) -> str:
    """For typst, with the few settings that make a newspaper's page of it."""
    head = (
        f'#set document(title: "{issue.masthead.name}")',
        '#set text(lang: "zh", size: 9.5pt, font: "Ebook Serif")',
        '#set page(columns: 2, numbering: "1")\n#set par(justify: true, first-line-indent: 2em)\n#outline()',
    )
    return _written(head, issue, _Notation("= ", "== ", "=== ", "- ", _typst_table))


def _written(head: Iterable[str], issue: Issue, notation: _Notation) -> str:
    parts = [*head]
    for section in issue.sections:
        parts.append(f"{notation.page}{section.page} {section.title}")
        for article in section.articles:
            parts += _article(article, notation)
    return "\n\n".join(part for part in parts if part) + "\n"


def _article(article: Article, notation: _Notation) -> Iterable[str]:
    yield notation.headline + plain(article.headline)
    yield from map(plain, (article.kicker, article.deck, article.byline_text, article.dateline))
    for block in article.body:
        yield from _block(block, notation)


def _block(block: Block, notation: _Notation) -> Iterable[str]:
    match block:
        case Heading():
            yield notation.heading + plain(block.text)
        case Paragraph() | Note() | Quote():
            yield plain(block.text)
        case List():
            yield "\n".join(notation.item + plain(item) for item in block.items)
        case Verse():
            yield "\n\n".join(map(plain, block.text))
        case Table():
            yield plain(block.caption)
            yield notation.table(block)
        case Aside():
            yield notation.heading + plain(block.title)
            for inner in block.body:
                yield from _block(inner, notation)
        case Figure():
            yield plain(block.caption)


def _markdown_table(table: Table) -> str:
    rows = [table.header, ("---",) * len(table.header), *table.rows]
    return "\n".join("| " + " | ".join(map(plain, row)) + " |" for row in rows)


def _typst_table(table: Table) -> str:
    cells = ", ".join(f"[{plain(cell)}]" for row in (table.header, *table.rows) for cell in row)
    return f"#table(columns: {len(table.header)}, {cells})"
