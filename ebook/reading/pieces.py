"""The values that the stages of reading hand on: a line of the text, and a line whose role is known."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ebook.model import Origin

__all__ = ["DecidedLine", "Line", "Piece", "origin_of"]


class DecidedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided that a line is.

    Attributes:
        text: its characters.
        file: the file that it is in.
        nth: the so-many-th line of that file with these characters, counted from 1.
        role: one of `roles.ROLES`.
        first: whether an article begins with it; None: that was not decided.
    """

    text: str
    file: str
    nth: int = 1
    role: str
    first: bool | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of the source, or a logical line made of several.

    Attributes:
        text: its characters, without indent, trailing space or line end.
        file: the source's name.
        numbers: the source lines it stands on, counted from 1, ascending.
        indent: the width of the white space before it, in full-width cells.
        blank_before: whether at least one blank line stood before it.
        level: its level where a program marked it as a heading, else 0.
        bold, centred, quoted: whether a program marked it so.
        bullet: the sign of a list that a program put before it.
        picture: the path of a picture that stands here; `text` is what describes it.
        rows: the cells of a table that a program marked.
        page_break: whether a page begins with it.
        size: the height of its characters as a multiple of the body text's, 0 where nothing is known of it.
        label: what a page-reading program says it is, one of `ebook.pages.Label`.
        module: lines of one module stand within the same gutters and rules of a page; 0 where nothing is known.
        frame: lines with the same number stand in the same frame; 0 is no frame.
        space: how much more space than usual is between it and what is printed above it, as a multiple of the body
            text's size; 0 where nothing is known.
        new_column: whether it stands in another column of the page than the line before it.
    """

    text: str
    file: str
    numbers: tuple[int, ...]
    indent: float = 0.0
    blank_before: bool = False
    level: int = 0
    bold: bool = False
    centred: bool = False
    quoted: bool = False
    bullet: str = ""
    picture: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    page_break: bool = False
    size: float = 0.0
    label: str = ""
    module: int = 0
    frame: int = 0
    space: float = 0.0
    new_column: bool = False

    @property
    def origin(self) -> Origin:
        """Where the line stands."""
        return Origin(file=self.file, lines=self.numbers)

    @property
    def whole(self) -> str:
        """All its characters, those of its table's cells included."""
        if not self.rows:
            return self.text
        return "\n".join((self.text, *("\t".join(row) for row in self.rows))).lstrip("\n")


class Piece(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line with its role.

    Attributes:
        line: the line.
        role: what it is, one of `roles.ROLES`.
        begins: whether an article begins with it.
        sure: the probability of the role.
        other: the next most likely role, '' where there is no doubt worth mentioning.
        likely: the other roles that it could have, with their probabilities, the likeliest first; `*` after a role:
            an article begins.
        decided: what a person decided about it, None where nobody did.
    """

    line: Line
    role: str
    begins: bool = False
    sure: float = 1.0
    other: str = ""
    likely: tuple[tuple[str, float], ...] = ()
    decided: DecidedLine | None = None

    @property
    def text(self) -> str:
        """The line's characters."""
        return self.line.text


def origin_of(lines: Iterable[Line]) -> Origin | None:
    """Where several lines stand together."""
    found = list(lines)
    numbers = sorted({number for line in found for number in line.numbers})
    return Origin(file=found[0].file, lines=tuple(numbers)) if found else None
