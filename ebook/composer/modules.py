"""An article as a rectangle of whole columns and whole lines: what heights it can have, and how well it looks.

The text fills its rectangle to the line. What is missing is made up by small steps: the size of the headline, the
gaps between paragraphs, the space between lines; characters are never stretched.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ebook.composer.blocks import Block, divided, simplified
from ebook.composer.galleys import Columns, Galley, Insert, make_galley
from ebook.composer.headers import Head, HeadSize
from ebook.composer.rows import Row, grid_lines
from ebook.composer.texts import ARTIFACT, Typist
from ebook.languages import resolve
from ebook.languages.traits import Typesetting
from ebook.painter.page import Node

__all__ = ["LEAST_PITCH", "Column", "Filling", "Option", "Story", "white_of"]

LEAST_PITCH = 1.42
"""The least space between lines, in em."""
_HEAD_PITCH = (
    1.52  # em: the space between lines that heads are reckoned by; they are a little smaller at less
)
_MORE_ROWS = 3  # tried beyond the least height of the text
_LEAST_RUN = 2  # rows of text in a column
_GAP_GROWS = 0.5  # of a line, at most, for each gap between paragraphs
_LINES_GROW = 0.05  # of a column's height, at most, for the space between lines
_SIZE_COST, _LINE_COST = 12.0, 0.6  # of a headline's size beside the wanted one, of a third and a fourth line
_AIRY_HEAD = 0.35  # what a head with a line more than it needs costs
_FIGURE_ROWS = (5, 16)


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a module.

    Attributes:
        rows: what is in it.
        top: lines taken from its top by inserts.
        height: lines that its rows have to fill.
    """

    rows: tuple[Row, ...]
    top: int
    height: int

    @property
    def used(self) -> int:
        """Lines that its rows take without any gap growing."""
        return sum(row.height + (row.space if number else 0) for number, row in enumerate(self.rows))

    @property
    def gaps(self) -> int:
        """How many gaps between paragraphs may grow."""
        return sum(row.opens or row.space > 0 for row in self.rows[1:])

    @property
    def white(self) -> float:
        """Lines that stay white when all gaps have grown as far as they may."""
        gap, line = self.growth
        return (
            max(self.height - self.used - gap * self.gaps - line * (len(self.rows) - 1), 0.0)
            if self.rows
            else float(self.height)
        )

    @property
    def growth(self) -> tuple[float, float]:
        """How much each gap between paragraphs grows, in lines, so that the column is full, and each space between rows."""
        short = float(self.height - self.used)
        if short <= 0 or len(self.rows) < 2:  # noqa: PLR2004  # one row has no gap
            return 0.0, 0.0
        line = min(short / (len(self.rows) - 1), _LINES_GROW)
        rest = short - line * (len(self.rows) - 1)
        return (min(rest / self.gaps, _GAP_GROWS) if self.gaps else 0.0), line


@dataclass(frozen=True, eq=False)
class Filling:
    """The text of a module in its columns, and where its inserts stand.

    Attributes:
        rows: height of the columns.
        columns: from the first to the last.
        inserts: each with its first column, its columns, and its top, from the text's top.
        cost: how uneven it is.
    """

    rows: int
    columns: tuple[Column, ...]
    inserts: tuple[tuple[Insert, int, int, int], ...]
    cost: float


@dataclass(frozen=True, eq=False)
class Option:
    """One way to set an article in a number of columns."""

    height: int
    cost: float
    head: HeadSize | None
    head_rows: int
    filling: Filling


@dataclass(eq=False)
class Story:
    """An article of a page, ready to be set at any width.

    Attributes:
        node: its tag.
        head, blocks: what it holds.
        typist: made its texts.
        weight: what size its headline should have, in em of running text.
    """

    node: Node
    head: Head
    blocks: list[Block]
    typist: Typist
    weight: float = 2.0

    def __post_init__(self) -> None:
        self._galleys: dict[int, Galley] = {}
        self._fillings: dict[tuple[Columns, int], list[Filling]] = {}

    @property
    def typesetting(self) -> Typesetting:
        """The habits of its language."""
        return self.typist.typesetting

    @cached_property
    def characters(self) -> int:
        """How long it is."""
        return sum(len(text.cells) for block in self.blocks for text in block.texts)

    def divided(self, part: float) -> tuple[Story, Story]:
        """The article in two, of which the first holds about a part of the text, and both say that it goes on.

        The second has no head. What both have is a line that nobody wrote, and no part of the structure.
        """
        words = resolve(self.typist.shaper.tag).words
        added = [block for block in self.blocks if block.node.tag == ARTIFACT]
        first, second = divided([block for block in self.blocks if block.node.tag != ARTIFACT], part)
        to, back = (
            self.typist.said(text, Node(ARTIFACT)) for text in (words.to_next_sheet, words.from_last_sheet)
        )
        one = replace(self, blocks=[*added, *first, Block("jump", Node(ARTIFACT), [to])])
        other = replace(
            self, head=Head([], self.typesetting), blocks=[Block("jump", Node(ARTIFACT), [back]), *second]
        )
        return one, other

    def simplified(self) -> Story:
        """The article as paragraphs that can be divided anywhere, its titles too."""
        titles = [Block("text", self.node, [text]) for _, text in self.head.parts]
        return replace(self, head=Head([], self.typesetting), blocks=[*titles, *simplified(self.blocks)])

    def galley(self, columns: Columns) -> Galley:
        """Its text at the measure of some columns."""
        if columns.measure not in self._galleys:
            self._galleys[columns.measure] = make_galley(
                self.blocks, columns, self.typesetting, vertical=self.typist.shaper.vertical
            )
        return self._galleys[columns.measure]

    def options(self, columns: Columns, count: int, boost: float) -> list[Option]:
        """The ways to set it across `count` columns, the best for each height; `boost` enlarges its headline."""
        best: dict[int, Option] = {}
        heads = list(self._heads(columns, count, boost))
        for filling in self.fillings(columns, count):
            for head, rows, cost in heads:
                height = rows + filling.rows
                total = cost + filling.cost + _shape(filling.rows, count, height)
                if height not in best or total < best[height].cost:
                    best[height] = Option(height, total, head, rows, filling)
        return list(best.values())

    def _heads(
        self, columns: Columns, count: int, boost: float
    ) -> Iterator[tuple[HeadSize | None, int, float]]:
        if not self.head:
            yield None, 1, 0.0
            return
        wanted = self.weight * boost
        width = columns.width(count)
        for head in self.head.fitting(width, count):
            cost = _SIZE_COST * math.log(head.size / wanted) ** 2 + _LINE_COST * max(head.lines - 2, 0)
            if count > 1:
                cost += 8.0 * max(0.4 - head.fill, 0.0)
            rows = grid_lines(head.height, _HEAD_PITCH)
            yield head, rows, cost
            yield head, rows + 1, cost + _AIRY_HEAD

    def fillings(self, columns: Columns, count: int) -> list[Filling]:
        """The ways to fill columns of several heights with its text."""
        key = columns, count
        if key not in self._fillings:
            self._fillings[key] = list(_fillings(self.galley(columns), count))
        return self._fillings[key]


def _shape(rows: int, count: int, height: int) -> float:
    """What is unusual about a module's shape costs."""
    cost = 0.0
    if count > 1 and rows:
        cost += 1.2 * max(4 - rows, 0)
    return cost + 0.05 * max(height - 34, 0)


def white_of(filling: Filling) -> float:
    """Lines that stay white in a module's text."""
    return sum(column.white for column in filling.columns)


def _fillings(galley: Galley, count: int) -> Iterator[Filling]:
    if not galley.rows and not galley.inserts:
        yield Filling(0, (), (), 0.0)
        return
    for shift in (0, -1, 1) if galley.inserts else (0,):
        widths = [_insert_width(insert, count, shift) for insert in galley.inserts]
        if None in widths:
            continue
        chosen = [width for width in widths if width is not None]
        area = sum(insert.height(width) * width for insert, width in zip(galley.inserts, chosen, strict=True))
        least = max(1, math.ceil((galley.height + area) / count))
        found = 0
        for rows in range(least, least + 12):
            filling = _filled(galley, count, rows, chosen)
            if filling is not None:
                found += 1
                yield filling
            if found > _MORE_ROWS:
                break


def _insert_width(insert: Insert, count: int, shift: int) -> int | None:
    """How many columns of a module an insert spans, None where it cannot."""
    if insert.least > count:
        return None
    if insert.kind == "table":
        return min(insert.least + max(shift, 0), count)
    least, most = _FIGURE_ROWS
    wanted = max(1, math.ceil(count * 0.6))
    while wanted > 1 and insert.height(wanted) > most:
        wanted -= 1
    while wanted < count and insert.height(wanted) < least:
        wanted += 1
    return min(max(wanted + shift, 1), count)


def _filled(galley: Galley, count: int, rows: int, widths: list[int]) -> Filling | None:
    """The text in columns of so many rows, None where it does not go in."""
    tops, bottoms = [0] * count, [0] * count
    placed: list[tuple[Insert, int, int, int]] = []
    for insert, width in zip(galley.inserts, widths, strict=True):
        first, height = count - width, insert.height(width)
        if insert.kind == "figure":
            top = max(tops[first:])
            tops[first:] = [top + height] * width
        else:
            bottom = max(bottoms[first:]) + height
            bottoms[first:] = [bottom] * width
            top = rows - bottom + 1
        placed.append((insert, first, width, top))
    free = [rows - top - bottom for top, bottom in zip(tops, bottoms, strict=True)]
    if any(room < 0 for room in free):
        return None
    columns = _flowed(galley.rows, free, tops)
    if columns is None:
        return None
    cost = sum(_unevenness(column) for column in columns)
    return Filling(rows, columns, tuple(placed), cost)


def _unevenness(column: Column) -> float:
    if not column.height:
        return 0.0
    short = column.height - column.used
    if not column.rows:
        return 3.0 * column.height
    few = 6.0 * (len(column.rows) < _LEAST_RUN <= column.height)
    return 40.0 * (short / column.height) ** 2 + 2.0 * short / column.height + 2.5 * column.white + few


def _flowed(rows: list[Row], free: list[int], tops: list[int]) -> tuple[Column, ...] | None:
    """Rows run from column to column, with what they lack shared out among the columns."""
    columns: list[Column] = []
    at, rest = 0, sum(row.height + row.space for row in rows)
    room_left = sum(free)
    for number, room in enumerate(free):
        left = sum(other > 0 for other in free[number:])
        short = max(room_left - rest, 0) // max(left, 1)
        last = left <= 1
        taken = _taken(rows, at, room if last else max(room - short, 0), room)
        columns.append(Column(tuple(rows[at : at + taken]), tops[number], room))
        rest -= sum(row.height + row.space for row in rows[at : at + taken])
        at += taken
        room_left -= room
    return tuple(columns) if at == len(rows) else None


def _taken(rows: list[Row], at: int, wanted: int, room: int) -> int:
    """How many rows go into a column that should take `wanted` lines and can take `room`."""
    used = taken = 0
    while at + taken < len(rows):
        group, height = _group(rows, at + taken, first=not taken)
        over = used + height - wanted
        if used + height > room or (over > 0 and (height == 1 or over > height / 2)):
            if not taken and height > room and rows[at].height <= room:
                group, height = 1, rows[at].height  # a group taller than the column is parted
            else:
                break
        used += height
        taken += group
    return taken


def _group(rows: list[Row], at: int, *, first: bool) -> tuple[int, int]:
    """The rows from one on that stay together, and their height."""
    count, height = 1, rows[at].height + (0 if first else rows[at].space)
    while rows[at + count - 1].keeps and at + count < len(rows):
        height += rows[at + count].height + rows[at + count].space
        count += 1
    return count, height
