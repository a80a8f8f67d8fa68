"""Texts that stand for themselves: notices, which no title divides, and the daily columns of front pages."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.languages.newspaper import Conventions
from ebook.readers.text.items import Item, Kind

__all__ = ["is_column_text", "is_notice"]

_DIVIDERS = "▼▲◆■▽"


def is_notice(header: Sequence[Item], conventions: Conventions) -> bool:
    """Whether a header is that of a notice, which has no parts with titles of their own."""
    return any(conventions.whole("notice_titles", item.text) for item in header)


def is_column_text(item: Item) -> bool:
    """Whether a paragraph is divided by signs within, as the daily columns of front pages are."""
    return item.kind is Kind.PARAGRAPH and any(sign in item.text[1:-1] for sign in _DIVIDERS)
