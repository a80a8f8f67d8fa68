"""Stage: a caption and the credit on the line after it become one picture."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import inner_sentences, squeeze
from ebook.readers.text.items import Item, Kind

__all__ = ["is_caption", "with_captions"]

_CAPTION = 100


def with_captions(items: Sequence[Item], conventions: Conventions) -> list[Item]:
    """The items, each credit that stands alone joined with the caption before it."""
    found: list[Item] = []
    for item in items:
        is_bare = item.kind is Kind.FIGURE and not item.text
        if is_bare and found and is_caption(found[-1], conventions):
            caption = found.pop()
            numbers = (*caption.numbers, *item.numbers)
            found.append(msgspec.structs.replace(item, text=caption.text, numbers=numbers))
        else:
            found.append(item)
    return found


def is_caption(item: Item, conventions: Conventions) -> bool:
    """Whether a piece can be the caption of the credit after it."""
    size = len(squeeze(item.text))
    if item.kind is Kind.FIGURE:
        return bool(item.text) and not item.credit
    if item.kind is Kind.PARAGRAPH:
        return size <= _CAPTION and inner_sentences(item.text) <= 1 and not item.dateline and not item.jump
    usual, _ = conventions.headline_length
    return item.kind is Kind.TITLE and size > usual * 1.4
