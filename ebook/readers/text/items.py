"""What the stages after the lines work on: pieces of a page, each with what it was read as."""

from __future__ import annotations

import enum

import msgspec

from ebook.model import Origin

__all__ = ["TITLES", "Item", "Kind", "merged_origin"]


class Kind(enum.Enum):
    """What a piece of a page is, before anything is known of the article it belongs to."""

    TITLE = "title"
    COLUMN = "column label"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    LIST = "list item"
    VERSE = "line of verse"
    ASIDE = "sidebar title"
    FIGURE = "caption or credit"
    TABLE = "table"
    STUB = "table stub"
    TABLE_NOTE = "table note"
    JUMP_TO = "jump line"
    JUMP_FROM = "line that says where the article began"

    __hash__ = object.__hash__  # kinds are keys everywhere, and Enum's own hash is computed in Python


TITLES = frozenset({Kind.TITLE, Kind.COLUMN})


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One piece of a page.

    Attributes:
        kind: what it was read as.
        text: its characters, without what stands in the other fields.
        file, numbers: where it stands.
        dateline: the dateline at its start.
        jump: the jump line at its end.
        credit: a picture's credit, where the text is the caption.
        rows: the cells of a table.
        printed: how it stood in the source, where the fields do not say it all.
        sure: by how much the reading beats the next best one, from 0 to 1.
    """

    kind: Kind
    text: str
    file: str
    numbers: tuple[int, ...]
    dateline: str | None = None
    jump: str | None = None
    credit: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    printed: str | None = None
    sure: float = 1.0

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return Origin(file=self.file, lines=self.numbers)

    @property
    def whole(self) -> str:
        """All its characters, in the order of the source."""
        if self.printed is not None:
            return self.printed
        parts = (self.dateline, self.text, self.credit, self.jump)
        return " ".join(part for part in parts if part)

    def with_kind(self, kind: Kind) -> Item:
        """The item, read as something else."""
        return msgspec.structs.replace(self, kind=kind)


def merged_origin(items: list[Item] | tuple[Item, ...]) -> Origin | None:
    """The origin of several items together."""
    if not items:
        return None
    numbers = sorted({number for item in items for number in item.numbers})
    return Origin(file=items[0].file, lines=tuple(numbers))
