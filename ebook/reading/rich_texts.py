"""Pieces of texts with their markup: what is read in plain characters is cut out of the text that they came from."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ebook.model import Inline, RichText, inlines, plain, rich

__all__ = ["cut", "with_markup"]


def with_markup(text: RichText | None, sources: Iterable[RichText]) -> RichText | None:
    """A text with the markup that it has in one of the texts that it comes from."""
    shown = plain(text)
    for source in sources:
        if shown and (start := plain(source).find(shown)) >= 0:
            return cut(source, start, start + len(shown))
    return text


def cut(text: RichText, start: int, end: int) -> RichText:
    """A piece of a text, from one place of `plain(text)` to another, with its markup."""
    out: list[Inline] = []
    at = 0
    for item in inlines(text):
        size = len(plain(rich(item)))
        if at < end and start < at + size:
            out.extend(_cut_inline(item, max(0, start - at), min(size, end - at)))
        at += size
    return rich(*out)


def _cut_inline(item: Inline, start: int, end: int) -> tuple[Inline, ...]:
    if isinstance(item, str):
        return (item[start:end],)
    if hasattr(item, "content"):
        inside = inlines(cut(rich(*item.content), start, end))
        return (msgspec.structs.replace(item, content=inside),)
    return (item,)
