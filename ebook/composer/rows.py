"""Rows: what is in one column, measured in whole lines of the base grid.

Lengths along a line are in em of running text. A row knows how many lines of the grid it takes, never how
tall they are, so a page can still choose its line spacing when all rows are made.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ebook.composer.paragraphs import Line, Paragraph
from ebook.composer.texts import Picture, Text

__all__ = ["Align", "Row", "SetLine", "set_rows", "set_title"]

Align = Literal["justify", "start", "middle", "end"]


@dataclass(frozen=True, slots=True, eq=False)
class SetLine:
    """A line of a text at its place in a row.

    Attributes:
        text, line: what is set.
        size: of the type, in em of running text.
        left: where the line begins, in em of running text.
        down: where the middle of its square is, in lines of the grid below the row's top.
    """

    text: Text
    line: Line
    size: float
    left: float
    down: float = 0.5


@dataclass(slots=True, eq=False)
class Row:
    """What is not divided: mostly one line of text.

    Attributes:
        lines: what is in it.
        height: in lines of the grid.
        space: lines left free above it, if it is not the first of its column.
        keeps: whether the next row has to follow in the same column.
        opens: whether a paragraph begins with it, so that a gap above it may grow.
        rule: whether a hairline is drawn above it.
        tint: whether it stands on a tint.
        left, width: of rule, tint and picture, in em; a width of 0 is the column's.
        picture: what fills it.
    """

    lines: tuple[SetLine, ...]
    height: int = 1
    space: int = 0
    keeps: bool = False
    opens: bool = False
    rule: Literal["", "above", "below"] = ""
    tint: bool = False
    left: float = 0.0
    width: float = 0.0
    picture: Picture | None = None


def set_rows(
    text: Text,
    measure: float,
    *,
    size: float = 1.0,
    left: float = 0.0,
    indent: float = 0.0,
    hanging: float = 0.0,
    align: Align = "justify",
) -> list[Row]:
    """A text as rows of one line each; `measure` and `left` in em of running text, indents in em of the text's size."""
    paragraph = text.paragraph
    lines = paragraph.lines(measure / size, indent, hanging)
    rows = [
        Row((SetLine(text, _loose(line, align), size, left + _shift(paragraph, line, measure, size, align)),))
        for line in lines
    ]
    if rows:
        rows[0].opens = True
    return rows


def set_title(
    text: Text, measure: float, size: float, lines: Sequence[Line], *, top: float, pitch: float, align: Align
) -> tuple[list[SetLine], float]:
    """The lines of a title below one another, and where the next thing may begin; `top` and `pitch` in em."""
    made: list[SetLine] = []
    for line in lines:
        left = _shift(text.paragraph, line, measure, size, align)
        made.append(SetLine(text, _loose(line, align), size, left, top + pitch / 2))
        top += pitch
    return made, top


def _loose(line: Line, align: Align) -> Line:
    """A line as it is where it is not justified."""
    if align == "justify" or not (line.soft or line.gap):
        return line
    return Line(
        line.start,
        line.stop,
        line.indent,
        line.natural,
        line.squeeze,
        0.0,
        0.0,
        line.lead,
        line.hyphen,
        line.last,
    )


def _shift(paragraph: Paragraph, line: Line, measure: float, size: float, align: Align) -> float:
    if align in {"justify", "start"} or line.stop <= line.start:
        return 0.0
    room = measure - size * (
        line.natural + line.indent - paragraph.cells[line.stop - 1].after * (align == "end")
    )
    return max(room, 0.0) * (0.5 if align == "middle" else 1.0)


def grid_lines(height: float, least_pitch: float) -> int:
    """How many lines of the grid a height takes; both in em of running text."""
    return max(1, math.ceil(height / least_pitch - 1e-6))
