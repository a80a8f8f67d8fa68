"""Blocks of the model as lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import assert_never

from ebook.languages import Language
from ebook.model import (
    Aside,
    Block,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    RichText,
    Table,
    Verse,
    plain,
)
from ebook.notation.words import BOX, FIGURE, TABLE, Vocabulary
from ebook.numerals import is_numbered
from ebook.writers.markdown.texts import address, block_text, line_text, starting

__all__ = ["Lines", "block_lines", "field", "spaced"]

Lines = list[str]


def field(words: Vocabulary, key: str, value: str, language: Language) -> str:
    """A labelled line: `引题：盐场丰收`, in the words and with the colon of the language."""
    word = words.word(key, language)
    return f"{word}{': ' if word.isascii() else language.labels.colon}{value}".rstrip(" ")


def spaced(parts: Iterable[Lines]) -> Lines:
    """Parts with a blank line between them."""
    out: Lines = []
    for part in parts:
        out += ["", *part] if out else part
    return out


def block_lines(body: Sequence[Block], language: Language) -> list[Lines]:
    """The lines of each block. Neighbouring lists get different marks, or they would be one list."""
    out: list[Lines] = []
    swapped = False
    for index, block in enumerate(body):
        before = body[index - 1] if index else None
        is_neighbour = (
            isinstance(block, List) and isinstance(before, List) and _is_counted(block) == _is_counted(before)
        )
        swapped = is_neighbour and not swapped
        out.append(_block(block, language, swapped=swapped))
    return out


def _block(block: Block, language: Language, *, swapped: bool) -> Lines:
    match block:
        case Paragraph():
            return block_text(block.text)
        case Heading():
            return [f"### {line_text(block.text)}"]
        case Quote():
            return [f"> {line}" for line in block_text(block.text)]
        case Note():
            return _box(BOX.word("note", language), block_text(block.text), depth=0)
        case Verse():
            return [_verse_line(line) for line in block.text]
        case List():
            return _list(block, swapped=swapped)
        case Table():
            return _table(block, language)
        case Figure():
            return _figure(block, language)
        case Aside():
            title = f" {line_text(block.title)}" if block.title else ""
            content = spaced(block_lines(block.body, language))
            return _box(f"{BOX.word('aside', language)}{title}", content, depth=_depth(block.body))
        case _:
            assert_never(block)


def _box(name: str, content: Lines, *, depth: int) -> Lines:
    fence = ":" * (3 + depth)
    return [f"{fence} {name}", *content, fence]


def _depth(body: Sequence[Block]) -> int:
    """How many boxes stand in one another here; the outer fences must be longer than the inner."""
    return max(
        (
            1 + (_depth(block.body) if isinstance(block, Aside) else 0)
            for block in body
            if isinstance(block, (Aside, Note))
        ),
        default=0,
    )


def _verse_line(line: RichText) -> str:
    """A line of verse; one that ends in a bar would look like a row of a table."""
    text = starting(line_text(line))
    return f"| {text[:-1]}&#x7C;" if text.endswith("|") else f"| {text}".rstrip(" ")


def _is_counted(block: List) -> bool:
    """Whether a list is numbered from 1, and not by numbers that its items hold."""
    return block.ordered and not all(is_numbered(plain(item)) for item in block.items)


def _list(block: List, *, swapped: bool) -> Lines:
    sign = ")" if swapped else "."
    is_counted = _is_counted(block)
    marks = [
        f"{number}{sign}" if is_counted else "*" if swapped else "-"
        for number in range(1, len(block.items) + 1)
    ]
    texts = (starting(line_text(item)) for item in block.items)
    return [f"{mark} {text}".rstrip(" ") for mark, text in zip(marks, texts, strict=True)]


def _table(block: Table, language: Language) -> Lines:
    width = len(block.header) or max(map(len, block.rows), default=1) or 1
    header = block.header or ("",) * width
    return [
        *([field(TABLE, "caption", line_text(block.caption), language)] if block.caption else []),
        _row(header),
        "|" + " --- |" * width,
        *map(_row, block.rows),
        *([field(TABLE, "note", line_text(block.note), language)] if block.note else []),
    ]


def _row(cells: tuple[RichText, ...]) -> str:
    return "".join(chain(["|"], (f" {_cell(cell)} |" for cell in cells or ("",))))


def _cell(cell: RichText) -> str:
    return line_text(cell, bar="\\|")


def _figure(block: Figure, language: Language) -> Lines:
    lines = [f"![{line_text(block.alt or '', bracketed=True)}]({address(block.src or '')})"]
    if block.alt == "":
        lines.append(field(FIGURE, "alt", "", language))
    if block.caption:
        lines.append(field(FIGURE, "caption", line_text(block.caption), language))
    if block.credit:
        lines.append(field(FIGURE, "credit", line_text(block.credit), language))
    return lines
