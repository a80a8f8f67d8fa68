"""Tables: the cells between the lines of a ruled grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.atoms import Atom
from ebook.pages.page import Box

__all__ = ["Grid", "grids_of"]

_TOUCH = 3.0
_LEAST = 3  # lines each way: two rows of two cells
_LONGEST_CELL = 60
_MOST_LINES = 4
_THIN = 4.0


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
    for lines in _connected([side for rule in rules for side in _sides(rule)]):
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
    return found, left


def _sides(rule: Box) -> Iterable[Box]:
    if min(rule.width, rule.height) <= _THIN:
        yield rule
        return
    yield Box(rule.left, rule.top, rule.right, rule.top)
    yield Box(rule.left, rule.bottom, rule.right, rule.bottom)
    yield Box(rule.left, rule.top, rule.left, rule.bottom)
    yield Box(rule.right, rule.top, rule.right, rule.bottom)


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
