"""Stage: the parts of a line that have fields of their own: dateline, jump line, a picture's credit."""

from __future__ import annotations

import re

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.readers.text.credits import caption_and_credit
from ebook.readers.text.items import Item, Kind

__all__ = ["detailed"]

_HEAD, _TAIL = 160, 90
_PEOPLE = re.compile(r"\s?[（(][^（）()]{2,60}[)）]")


def detailed(item: Item, conventions: Conventions, *, has_place_datelines: bool) -> Item:
    """The item with its dateline, jump line and credit in their fields."""
    if item.kind is Kind.FIGURE:
        return _figure(item, conventions)
    if item.kind not in {Kind.PARAGRAPH, Kind.NOTE}:
        return item
    item = _with_jump(item, conventions)
    return _with_dateline(item, conventions, has_place_datelines=has_place_datelines)


def _with_dateline(item: Item, conventions: Conventions, *, has_place_datelines: bool) -> Item:
    head = item.text[:_HEAD]
    match = conventions.at_start("datelines", head)
    if match is None and has_place_datelines:
        match = conventions.at_start("place_datelines", head)
    if match is None or not match.end():
        return item
    end = match.end()
    if (people := _PEOPLE.match(item.text, end)) and any(role in people[0] for role in conventions.roles):
        end = people.end()
    return msgspec.structs.replace(item, dateline=item.text[:end].rstrip(), text=item.text[end:].lstrip())


def _with_jump(item: Item, conventions: Conventions) -> Item:
    tail = item.text[-_TAIL:]
    match = conventions.within("jump_to", tail)
    if match is None or match.end() != len(tail) or match.start() + len(item.text) - len(tail) == 0:
        return item
    return msgspec.structs.replace(
        item, text=item.text[: len(item.text) - len(match[0])].rstrip(), jump=match[0]
    )


def _figure(item: Item, conventions: Conventions) -> Item:
    caption, credit = caption_and_credit(item.text, conventions)
    return msgspec.structs.replace(item, text=caption, credit=credit or None)
