"""An issue that somebody else's program wrote, brought into the one form that the model describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from ebook.model import (
    Article,
    Aside,
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Issue,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    RichText,
    Section,
    Strong,
    Table,
    Titles,
    Upright,
    Verse,
    inlines,
    plain,
    rich,
    titles,
)
from ebook.notation.characters import is_upright
from ebook.numerals import is_numbered

__all__ = ["canonical", "canonical_list"]


def canonical(issue: Issue) -> Issue:
    """The same issue with every text as `rich()` builds it.

    Line feeds within a text become `LineBreak`s, a title of one line is that line, a field that
    holds an empty text is None, an upright run that does not fit into one cell is plain text. No
    character is changed, added or lost.
    """
    return replace(issue, sections=tuple(_section(section) for section in issue.sections))


def _section(section: Section) -> Section:
    return replace(section, articles=tuple(_article(article) for article in section.articles))


def _article(article: Article) -> Article:
    return replace(
        article,
        column=_optional(article.column),
        kicker=_titles(article.kicker),
        headline=_titles(article.headline),
        deck=_titles(article.deck),
        body=_body(article.body),
    )


def _body(body: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_block(block) for block in body)


def _block(block: Block) -> Block:
    match block:
        case Paragraph() | Heading() | Quote() | Note():
            text = _text(block.text)
            return block if text is block.text else replace(block, text=text)
        case Verse():
            return replace(block, text=_texts(block.text))
        case List():
            return canonical_list(replace(block, items=_texts(block.items)))
        case Table():
            rows = tuple(_texts(row) for row in block.rows)
            caption, note = _optional(block.caption), _optional(block.note)
            return replace(block, caption=caption, header=_texts(block.header), rows=rows, note=note)
        case Figure():
            return replace(block, caption=_optional(block.caption), credit=_optional(block.credit))
        case Aside():
            return replace(block, title=_optional(block.title), body=_body(block.body))
        case _:
            assert_never(block)


def canonical_list(block: List) -> List:
    """A list of which every item begins with a printed number is a numbered one."""
    is_printed = bool(block.items) and all(is_numbered(plain(item)) for item in block.items)
    return replace(block, ordered=True) if is_printed else block


def _texts(texts: tuple[RichText, ...]) -> tuple[RichText, ...]:
    return tuple(_text(text) for text in texts)


def _titles(value: Titles) -> Titles:
    lines = tuple(line for line in _texts(titles(value)) if line)
    if len(lines) > 1:
        return lines
    return lines[0] if lines else None


def _optional(text: RichText | None) -> RichText | None:
    return _text(text) or None if text is not None else None


def _text(text: RichText) -> RichText:
    if isinstance(text, str) and "\n" not in text:
        return text  # nearly all are
    return rich(*_broken(inlines(text)))


def _broken(content: tuple[Inline, ...]) -> Iterator[Inline]:
    """The content with its line feeds as breaks, at every depth."""
    for item in content:
        if isinstance(item, str):
            first, *rest = item.split("\n")
            yield first
            for line in rest:
                yield LineBreak()
                yield line
        elif isinstance(item, (Emphasis, Strong, Link)):
            yield replace(item, content=tuple(_broken(item.content)))
        elif isinstance(item, Upright) and not is_upright(item.text):
            yield item.text
        else:
            yield item
