"""Printed lines become the blocks of a page: the lines of one column, and headers.

A header is titles that stand over one another, with the kicker, deck and byline that stand with them.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterable, Sequence

from ebook.pages.atoms import Atom, Item, Sheet, is_title, turned
from ebook.pages.page import Box

__all__ = ["blocks_of", "with_headers"]

_NEAR_SIZE = 1.27
_LEADING = 1.05
_TIGHT = 0.65
_MOST_TITLE = 90
_FRAME = 3.0
_COLUMN = 4  # lines
_THIN = 4.0


def blocks_of(sheet: Sheet, units: Sequence[list[Atom]]) -> list[Item]:
    """The columns of a page, or of a part of it."""
    found: list[list[Atom]] = []
    for vertical in (False, True):
        lines = [unit for unit in units if unit[0].vertical is vertical]
        found += _stacked(sheet, lines, vertical=vertical)
    return [Item(kind="text", box=sheet.laid(_around(atoms)), atoms=atoms) for atoms in found]


def _around(atoms: Sequence[Atom]) -> Box:
    return Box.around(atom.box for atom in atoms)


def _stacked(sheet: Sheet, units: Sequence[list[Atom]], *, vertical: bool) -> list[list[Atom]]:
    """Units below one another in one column, put together; worked out in the direction of their lines."""
    walls = [turned(rule, sheet.page.width) if vertical else rule for rule in sheet.rules]
    walls = [rule for rule in walls if rule.height <= _FRAME * sheet.body]
    stacks: list[_Stack] = []
    ordered = sorted(units, key=lambda unit: (unit[0].own.top, unit[0].own.left))
    for at, unit in enumerate(ordered):
        box = Box.around(atom.own for atom in unit)
        best: _Stack | None = None
        for stack in reversed(stacks):
            if stack.takes(unit, box, sheet.body, sheet.same) and not stack.is_walled(box, walls):
                beside = _beside(ordered, at, stack, box) or stack.is_wider(box, stacks)
                if not beside and (best is None or stack.box.bottom > best.box.bottom):
                    best = stack
        if best is None:
            stacks.append(_Stack(unit, box))
        else:
            best.add(unit, box)
    gaps = [gap for stack in stacks if len(stack.atoms) >= _COLUMN for gap in _gaps(stack.atoms)]
    usual = statistics.median_low(gaps) if gaps else math.inf
    return [part for stack in stacks for part in _apart(stack.atoms, usual)]


def _gaps(atoms: Sequence[Atom]) -> list[float]:
    return [b.own.top - a.own.bottom for a, b in itertools.pairwise(atoms)]


def _apart(atoms: list[Atom], common: float) -> Iterable[list[Atom]]:
    """Lines of a column, divided where more space is left between them than usual, and a title or a deck ends.

    Args:
        atoms: the lines from the top.
        common: the usual space between lines of the page, for columns that are too short to show their own.
    """
    gaps = _gaps(atoms)
    usual = statistics.median_low(gaps) if len(gaps) > 1 else common
    part = atoms[:1]
    for gap, atom in zip(gaps, atoms[1:], strict=True):
        wide = gap > usual + 0.5 * atom.size
        same_face = (part[-1].size, part[-1].bold) == (atom.size, atom.bold)
        is_alone = len(part) == 1 and gap > common + 0.5 * atom.size
        if (wide and not same_face) or is_alone:
            yield part
            part = []
        part.append(atom)
    yield part


class _Stack:
    """Lines of a column, from the top."""

    def __init__(self, unit: list[Atom], box: Box) -> None:
        self.atoms = list(unit)
        self.box = box
        self.count = 1

    def add(self, unit: list[Atom], box: Box) -> None:
        self.atoms += unit
        self.box = Box.around((self.box, box))
        self.count += 1

    def takes(self, unit: list[Atom], box: Box, body: float, alike: float) -> bool:
        """Whether a unit goes on below the last line."""
        last, first = self.atoms[-1], unit[0]
        if is_title(last, body) != is_title(first, body) or last.label != first.label:
            return False
        large, small = max(last.size, first.size), min(last.size, first.size)
        if large > _NEAR_SIZE * small or (is_title(first, body) and large > alike * small):
            return False
        same = large <= alike * small and last.bold == first.bold
        gap = box.top - last.own.bottom
        if not -0.6 * small <= gap <= (_LEADING if same else _TIGHT) * small:
            return False
        return self._is_below(box, large, same=same)

    def _is_below(self, box: Box, size: float, *, same: bool) -> bool:
        overlap = min(self.box.right, box.right) - max(self.box.left, box.left)
        if overlap < 0.5 * min(self.box.width, box.width):
            return False
        over = max(self.box.left - box.left, box.right - self.box.right)
        return over <= 1.2 * size or (
            abs(box.left - self.box.left) <= 2.5 * size and (same or self.count == 1)
        )

    def is_wider(self, box: Box, stacks: Sequence[_Stack]) -> bool:
        """Whether a box stands below other columns too."""
        last = self.atoms[-1]
        if box.right <= self.box.right + last.size and box.left >= self.box.left - last.size:
            return False
        return any(
            stack is not self
            and (stack.box.left >= self.box.right or stack.box.right <= self.box.left)
            and min(box.right, stack.box.right) - max(box.left, stack.box.left) > 0.5 * stack.box.width
            and -last.size < box.top - stack.box.bottom < 2.5 * last.size
            for stack in stacks
        )

    def is_walled(self, box: Box, walls: Sequence[Box]) -> bool:
        """Whether a rule is drawn between the last line and a box."""
        top, bottom = self.atoms[-1].own.bottom, box.top
        middle = (max(box.left, self.box.left) + min(box.right, self.box.right)) / 2
        slack = 0.4 * self.atoms[-1].size
        return any(
            wall.width > wall.height
            and top - slack <= (wall.top + wall.bottom) / 2 <= bottom + slack
            and wall.left <= middle <= wall.right
            for wall in walls
        )


def _beside(ordered: Sequence[list[Atom]], at: int, stack: _Stack, box: Box) -> bool:
    """Whether another line stands on the same level below the same stack: then columns begin there."""
    for step in (1, -1):
        near = at + step
        while 0 <= near < len(ordered):
            other = Box.around(atom.own for atom in ordered[near])
            if other.top >= box.bottom or other.top < box.top - 2 * box.height:
                break
            level = min(other.bottom, box.bottom) - max(other.top, box.top)
            apart = other.left >= box.right or other.right <= box.left
            under = min(other.right, stack.box.right) - max(other.left, stack.box.left)
            if level > 0.5 * min(box.height, other.height) and apart and under > 0.5 * other.width:
                return True
            near += step
    return False


# --- headers ---


def with_headers(sheet: Sheet, blocks: Sequence[Item]) -> list[Item]:
    """Titles that stand over one another, with kicker, deck and byline, as one; the other blocks as they are."""
    left = list(blocks)
    walls = [wall for wall in map(sheet.laid, sheet.rules) if wall.height <= _THIN < wall.width]
    measure = _measure(blocks)
    titles = [item for item in left if _is_title(item, sheet.body)]
    headers: list[Item] = []
    for title in sorted(titles, key=lambda item: (-item.size, item.box.top)):
        if title not in left:
            continue
        left.remove(title)
        group = [title]
        while (near := _next_of_header(sheet, group, left, walls, measure)) is not None:
            left.remove(near)
            group.append(near)
        group.sort(key=lambda item: (item.box.top, item.box.left))
        headers.append(
            Item(
                kind="header",
                box=Box.around(item.box for item in group),
                atoms=[atom for item in group for atom in item.atoms],
            )
        )
    return [*left, *headers]


def _is_title(item: Item, body: float) -> bool:
    text = sum(len(atom.text) for atom in item.atoms)
    return text <= _MOST_TITLE and is_title(max(item.atoms, key=lambda atom: atom.size), body)


def _next_of_header(
    sheet: Sheet, group: Sequence[Item], left: Sequence[Item], walls: Sequence[Box], measure: float
) -> Item | None:
    """A block that stands directly over or under a header and can be a part of it."""
    body = sheet.body
    box = Box.around(item.box for item in group)
    largest = max(item.size for item in group)
    for item in left:
        if not _may_be_header(item, body, largest) or not (
            _is_title(item, body) or item.atoms[0].vertical is group[0].atoms[0].vertical
        ):
            continue
        above = box.top - item.box.bottom
        below = item.box.top - box.bottom
        gap = max(below, above)
        room = 1.1 * max(item.size, min(largest, 2 * body))
        overlap = min(box.right, item.box.right) - max(box.left, item.box.left)
        if not -0.3 * item.size <= gap <= room or overlap < 0.6 * min(box.width, item.box.width):
            continue
        if _has_twin(item, left, box, body) or _are_walled(box, item.box, walls):
            continue
        if below > above and _is_running(item, box, sheet, measure):
            continue
        if _fits(item, box, body, above > below):
            return item
    return None


def _measure(blocks: Sequence[Item]) -> float:
    """How wide the columns of running text are."""
    widths = [
        max(atom.own.width for atom in item.atoms)
        for item in blocks
        for _ in item.atoms
        if len(item.atoms) >= 4  # noqa: PLR2004  # lines that show how wide a column is
    ]
    return statistics.median(widths) if widths else math.inf


def _is_running(item: Item, header: Box, sheet: Sheet, measure: float) -> bool:
    """Whether some lines below a title are its text, whose other columns stand elsewhere, and no deck or byline."""
    plain = all(
        atom.label in {"", "text"}
        and not atom.bold
        and sheet.body / sheet.same <= atom.size <= sheet.body * sheet.same
        for atom in item.atoms
    )
    width = max(atom.own.width for atom in item.atoms)
    widest = (1.2 if len(item.atoms) == 1 else 1.6) * measure
    if not plain or not 0.8 * measure <= width <= widest:  # as wide as a column, nearly
        return False
    before, after = item.box.left - header.left, header.right - item.box.right
    return min(before, after) < 1.2 * sheet.body or abs(before - after) > sheet.body


def _has_twin(item: Item, left: Sequence[Item], box: Box, body: float) -> bool:
    """Whether running text begins on the same level in another column below a header."""
    return not _is_title(item, body) and any(
        other is not item
        and abs(other.box.top - item.box.top) <= body
        and min(other.box.right, box.right) - max(other.box.left, box.left) > body
        and abs(other.atoms[0].size - item.atoms[0].size) <= 0.05 * item.size
        and other.atoms[0].bold == item.atoms[0].bold
        for other in left
    )


def _are_walled(one: Box, other: Box, walls: Sequence[Box]) -> bool:
    """Whether a rule is drawn between two boxes, of which one stands over the other."""
    high, low = sorted((one, other), key=lambda box: box.top)
    middle = (max(one.left, other.left) + min(one.right, other.right)) / 2
    return any(
        high.bottom - _THIN <= wall.top
        and wall.bottom <= low.top + _THIN
        and wall.left <= middle <= wall.right
        for wall in walls
    )


def _may_be_header(item: Item, body: float, largest: float) -> bool:
    if item.kind != "text":
        return False
    text = sum(len(atom.text) for atom in item.atoms)
    lines = len(item.atoms)
    if _is_title(item, body):
        return True
    return lines <= 2 and text <= 60 and largest >= 1.3 * body and not any(atom.whole for atom in item.atoms)  # noqa: PLR2004  # lines and characters of a byline at most


def _fits(item: Item, box: Box, body: float, above: bool) -> bool:  # noqa: FBT001  # one side or the other
    """Whether a block is as wide as a kicker or a deck may be; what stands above may be another article's end."""
    if above and not _is_title(item, body):
        return len(item.atoms) == 1 and not item.atoms[0].text.endswith(
            ("。", "．", ".", "”", "」", "）", ")")
        )
    return item.box.width <= 1.6 * box.width + 4 * body
