"""Stage: the items of an article's text become blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ebook.languages.newspaper import Conventions
from ebook.model import Aside, Block, Figure, Heading, List, Note, Paragraph, Quote, Table, Verse
from ebook.readers.text.chars import ends_sentence, inner_sentences, squeeze
from ebook.readers.text.clues import marker_of
from ebook.readers.text.items import TITLES, Item, Kind, merged_origin

__all__ = ["blocks_of"]

_TABLES = frozenset({Kind.TABLE, Kind.STUB})
_SHORT_ITEM = 48
_QUOTE = 40
_TABLE_NOTE = 120
_LIST_RUN = 3
_SPEAKER = re.compile(r"\S{1,8}\s?[：:]|[-―—–]")
_OPENING, _CLOSING = '“「『‘"', '”」』’"'


def blocks_of(items: Sequence[Item], lead: Item | None, conventions: Conventions) -> tuple[Block, ...]:
    """The blocks of an article's text, in order.

    Args:
        items: its items.
        lead: the item whose dateline stands in the article's own field.
        conventions: those of its language.
    """
    blocks: list[Block] = []
    items = _with_lists(items)
    at = 0
    while at < len(items):
        if items[at].kind is Kind.ASIDE or _opens_list_box(items, at):
            end = next((i for i in range(at + 1, len(items)) if items[i].kind is Kind.ASIDE), len(items))
            blocks.append(_aside(items[at], items[at + 1 : end], lead, conventions))
            at = end
            continue
        made, used = _next(items, at, lead, conventions)
        if made is not None:
            blocks.append(made)
        at += used
    return tuple(blocks)


def _next(
    items: Sequence[Item], at: int, lead: Item | None, conventions: Conventions
) -> tuple[Block | None, int]:
    """The block that begins at an item, and how many items it takes."""
    item = items[at]
    following = items[at + 1] if at + 1 < len(items) else None
    if item.kind in _TABLES:
        return _table(None, items, at, conventions)
    if item.kind in TITLES and following is not None and following.kind in _TABLES:
        table, used = _table(item, items, at + 1, conventions)
        return table, used + 1
    if item.kind in {Kind.LIST, Kind.VERSE}:
        run = _run_of(items, at, item.kind)
        return (_list(run) if item.kind is Kind.LIST else _verse(run)), len(run)
    if item.kind is Kind.PARAGRAPH and _is_quote(items, at):
        return Quote(text=item.text, origin=item.origin), 1
    return _single(item, is_lead=item is lead), 1


def _single(item: Item, *, is_lead: bool) -> Block | None:
    if item.kind in {Kind.JUMP_TO, Kind.JUMP_FROM}:
        return None
    if item.kind is Kind.FIGURE:
        return Figure(caption=item.text or None, credit=item.credit, origin=item.origin)
    if item.kind is Kind.NOTE:
        return Note(text=_text(item, is_lead=is_lead), origin=item.origin)
    if item.kind in TITLES or item.kind is Kind.ASIDE:
        return Heading(text=item.text, origin=item.origin)
    text = _text(item, is_lead=is_lead)
    return Paragraph(text=text, origin=item.origin) if text else None


def _text(item: Item, *, is_lead: bool) -> str:
    return item.text if is_lead or not item.dateline else f"{item.dateline} {item.text}".rstrip()


def _run_of(items: Sequence[Item], start: int, kind: Kind) -> list[Item]:
    end = start
    while end < len(items) and items[end].kind is kind:
        end += 1
    return list(items[start:end])


def _list(run: Sequence[Item]) -> List:
    is_ordered = all(marker_of(item.text) in {"number", "circle"} for item in run)
    return List(items=tuple(item.text for item in run), ordered=is_ordered, origin=merged_origin(tuple(run)))


def _verse(run: Sequence[Item]) -> Verse:
    return Verse(text=tuple(item.text for item in run), origin=merged_origin(tuple(run)))


def _table(
    caption: Item | None, items: Sequence[Item], at: int, conventions: Conventions
) -> tuple[Table, int]:
    item = items[at]
    following = items[at + 1] if at + 1 < len(items) else None
    note = following if following is not None and _is_table_note(following, conventions) else None
    parts = tuple(part for part in (caption, item, note) if part is not None)
    header, rows = (item.rows[0], item.rows[1:]) if item.rows else ((), ())
    table = Table(
        caption=caption.text if caption else None,
        header=header,
        rows=rows,
        note=item.text or (note.text if note else None),
        origin=merged_origin(parts),
    )
    return table, 1 + (note is not None and not item.text)


def _is_table_note(item: Item, conventions: Conventions) -> bool:
    return (
        item.kind not in _TABLES
        and len(item.text) < _TABLE_NOTE
        and bool(conventions.at_start("table_notes", item.text[:20]))
    )


def _opens_list_box(items: Sequence[Item], at: int) -> bool:
    """Whether a short title stands over short lines of one sentence each: a box nobody named as one."""
    if items[at].kind is not Kind.TITLE or not any(item.kind is Kind.PARAGRAPH for item in items[:at]):
        return False
    inside = items[at + 1 :]
    if not inside or inside[0].kind is Kind.LIST:
        return bool(inside)
    return len(inside) >= 2 and all(_is_short(item) for item in inside)  # noqa: PLR2004


def _is_short(item: Item) -> bool:
    return (
        item.kind is Kind.PARAGRAPH
        and not item.dateline
        and len(squeeze(item.text)) <= _SHORT_ITEM
        and inner_sentences(item.text) == 0
    )


def _with_lists(items: Sequence[Item]) -> list[Item]:
    """The items, with runs of short lines of one sentence read as lists where each gives a figure or date."""
    found = list(items)
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _is_short(found[end]) and _has_figure(found[end]):
            end += 1
        if end - at >= _LIST_RUN:
            found[at:end] = [item.with_kind(Kind.LIST) for item in found[at:end]]
        at = max(end, at + 1)
    return found


def _has_figure(item: Item) -> bool:
    return any(char.isdigit() for char in item.text) and item.text[0] not in "“「『‘"


def _aside(title: Item, inside: Sequence[Item], lead: Item | None, conventions: Conventions) -> Aside:
    listed: list[Item] = []
    at = 0
    while at < len(inside):
        end = at
        while end < len(inside) and _is_short(inside[end]):
            end += 1
        is_list = end - at >= 2  # noqa: PLR2004  # one line is no list
        listed += [item.with_kind(Kind.LIST) if is_list else item for item in inside[at:end]]
        listed += inside[end : end + 1]
        at = end + 1
    return Aside(
        title=title.text, body=blocks_of(listed, lead, conventions), origin=merged_origin((title, *inside))
    )


def _is_spoken(text: str) -> bool:
    """Whether a line is part of a talk: it names its speaker, or says after the words that somebody said them."""
    return _SPEAKER.match(text) is not None or (
        text[0] in _OPENING and text.rstrip("。.！？!?")[-1:] not in _CLOSING
    )


def _is_quote(items: Sequence[Item], at: int) -> bool:
    """Whether a short paragraph among long ones is a sentence pulled out of the text."""
    item = items[at]
    size = len(squeeze(item.text))
    if (
        size > _QUOTE
        or item.dateline
        or item.jump
        or not 0 < at < len(items) - 1
        or not ends_sentence(item.text)
        or _is_spoken(item.text)
    ):
        return False
    before, after = items[at - 1], items[at + 1]
    if before.kind not in {Kind.PARAGRAPH, Kind.FIGURE} or after.kind not in {
        Kind.PARAGRAPH,
        Kind.FIGURE,
        *TITLES,
    }:
        return False
    others = sorted(
        len(squeeze(other.text)) for other in items if other.kind is Kind.PARAGRAPH and other is not item
    )
    return len(others) > 1 and others[0] > size * 1.5 and others[len(others) // 2] > size * 2.2
