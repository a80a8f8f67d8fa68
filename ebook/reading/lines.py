"""The lines of a source, with what a page-reading program marked."""

from __future__ import annotations

import msgspec

__all__ = ["SourceLine"]


class SourceLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of a source that holds anything.

    Attributes:
        raw: its characters without line end and markup, with its own spaces.
        number: its number, or that of its first line if it covers several, counted from 1.
        last: the number of its last line if it covers several, else 0.
        indent: the width of the white space before it, in full-width cells.
        blank_before: whether a blank line stands before it.
        level: its level, 1 to 6, where a program marked it as a heading, else 0.
        bold, centred, quoted: whether a program marked all of it so.
        bullet: the sign that Markdown puts before an item, taken off `raw`.
        picture: the path of a picture that stands here ('' where none is given); `raw` describes it.
        rows: the cells of a table, whose caption `raw` is.
        page_break: whether a page begins with it.
    """

    raw: str
    number: int
    last: int = 0
    indent: float = 0.0
    blank_before: bool = False
    level: int = 0
    bold: bool = False
    bullet: str = ""
    centred: bool = False
    quoted: bool = False
    picture: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    page_break: bool = False

    @property
    def text(self) -> str:
        """The line without the space around it."""
        return self.raw.strip()
