"""The lines of a page are put together to what stays together when the page is put in order.

Lines below one another in one column become a block; titles that stand over one another, with what stands between them,
a header; a picture and its caption, a table and a frame with all that is in it are one thing each.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from ebook.pages.atoms import Atom, Sheet, is_title, turned
from ebook.pages.grids import Grid, grids_of
from ebook.pages.page import Box, Region

__all__ = ["Item", "flat", "items_of"]

_NEAR_SIZE = 1.27
_LEADING, _TIGHT = 1.05, 0.65
_MOST_TITLE = 90
_CAPTION_LINES = 6
_SMALL = 1.03
_TABLE_TITLE = 1.3
_FRAME = 3.0
_THIN = 4.0

Kind: TypeAlias = Literal["text", "header", "picture", "table", "frame"]


class Item(msgspec.Struct, kw_only=True, eq=False):
    """What stays together when a page is put in order.

    Attributes:
        kind: what it is.
        box: where it stands, in the reading direction of the page.
        atoms: its lines in order; those of a picture are its captions, those of a table what stands above it.
        notes: the lines below a table.
        inside: what is in a frame, in any order.
        number: the number of a picture's or a table's region, 0 without one.
        rows: the cells of a table.
        cells: the numbers of the regions that the cells were read from.
        picture: the path of a picture's file.
        text: what a program says of a picture, or the caption that it gives a table.
        stands: whether each of its lines stands for itself.
    """

    kind: Kind
    box: Box
    atoms: list[Atom] = []
    notes: list[Atom] = []
    inside: list[Item] = []
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    cells: tuple[int, ...] = ()
    picture: str | None = None
    text: str = ""
    stands: bool = False

    @property
    def is_float(self) -> bool:
        """Whether text runs on around it."""
        return self.kind in {"picture", "table", "frame"}

    @property
    def size(self) -> float:
        """The size of its largest characters."""
        return max((atom.size for atom in self.atoms), default=0.0)


def items_of(sheet: Sheet, units: Sequence[list[Atom]]) -> list[Item]:
    """The parts of a page, or of what is in a frame.

    Args:
        sheet: the page.
        units: the lines to put together; what a program has in one block stays together.
    """
    grids, left = grids_of(units, sheet.rules, sheet.body)
    tables = [_table(sheet, grid) for grid in grids]
    tables += [
        Item(kind="table", box=sheet.laid(region.box), number=number, rows=region.rows, text=_said(region))
        for number, region in sheet.others
        if region.kind == "table"
    ]
    frames, left = _frames(sheet, left, [grid.box for grid in grids])
    pictures = [
        Item(
            kind="picture",
            box=sheet.laid(region.box),
            number=number,
            picture=region.picture,
            text=_said(region),
        )
        for number, region in sheet.others
        if region.kind == "picture"
    ]
    blocks = _titled(sheet, tables, _blocks(sheet, left))
    blocks = _headers(sheet, blocks)
    blocks = _captioned(sheet, pictures, blocks)
    return [*blocks, *pictures, *tables, *frames]


def _titled(sheet: Sheet, tables: Sequence[Item], blocks: Sequence[Item]) -> list[Item]:
    """The blocks that are no title or note of a table; those go to the table that they stand at."""
    left = list(blocks)
    for table in tables:
        for item in list(left):
            lines = len(item.atoms)
            across = min(table.box.right, item.box.right) - max(table.box.left, item.box.left)
            if lines > 2 or item.size > _TABLE_TITLE * sheet.body or across < 0.8 * item.box.width:  # noqa: PLR2004  # lines of a title
                continue
            above, below = table.box.top - item.box.bottom, item.box.top - table.box.bottom
            centred = abs(item.box.left + item.box.right - table.box.left - table.box.right) <= 4 * sheet.body
            if -sheet.body / 2 <= above <= 1.2 * sheet.body and (centred or item.size < sheet.body * _SMALL):
                table.atoms += item.atoms
                left.remove(item)
            elif -sheet.body / 2 <= below <= sheet.body and item.size * _SMALL < sheet.body:
                table.notes += item.atoms
                left.remove(item)
        boxes = [sheet.laid(atom.box) for atom in (*table.atoms, *table.notes)]
        table.box = Box.around([table.box, *boxes])
    return left


def _said(region: Region) -> str:
    return " ".join(region.text.split())


def _table(sheet: Sheet, grid: Grid) -> Item:
    return Item(kind="table", box=sheet.laid(grid.box), rows=grid.rows, cells=grid.regions)


# --- frames ---


def _frames(
    sheet: Sheet, units: Sequence[list[Atom]], taken: Sequence[Box]
) -> tuple[list[Item], list[list[Atom]]]:
    """The frames that hold some of the units, and the units that no frame holds."""
    least = _FRAME * sheet.body
    boxes = [
        rule
        for rule in sheet.rules
        if min(rule.width, rule.height) > least and not any(_inside(rule, box, 4) for box in taken)
    ]
    found: list[Item] = []
    left = list(units)
    for box in sorted(boxes, key=lambda box: box.width * box.height):
        held = [unit for unit in left if _inside(Box.around(atom.box for atom in unit), box, sheet.body / 3)]
        if not held or (len(held) == len(left) and not found and len(sheet.units) == len(units)):
            continue
        left = [unit for unit in left if unit not in held]
        smaller = [item for item in found if _inside(item.box, sheet.laid(box), sheet.body / 3)]
        found = [item for item in found if item not in smaller]
        inner = [*_headers(sheet, _blocks(sheet, held)), *smaller]
        found.append(Item(kind="frame", box=sheet.laid(box), inside=inner))
    return found, left


def _inside(inner: Box, outer: Box, slack: float) -> bool:
    return (
        outer.left - slack <= inner.left
        and outer.top - slack <= inner.top
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


# --- blocks: lines of one column ---


def _blocks(sheet: Sheet, units: Sequence[list[Atom]]) -> list[Item]:
    """The columns' lines; those of programs that have blocks stay as they are and are joined where one goes on."""
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
    return [part for stack in stacks for part in _apart(stack.atoms)]


def _apart(atoms: list[Atom]) -> Iterable[list[Atom]]:
    """Lines of a column, divided where more space is left between them than usual, and a title or a deck ends."""
    gaps = [b.own.top - a.own.bottom for a, b in itertools.pairwise(atoms)]
    usual = statistics.median_low(gaps) if len(gaps) > 1 else math.inf
    part = atoms[:1]
    for gap, atom in zip(gaps, atoms[1:], strict=True):
        wide = gap > usual + 0.5 * atom.size
        if wide and (part[-1].size, part[-1].bold) != (atom.size, atom.bold):
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


def _headers(sheet: Sheet, blocks: Sequence[Item]) -> list[Item]:
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
    if not plain or max(atom.own.width for atom in item.atoms) < 0.8 * measure:  # as wide as a column, nearly
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


# --- pictures with their captions ---


def _captioned(sheet: Sheet, pictures: Sequence[Item], blocks: Sequence[Item]) -> list[Item]:
    """The blocks that are no captions; captions and credits go to the picture that they stand next to."""
    left = list(blocks)
    for item in list(left):
        if not _may_be_caption(item, sheet.body):
            continue
        near = [
            (gap, at) for at, picture in enumerate(pictures) if (gap := _distance(item, picture, sheet.body))
        ]
        if near:
            picture = pictures[min(near)[1]]
            picture.atoms += item.atoms
            left.remove(item)
    for picture in pictures:
        picture.atoms.sort(key=lambda atom: (atom.own.top, atom.own.left))
        if picture.atoms:
            boxes = [sheet.laid(atom.box) for atom in picture.atoms]
            picture.box = Box.around([picture.box, *boxes])
    return left


def _may_be_caption(item: Item, body: float) -> bool:
    if item.kind != "text":
        return False
    if all(atom.label in {"caption", "credit"} for atom in item.atoms):
        return True
    return (
        len(item.atoms) <= _CAPTION_LINES
        and item.size * _SMALL < body
        and item.atoms[0].label in {"", "text"}
    )


def _distance(item: Item, picture: Item, body: float) -> float:
    """How far a caption is from a picture, 0 where it is too far: below is nearer than above and beside."""
    box, own = picture.box, item.box
    across = min(box.right, own.right) - max(box.left, own.left)
    along = min(box.bottom, own.bottom) - max(box.top, own.top)
    room = 2.2 * body
    if across >= 0.7 * own.width:
        below, above = own.top - box.bottom, box.top - own.bottom
        if -body < below <= room:
            return 1.0 + max(below, 0.0)
        if -body < above <= room:
            return 1.5 * room + max(above, 0.0)
    if along >= 0.7 * own.height:
        beside = max(own.left - box.right, box.left - own.right)
        if -body < beside <= room:
            return 3.0 * room + max(beside, 0.0)
    return 0.0


def flat(items: Iterable[Item]) -> Iterable[Atom]:
    """All lines of some items."""
    for item in items:
        yield from (*item.atoms, *item.notes)
        yield from flat(item.inside)
