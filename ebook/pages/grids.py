"""Tables: the cells between the lines of a ruled grid, and short lines that stand in rows and columns."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.atoms import Atom, is_title
from ebook.pages.page import Box

__all__ = ["Grid", "grids_of"]

_TOUCH = 3.0
_LEAST = 3  # lines each way: two rows of two cells
_LONGEST_CELL = 60
_MOST_LINES = 4
_THIN = 4.0
_LONGEST_ALIGNED, _USUAL_CELL = 16, 5.6
_GAP, _WIDEST, _NARROW, _NARROW_BAND, _ROW = 1.2, 30.0, 0.7, 0.78, 2.4
_SENTENCE_ENDS = ("，", "。", "；", "！", "？", "、", ",", ";")


class Grid(msgspec.Struct, frozen=True):
    """A table: where it stands, its cells row by row, and the regions that they were read from."""

    box: Box
    rows: tuple[tuple[str, ...], ...]
    regions: tuple[int, ...]


def grids_of(
    units: Sequence[list[Atom]], rules: Sequence[Box], body: float
) -> tuple[list[Grid], list[list[Atom]]]:
    """The tables of a page, and the units that are in none.

    Args:
        units: the page's lines.
        rules: the lines and frames drawn on it.
        body: the size of running text.
    """
    found: list[Grid] = []
    left = list(units)
    for lines in _connected([side for rule in rules for side in rule.sides(_THIN)]):
        xs = _places(line.left for line in lines if line.height > line.width)
        ys = _places(line.top for line in lines if line.width >= line.height)
        if len(xs) < _LEAST or len(ys) < _LEAST:
            continue
        box = Box(xs[0], ys[0], xs[-1], ys[-1])
        held = [unit for unit in left if all(_is_in(atom.box, box) for atom in unit)]
        grid = _filled(box, xs, ys, held, body)
        if grid is not None:
            found.append(grid)
            left = [unit for unit in left if unit not in held]
    walls = [side for rule in rules for side in rule.sides(_THIN) if side.width <= _THIN]
    aligned, left = _aligned(left, walls, body)
    return [*found, *aligned], left


def _connected(lines: Sequence[Box]) -> list[list[Box]]:
    """Lines that touch one another, directly or through others."""
    groups: list[list[Box]] = []
    for line in lines:
        touching = [group for group in groups if any(_touch(line, other) for other in group)]
        joined = [line, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(joined)
    return groups


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - _TOUCH <= other.right
        and other.left - _TOUCH <= one.right
        and one.top - _TOUCH <= other.bottom
        and other.top - _TOUCH <= one.bottom
    )


def _places(values: Iterable[float]) -> list[float]:
    """Where lines stand; those that stand together are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _TOUCH:
            found.append(value)
    return found


def _is_in(box: Box, outer: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return outer.left <= x <= outer.right and outer.top <= y <= outer.bottom


def _filled(
    box: Box, xs: Sequence[float], ys: Sequence[float], units: Sequence[list[Atom]], body: float
) -> Grid | None:
    """The table of a grid, None where it holds running text, as frames beside one another do."""
    cells: dict[tuple[int, int], list[Atom]] = {}
    for atom in (atom for unit in units for atom in unit):
        x, y = (atom.box.left + atom.box.right) / 2, (atom.box.top + atom.box.bottom) / 2
        row = sum(edge < y for edge in ys) - 1
        column = sum(edge < x for edge in xs) - 1
        cells.setdefault((row, column), []).append(atom)
    if len(cells) < _LEAST + 1:
        return None
    for atoms in cells.values():
        if len(atoms) > _MOST_LINES or sum(len(atom.text) for atom in atoms) > _LONGEST_CELL:
            return None
    height, width = len(ys) - 1, len(xs) - 1
    rows = [[_text(cells.get((row, column), ())) for column in range(width)] for row in range(height)]
    used = [column for column in range(width) if any(row[column] for row in rows)]
    shown = tuple(tuple(row[column] for column in used) for row in rows if any(row))
    if len(shown) < 2 or len(used) < 2 or box.height / height > 8 * body:  # noqa: PLR2004  # rows and columns of a table
        return None
    return Grid(box, shown, tuple(sorted({atom.region for atoms in cells.values() for atom in atoms})))


def _text(atoms: Iterable[Atom]) -> str:
    found = sorted(atoms, key=lambda atom: (atom.own.top, atom.own.left))
    return "".join(atom.text for atom in found)


# --- tables without a grid ---


class _Cell:
    """A short line, with the cells to its right and below it."""

    def __init__(self, unit: list[Atom]) -> None:
        self.unit = unit
        self.atom = unit[0]
        self.box = unit[0].own
        self.near: list[_Cell] = []


def _aligned(
    units: Sequence[list[Atom]], walls: Sequence[Box], body: float
) -> tuple[list[Grid], list[list[Atom]]]:
    """The tables whose cells stand in rows and columns with wide gaps between them, and the other units."""
    cells = [
        _Cell(unit)
        for unit in units
        if len(unit) == 1
        and not unit[0].whole
        and len(unit[0].text) <= _LONGEST_ALIGNED
        and not is_title(unit[0], body)
    ]
    lines = [atom for unit in units for atom in unit]
    for cell in cells:
        beside = _nearest_right(cell, cells, lines)
        if beside is not None and not _are_divided(cell.atom.box, beside.atom.box, walls):
            cell.near.append(beside)
            beside.near.append(cell)
    for cell in cells:
        below = _nearest_below(cell, cells)
        if below is not None and cell.near and below.near:
            cell.near.append(below)
            below.near.append(cell)
    found: list[Grid] = []
    used: list[list[Atom]] = []
    for group in _groups(cells):
        made = _from_rows(group)
        if made is not None:
            found.append(made[0])
            used += [cell.unit for cell in made[1]]
    return found, [unit for unit in units if not any(unit is taken for taken in used)]


def _are_divided(one: Box, other: Box, walls: Iterable[Box]) -> bool:
    """Whether a drawn line stands between two cells of a row."""
    middle = (one.top + one.bottom) / 2
    return any(one.right <= wall.left <= other.left and wall.top <= middle <= wall.bottom for wall in walls)


def _nearest_right(cell: _Cell, cells: Iterable[_Cell], lines: Iterable[Atom]) -> _Cell | None:
    """The next cell of a row, where the gap is wide and the cell itself narrow beside it."""
    beside = [
        line
        for line in lines
        if line.own.left >= cell.box.right
        and line.vertical is cell.atom.vertical
        and min(cell.box.bottom, line.own.bottom) > max(cell.box.top, line.own.top)
    ]
    if not beside:
        return None
    nearest = min(beside, key=lambda line: line.own.left)
    level = min(cell.box.bottom, nearest.own.bottom) - max(cell.box.top, nearest.own.top)
    gap = nearest.own.left - cell.box.right
    narrow = cell.box.width <= _NARROW * (nearest.own.left - cell.box.left)
    if level < 0.6 * min(cell.box.height, nearest.own.height) or not narrow:  # on one level
        return None
    if not _GAP * cell.atom.size <= gap <= _WIDEST * cell.atom.size:
        return None
    return next((other for other in cells if other.atom is nearest), None)


def _nearest_below(cell: _Cell, cells: Iterable[_Cell]) -> _Cell | None:
    under = [
        other
        for other in cells
        if other.atom.vertical is cell.atom.vertical
        and 0 <= other.box.top - cell.box.top - cell.box.height * 0.5 <= _ROW * cell.atom.size
        and min(other.box.right, cell.box.right) > max(other.box.left, cell.box.left)
    ]
    return min(under, key=lambda other: other.box.top, default=None)


def _groups(cells: Sequence[_Cell]) -> Iterable[list[_Cell]]:
    seen: set[int] = set()
    for cell in cells:
        if id(cell) in seen or not cell.near:
            continue
        group, waiting = [], [cell]
        while waiting:
            one = waiting.pop()
            if id(one) not in seen:
                seen.add(id(one))
                group.append(one)
                waiting += one.near
        yield group


def _from_rows(group: list[_Cell]) -> tuple[Grid, list[_Cell]] | None:
    """The table of some cells and its cells, None where they do not fill rows and columns."""
    columns = _bands([(cell.box.left, cell.box.right) for cell in group])
    rows = _rows(group)
    for band in (columns[0], columns[-1]):  # what stands beside a table is no part of it
        inside = [cell for cell in group if band[0] <= cell.box.left <= band[1]]
        if len(inside) < 0.5 * len(rows) and len(columns) > 2:  # noqa: PLR2004  # shares, columns
            return _from_rows([cell for cell in group if cell not in inside])
    full = sum(len(row) > 1 for row in rows)
    ended = sum(cell.atom.text.endswith(_SENTENCE_ENDS) for cell in group)
    if full < _LEAST or len(columns) < 2 or full < 0.8 * len(rows) or ended > 0.2 * len(group):  # noqa: PLR2004  # columns, shares
        return None
    if len(group) < 0.6 * len(rows) * len(columns) or _are_full(columns):  # most cells are filled
        return None
    if statistics.median(cell.box.width / cell.atom.size for cell in group) > _USUAL_CELL:
        return None
    texts = [["" for _ in columns] for _ in rows]
    for at, row in enumerate(rows):
        for cell in sorted(row, key=lambda cell: cell.box.left):
            column = next(k for k, (left, right) in enumerate(columns) if left <= cell.box.left <= right)
            texts[at][column] += cell.atom.text
    box = Box.around(cell.atom.box for cell in group)
    return Grid(box, tuple(map(tuple, texts)), tuple(sorted({cell.atom.region for cell in group}))), group


def _rows(group: Sequence[_Cell]) -> list[list[_Cell]]:
    """The cells on one level."""
    rows: list[list[_Cell]] = []
    for cell in sorted(group, key=lambda cell: cell.box.top + cell.box.bottom):
        middle = (cell.box.top + cell.box.bottom) / 2
        if rows and rows[-1][0].box.top <= middle <= rows[-1][0].box.bottom:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _are_full(columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a column is as wide as there is room, as those of running text are."""
    return any(
        right - left > _NARROW_BAND * (columns[at + 1][0] - left)
        for at, (left, right) in enumerate(columns[:-1])
    )


def _bands(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns that the cells' widths cover."""
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found
