"""Blocks become galleys: rows that run down a column, and inserts that span columns.

Everything here is relative to the size of running text and to the lines of the grid, so a galley of one measure
serves every size of type.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ebook.composer.blocks import Block, Cell
from ebook.composer.rows import Align, Row, SetLine, set_rows
from ebook.languages.traits import Typesetting

__all__ = ["Columns", "Galley", "Insert", "make_galley"]

_SMALL = 0.86  # captions, credits, cells of tables
_GAP_OF_CELLS = 0.8  # em between columns of a table
_PITCH = 1.55  # em; the line of the grid that heights of pictures are reckoned by
_SMALLEST = 5  # rows of a picture that fits no sheet otherwise
_TALLEST = 40  # rows; a taller picture is drawn smaller
_LONG_TABLE = 16  # rows; a longer table may go on in the next column
_LONG_BOX = 14  # rows; a longer box may go on in the next column


@dataclass(frozen=True)
class Columns:
    """The columns of a page: how many, how long their lines are and how far apart, in em."""

    count: int
    measure: int
    gap: float

    def width(self, columns: int) -> float:
        """How wide several columns are with what is between them."""
        return columns * self.measure + (columns - 1) * self.gap


@dataclass(eq=False)
class Insert:
    """What spans one or more columns of a module and takes them from its text.

    `rows(columns)` gives its rows for so many columns.
    """

    kind: Literal["figure", "table"]
    least: int
    make: Callable[[int], list[Row]]
    _made: dict[int, list[Row]] = field(default_factory=dict)

    def rows(self, columns: int) -> list[Row]:
        """Its rows where it spans so many columns."""
        if columns not in self._made:
            self._made[columns] = self.make(columns)
        return self._made[columns]

    def height(self, columns: int) -> int:
        """How many lines of the grid it takes, with one that parts it from the text."""
        return sum(row.height + row.space for row in self.rows(columns)) + 1


@dataclass(eq=False)
class Galley:
    """The text of an article at one measure, and what spans columns."""

    rows: list[Row] = field(default_factory=list)
    inserts: list[Insert] = field(default_factory=list)

    @property
    def height(self) -> int:
        """How many lines of the grid its rows take."""
        return sum(row.height + row.space for row in self.rows)


def make_galley(
    blocks: list[Block], columns: Columns, typesetting: Typesetting, *, vertical: bool = False
) -> Galley:
    """The galley of an article's blocks."""
    galley = Galley()
    setter = _Setter(columns, typesetting, vertical=vertical)
    for block in blocks:
        setter.add(block, galley)
    _keep_headings(galley.rows)
    if galley.rows:
        galley.rows[0].space = 0
    return galley


def _keep_headings(rows: list[Row]) -> None:
    for row, following in pairwise(rows):
        if row.keeps and following.space:
            following.space = 0
    if rows:
        rows[-1].keeps = False


class _Setter:
    def __init__(self, columns: Columns, typesetting: Typesetting, *, vertical: bool) -> None:
        self.vertical = vertical
        self.columns, self.measure = columns, float(columns.measure)
        self.indent = 2.0 if "chinese" in typesetting.phrases else 1.0

    def add(self, block: Block, galley: Galley) -> None:
        """Set a block and append it."""
        if block.kind == "figure":
            self._figure(block, galley)
        elif block.kind == "table":
            self._table(block, galley)
        elif block.kind == "box":
            self._box(block, galley)
        else:
            galley.rows += self._rows(block, self.measure)

    def _rows(self, block: Block, measure: float, left: float = 0.0) -> list[Row]:
        """The rows of a block of text."""
        match block.kind:
            case "text":
                return _set_all(block, measure, left, indent=0.0 if block.goes_on else self.indent)
            case "jump":
                return _set_all(block, measure, left, size=0.9, align="end")
            case "heading":
                return self._heading(block, measure, left)
            case "quote" | "note":
                return _apart(_set_all(block, measure - 2, left + 1, indent=self.indent))
            case "verse":
                return _apart(_set_all(block, measure - 2, left + 2, hanging=1, align="start"))
            case "list":
                return self._list(block, measure, left)
            case "figure":
                return _apart(self._figure_rows(block, measure, left), ruled=block.picture is None)
            case "table":
                return _apart(
                    _table_rows(block, measure, left) or _table_rows(block, measure, left, forced=True) or []
                )
            case _:
                return self._boxed(block, measure, left)

    def _heading(self, block: Block, measure: float, left: float) -> list[Row]:
        rows = _set_all(block, measure, left, size=1.1, align="middle")
        for row in rows:
            row.keeps = True
            row.opens = False
        if rows:
            rows[0].space, rows[0].opens = 1, True
        return rows

    def _list(self, block: Block, measure: float, left: float) -> list[Row]:
        rows: list[Row] = []
        for number, text in enumerate(block.texts):
            if not block.markers:
                rows += set_rows(text, measure, left=left, hanging=1.0)
                continue
            marker = block.markers[number]
            room = max(marker.paragraph.width(0, len(marker.cells)) + 0.4, 1.0)
            item = set_rows(text, measure - room, left=left + room)
            if item:
                mark = SetLine(marker, marker.paragraph.lines(measure)[0], 1.0, left)
                item[0].lines = (mark, *item[0].lines)
            rows += item
        return rows

    def _figure(self, block: Block, galley: Galley) -> None:
        if block.picture is None:
            galley.rows += self._rows(block, self.measure)
            return

        def make(columns: int) -> list[Row]:
            return self._figure_rows(block, self.columns.width(columns), 0.0)

        galley.inserts.append(Insert("figure", 1, make))

    def _figure_rows(self, block: Block, measure: float, left: float) -> list[Row]:
        """The picture, where there is one, and what is printed below it."""
        legend = _legend(block, measure, left)
        picture = block.picture
        if picture is None:
            return legend
        aspect = picture.width / picture.height if self.vertical else picture.height / picture.width
        height = min(max(math.ceil(measure * aspect / _PITCH), 3), _SMALLEST if block.is_small else _TALLEST)
        return [Row((), height=height, keeps=True, left=left, width=measure, picture=picture), *legend]

    def _table(self, block: Block, galley: Galley) -> None:
        """A table in the column where it fits, else across as many columns as it needs."""
        if self._least(block) == 1:
            galley.rows += self._rows(block, self.measure)
            return

        def make(columns: int) -> list[Row]:
            return self._rows(block, self.columns.width(columns))

        galley.inserts.append(Insert("table", self._least(block), make))

    def _box(self, block: Block, galley: Galley) -> None:
        """A box in the column, or, with a table too wide for that, across columns."""
        if self._least(block) > 1:
            galley.inserts.append(
                Insert("table", self._least(block), lambda n: self._boxed(block, self.columns.width(n), 0.0))
            )
            return
        rows = self._boxed(block, self.measure, 0.0)
        if sum(row.height + row.space for row in rows) <= _LONG_BOX:
            for row in rows[:-1]:
                row.keeps = True
        galley.rows += rows

    def _least(self, block: Block, frame: float = 0.0) -> int:
        """How many columns a block has to span, so that its tables fit."""
        if block.kind == "box":
            return max((self._least(inner, frame + 1) for inner in block.blocks), default=1)
        if block.kind != "table":
            return 1
        fits = (
            n for n in range(1, self.columns.count) if _table_rows(block, self.columns.width(n) - frame, 0.0)
        )
        return next(fits, self.columns.count)

    def _boxed(self, block: Block, measure: float, left: float) -> list[Row]:
        rows: list[Row] = []
        for inner in block.blocks:
            rows += self._rows(inner, measure - 1, left + 0.5)
        for row in rows:
            row.tint, row.left, row.width = True, left, measure
        _keep_headings(rows)
        if rows:
            rows[0].space = 0
            rows[0].rule = "above"
        return _apart(rows)


def _apart(rows: list[Row], *, ruled: bool = False) -> list[Row]:
    """Rows with a line free above them."""
    if rows:
        rows[0].space = max(rows[0].space, 1)
        if ruled:
            rows[0].rule = "above"
    return rows


def _set_all(
    block: Block,
    measure: float,
    left: float,
    *,
    size: float = 1.0,
    indent: float = 0.0,
    hanging: float = 0.0,
    align: Align = "justify",
) -> list[Row]:
    """The rows of all texts of a block."""
    return [
        row
        for text in block.texts
        for row in set_rows(text, measure, size=size, left=left, indent=indent, hanging=hanging, align=align)
    ]


def _legend(block: Block, measure: float, left: float) -> list[Row]:
    rows = _set_all(block, measure, left, size=_SMALL)
    for row in rows[:-1]:
        row.keeps = True
    return rows


def _table_rows(block: Block, measure: float, left: float, *, forced: bool = False) -> list[Row] | None:
    """The rows of a table, None where it does not fit into the measure."""
    count = max((sum(cell.span for cell in row) for row in block.rows), default=0)
    widths = _widths(block.rows, count, measure, forced=forced)
    if widths is None:
        return None
    rows: list[Row] = []
    for text in block.texts:
        rows += set_rows(text, measure, left=left, align="middle")
    for row in rows:
        row.keeps = True
    for number, cells in enumerate(block.rows):
        made = _table_row(cells, widths, left)
        made.rule, made.left, made.width = "above", left, measure
        made.keeps = len(block.rows) <= _LONG_TABLE or number == 0
        rows.append(made)
    rows[-1].keeps = False
    return rows


def _table_row(cells: list[Cell], widths: list[float], left: float) -> Row:
    lines: list[SetLine] = []
    height, column, x = 1, 0, left
    for cell in cells:
        width = sum(widths[column : column + cell.span]) + _GAP_OF_CELLS * (cell.span - 1)
        align: Align = "end" if cell.numeric else "start"
        made = set_rows(cell.text, width, size=_SMALL, left=x, align=align) if cell.text.cells else []
        for down, row in enumerate(made):
            lines += [SetLine(line.text, line.line, line.size, line.left, down + 0.5) for line in row.lines]
        height = max(height, len(made))
        column += cell.span
        x += width + _GAP_OF_CELLS
    return Row(tuple(lines), height=height)


def _widths(rows: list[list[Cell]], count: int, measure: float, *, forced: bool) -> list[float] | None:
    """The widths of a table's columns: those that they want, or less where the measure asks for it."""
    if not count:
        return []
    room = measure - _GAP_OF_CELLS * (count - 1)
    wanted, least = [1.0] * count, [1.0] * count
    for row in rows:
        column = 0
        for cell in row:
            if cell.span == 1 and cell.text.cells:
                paragraph = cell.text.paragraph
                natural = paragraph.width(0, len(cell.text.cells)) * _SMALL + 0.02
                wanted[column] = max(wanted[column], natural)
                least[column] = max(least[column], min(natural, _least_width(cell)))
            column += cell.span
    if sum(least) > room:
        return [max(room * part / sum(least), 1.0) for part in least] if forced else None
    if sum(wanted) <= room:
        spare = (room - sum(wanted)) / count
        return [part + spare for part in wanted]
    spare = room - sum(least)
    more = [want - small for want, small in zip(wanted, least, strict=True)]
    return [small + spare * part / sum(more) for small, part in zip(least, more, strict=True)]


def _least_width(cell: Cell) -> float:
    """The longest part of a cell that is not divided; short cells are not, and long ones keep four characters together."""
    words = max(inner.width for inner in cell.text.cells)
    return max(words, 4.0 if len(cell.text.cells) > 4 else float(len(cell.text.cells))) * _SMALL + 0.02  # noqa: PLR2004  # as said
