"""Blocks made other blocks: taken apart into their texts, and put together anew. No text is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ebook.languages import Language
from ebook.model import (
    Aside,
    Block,
    Figure,
    Heading,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    RichText,
    Table,
    Verse,
    inlines,
    plain,
    rich,
)
from ebook.reading.rich_texts import cut

__all__ = [
    "cut_block",
    "cut_text",
    "joined",
    "lines_of",
    "made_of",
    "merged_origin",
    "replaced",
    "with_texts",
]

_SINGLE: dict[str, type[Paragraph | Heading | Quote | Note]] = {
    "paragraph": Paragraph,
    "heading": Heading,
    "quote": Quote,
    "note": Note,
}
_CELLS = re.compile(r"\t+|\s*[|｜]\s*| {2,}|\u3000+")
_NUMBERED = re.compile(r"[（(]?(?:[0-9０-９]{1,3}|[①-⑳]|[㈠-㈩])[)）.、．]?")


def merged_origin(origins: Iterable[Origin | None]) -> Origin | None:
    """Where several things together came from."""
    known = [origin for origin in origins if origin is not None]
    if not known:
        return None
    return Origin(
        file=known[0].file,
        lines=tuple(sorted({line for origin in known for line in origin.lines})),
        places=tuple(dict.fromkeys(place for origin in known for place in origin.places)),
    )


def lines_of(block: Block) -> tuple[list[RichText], list[Block]]:
    """The texts of a block, a row of a table as one; and what is left of it, such as a picture."""
    match block:
        case Verse():
            return [line for line in block.text if line], []
        case List():
            return list(block.items), []
        case Table():
            rows = [_row(row) for row in (block.header, *block.rows) if row]
            return [text for text in (block.caption, *rows, block.note) if text is not None], []
        case Figure():
            left: list[Block] = (
                [Figure(src=block.src, alt=block.alt, origin=block.origin)] if block.src else []
            )
            return [text for text in (block.caption, block.credit) if text is not None], left
        case Aside():
            return [] if block.title is None else [block.title], list(block.body)
        case _:
            return [block.text], []


def _row(cells: Sequence[RichText]) -> RichText:
    parts = [part for cell in cells for part in ("\t", *inlines(cell))]
    return rich(*parts[1:])


def made_of(blocks: Sequence[Block], what: str) -> list[Block]:
    """Blocks that follow one another, made something else.

    Args:
        blocks: the blocks.
        what: `paragraph`, `heading`, `quote`, `note`, `verse`, `list`, `table` or `box`.
    """
    origin = merged_origin(block.origin for block in blocks)
    if what == "box":
        return [_box(blocks, origin)]
    if what in _SINGLE:
        return [part for block in blocks for part in _singles(block, what)]
    found, left = [], []
    for block in blocks:
        lines, rest = lines_of(block)
        found += lines
        left += rest
    return [_several(found, what, origin), *left] if found else left


def _box(blocks: Sequence[Block], origin: Origin | None) -> Aside:
    """A box; a heading at its beginning is its title."""
    first = blocks[0]
    if isinstance(first, Heading):
        return Aside(title=first.text, body=tuple(blocks[1:]), origin=origin)
    return Aside(body=tuple(blocks), origin=origin)


def _singles(block: Block, what: str) -> Iterator[Block]:
    lines, left = lines_of(block)
    kind = Heading if isinstance(block, Aside) and what == "paragraph" else _SINGLE[what]
    for line in lines:
        yield kind(text=line, origin=block.origin)
    yield from left


def _several(lines: Sequence[RichText], what: str, origin: Origin | None) -> Block:
    if what == "verse":
        return Verse(text=tuple(lines), origin=origin)
    if what == "list":
        numbered = all(_NUMBERED.match(plain(line)) for line in lines)
        return List(items=tuple(lines), ordered=numbered, origin=origin)
    rows = [tuple(cell for cell in _CELLS.split(plain(line).strip(" |｜")) if cell) for line in lines]
    return Table(header=rows[0], rows=tuple(rows[1:]), origin=origin)


def with_texts(block: Block, values: Sequence[RichText]) -> Block:
    """A block with other texts, in the order of `tree.block_texts`."""
    left = list(values)
    match block:
        case Verse():
            return msgspec.structs.replace(block, text=tuple(left))
        case List():
            return msgspec.structs.replace(block, items=tuple(left))
        case Table():
            caption = left.pop(0) if block.caption is not None else None
            note = left.pop() if block.note is not None else None
            rows = []
            for row in (block.header, *block.rows):
                rows.append(tuple(left[: len(row)]))
                left = left[len(row) :]
            return msgspec.structs.replace(
                block, caption=caption, header=rows[0], rows=tuple(rows[1:]), note=note
            )
        case Figure():
            caption = left.pop(0) if block.caption is not None else None
            return msgspec.structs.replace(block, caption=caption, credit=left.pop() if left else None)
        case Aside():
            return msgspec.structs.replace(block, title=left[0])
        case _:
            return msgspec.structs.replace(block, text=left[0])


def _joined_text(first: RichText, second: RichText, language: Language) -> RichText:
    """Two texts as one, with a space where words are spaced."""
    before, after = plain(first)[-1:], plain(second)[:1]
    spaced = (before.isascii() and after.isascii()) or language.newspaper.spaced
    space = " " if spaced and before.strip() and after.strip() else ""
    return rich(*inlines(first), space, *inlines(second))


def joined(first: Block, second: Block, language: Language) -> Block | None:
    """Two blocks as one, None where that makes no sense."""
    origin = merged_origin((first.origin, second.origin))
    match first, second:
        case List(), List():
            return msgspec.structs.replace(first, items=first.items + second.items, origin=origin)
        case Verse(), Verse():
            return msgspec.structs.replace(first, text=first.text + second.text, origin=origin)
        case Aside(), _ if not isinstance(second, Aside):
            return msgspec.structs.replace(first, body=(*first.body, second), origin=origin)
        case ((Paragraph() | Heading() | Quote() | Note()), (Paragraph() | Heading() | Quote() | Note())):
            text = _joined_text(first.text, second.text, language)
            return msgspec.structs.replace(first, text=text, origin=origin)
        case _:
            return None


def cut_block(block: Block, before: str, nth: int) -> tuple[Block, Block] | None:
    """A block as two, the second beginning with the so-many-th `before`; None where that is nowhere inside it."""
    match block:
        case Paragraph() | Heading() | Quote() | Note():
            parts = cut_text(block.text, before, nth)
            if parts is None:
                return None
            return msgspec.structs.replace(block, text=parts[0]), msgspec.structs.replace(
                block, text=parts[1]
            )
        case List():
            at = _cut_lines(block.items, before, nth)
            return at and (
                msgspec.structs.replace(block, items=at[0]), msgspec.structs.replace(block, items=at[1])
            )  # fmt: skip
        case Verse():
            at = _cut_lines(block.text, before, nth)
            return at and (
                msgspec.structs.replace(block, text=at[0]), msgspec.structs.replace(block, text=at[1])
            )  # fmt: skip
        case _:
            return None


def cut_text(text: RichText, before: str, nth: int) -> tuple[RichText, RichText] | None:
    """A text as two, the second beginning with the so-many-th `before`; None where that is nowhere inside it."""
    whole = plain(text)
    at = _place_of(whole, before, nth)
    if at is None or not whole[:at].strip():
        return None
    end = len(whole[:at].rstrip())
    return cut(text, 0, end), cut(text, at, len(whole))


def _cut_lines(
    lines: tuple[RichText, ...], before: str, nth: int
) -> tuple[tuple[RichText, ...], tuple[RichText, ...]] | None:
    seen = 0
    for number, line in enumerate(lines):
        here = _count(plain(line), before)
        if seen + here < nth:
            seen += here
            continue
        parts = cut_text(line, before, nth - seen)
        if parts is not None:
            return (*lines[:number], parts[0]), (parts[1], *lines[number + 1 :])
        return (lines[:number], lines[number:]) if number else None
    return None


def _place_of(text: str, part: str, nth: int) -> int | None:
    """Where the so-many-th occurrence of a part of a text begins."""
    at = -1
    for _ in range(nth):
        at = text.find(part, at + 1)
        if at < 0:
            return None
    return at


def replaced(texts: Sequence[RichText], old: str, new: str, nth: int) -> list[RichText] | None:
    """The texts with one occurrence of some characters replaced, counted over all of them; None without it."""
    found = list(texts)
    for number, text in enumerate(found):
        whole = plain(text)
        at = _place_of(whole, old, nth)
        if at is not None:
            end = at + len(old)
            found[number] = rich(*inlines(cut(text, 0, at)), new, *inlines(cut(text, end, len(whole))))
            return found
        nth -= _count(whole, old)
    return None


def _count(text: str, part: str) -> int:
    """How often a part occurs, overlaps included, as `place_of` counts."""
    return sum(text.startswith(part, at) for at in range(len(text)))
