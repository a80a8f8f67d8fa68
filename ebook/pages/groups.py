"""The lines of a page are put together to what stays together when the page is put in order.

Lines below one another in one column become a block; titles that stand over one another, with what stands between them,
a header; a picture and its caption, a table and a frame with all that is in it are one thing each.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ebook.pages.atoms import Atom, Item, Sheet
from ebook.pages.blocks import blocks_of, with_headers
from ebook.pages.grids import Grid, grids_of
from ebook.pages.page import Box, Region

__all__ = ["items_of"]

_CAPTION_LINES = 6
_SMALL = 1.03
_TABLE_TITLE = 1.3
_FRAME = 3.0


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
    blocks = _titled(sheet, tables, blocks_of(sheet, left))
    blocks = with_headers(sheet, blocks)
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
        for rule in (*sheet.rules, *_drawn_frames(sheet.rules, sheet.body / 3))
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
        inner = [*with_headers(sheet, blocks_of(sheet, held)), *smaller]
        found.append(Item(kind="frame", box=sheet.laid(box), inside=inner))
    return found, left


def _drawn_frames(rules: Sequence[Box], slack: float) -> list[Box]:
    """The frames that are drawn as four rules, each of which ends where the next one begins."""
    across = [rule for rule in rules if rule.height <= slack < rule.width]
    down = [rule for rule in rules if rule.width <= slack < rule.height]
    found = []
    for top, bottom in itertools.permutations(across, 2):
        box = Box(top.left, top.top, top.right, bottom.bottom)
        alike = abs(top.left - bottom.left) <= slack and abs(top.right - bottom.right) <= slack
        if alike and bottom.top > top.bottom + slack and _has_sides(box, down, slack):
            found.append(box)
    return found


def _has_sides(box: Box, down: Sequence[Box], slack: float) -> bool:
    """Whether rules go from the top of a box to its bottom at its left and at its right edge."""
    fitting = [
        (rule.left + rule.right) / 2
        for rule in down
        if abs(rule.top - box.top) <= slack and abs(rule.bottom - box.bottom) <= slack
    ]
    return all(any(abs(place - edge) <= slack for place in fitting) for edge in (box.left, box.right))


def _inside(inner: Box, outer: Box, slack: float) -> bool:
    return (
        outer.left - slack <= inner.left
        and outer.top - slack <= inner.top
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


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
