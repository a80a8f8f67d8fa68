"""Characters that follow one another on a line, in the order in which they were drawn: runs."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.page import Box

__all__ = ["Glyph", "Run", "along", "gap_between", "joined", "parted", "runs_of", "swapped"]

_STEP = 1.0  # of a character: the widest gap
_BACK = 0.6  # of a character: how far full-width marks are set into one another
_GUTTER = 11.0  # points; no gutter is narrower, so large characters go over no wider gap
_LEAST_STEP = 0.3  # of a character; a gap as small as this is no gutter
_TOUCHING = 0.55
_PAIR = 1.3
_OVERLAP = 0.5
_SIZES = 1.6
_WIDE_SPACE = 2.6
_ROW = 12.0  # points; runs are looked for in the rows that they reach into


class Glyph(msgspec.Struct, gc=False):
    """A character as it was drawn: its box is as wide as it takes room in its line, and as high as its font.

    `part` numbers the texts of the page that were drawn in one go; 0 is unknown.
    """

    char: str
    box: Box
    size: float
    bold: bool = False
    font: str = ""
    part: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether it is a space."""
        return self.char.isspace()


class Run:
    """Characters that follow one another on a line."""

    def __init__(self, glyphs: list[Glyph], *, vertical: bool | None = None) -> None:
        self.glyphs = glyphs
        self.vertical = vertical

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box.around(glyph.box for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return statistics.median_high(glyph.size for glyph in self.glyphs)


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """The characters as runs, in the order in which they were drawn."""
    runs: list[Run] = []
    for at, glyph in enumerate(glyphs):
        if runs and _takes(runs[-1], glyph, glyphs[at + 1] if at + 1 < len(glyphs) else None):
            runs[-1].glyphs.append(glyph)
        else:
            runs.append(Run([glyph]))
    return runs


def _takes(run: Run, glyph: Glyph, ahead: Glyph | None) -> bool:
    """Whether a character goes on a run; the second character decides the run's direction."""
    last = run.glyphs[-1]
    size = max(last.size, glyph.size)
    if size > _SIZES * min(last.size, glyph.size):
        return False
    if run.vertical is not True and _follows(last.box, glyph.box, size):
        run.vertical = False
        return True
    if run.vertical is False:
        return False
    if run.vertical and _is_beside(run, glyph):
        return True
    if not _follows(swapped(last.box), swapped(glyph.box), size):
        return False
    if run.vertical is None and ahead is not None and _follows(glyph.box, ahead.box, size):
        return False  # the only character of a line, and the first one of the next
    run.vertical = True
    return True


def _follows(before: Box, after: Box, size: float) -> bool:
    """Whether a box follows another one on a horizontal line."""
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    gap = after.left - before.right
    lower = min(before.height, after.height)
    furthest = min(_STEP * size, max(_GUTTER, _LEAST_STEP * size))
    return overlap >= _OVERLAP * lower and -_BACK * size <= gap <= furthest and after.left > before.left


def _is_beside(run: Run, glyph: Glyph) -> bool:
    """Whether a character stands beside the last one within a vertical line, as two figures do."""
    first, last = run.glyphs[0].box, run.glyphs[-1].box
    slack = 0.25 * run.glyphs[0].size
    inside = glyph.box.left >= first.left - slack and glyph.box.right <= first.right + slack
    level = min(last.bottom, glyph.box.bottom) - max(last.top, glyph.box.top)
    return inside and level >= _OVERLAP * min(last.height, glyph.box.height)


def swapped(box: Box) -> Box:
    """With the axes exchanged: what stands below is then to the right."""
    return Box(box.top, box.left, box.bottom, box.right)


def parted(run: Run) -> Iterable[Run]:
    """A run, divided where spaces leave a wide gap, without the spaces at its ends."""
    part: list[Glyph] = []
    blanks: list[Glyph] = []
    for glyph in run.glyphs:
        if glyph.is_blank:
            blanks.append(glyph)
            continue
        if (
            part
            and blanks
            and gap_between(part[-1], glyph, vertical=bool(run.vertical)) > _WIDE_SPACE * glyph.size
        ):
            yield Run(part, vertical=run.vertical)
            part = []
        part += (*blanks, glyph) if part else (glyph,)
        blanks = []
    if part:
        yield Run(part, vertical=run.vertical)


def gap_between(before: Glyph, after: Glyph, *, vertical: bool) -> float:
    """The space between two characters of a line."""
    return after.box.top - before.box.bottom if vertical else after.box.left - before.box.right


def joined(runs: Sequence[Run]) -> list[Run]:
    """The runs, those that touch on one line made one: a line is drawn in pieces where its font changes."""
    across = [run for run in runs if not run.vertical]
    down = [run for run in runs if run.vertical]
    if down:
        small = [run for run in across if run.vertical is None or _is_pair(run)]
        across = [run for run in across if run.vertical is False and not _is_pair(run)]
        while touching := [run for run in small if any(_touch(run, other, vertical=True) for other in down)]:
            down += touching  # what touches one of these belongs to a vertical line too
            small = [run for run in small if run not in touching]
        across += small
    order = {id(run.glyphs[0]): at for at, run in enumerate(runs)}
    found = [*_linked(across, vertical=False), *_linked(down, vertical=True)]
    return sorted(found, key=lambda run: min(order.get(id(glyph), len(order)) for glyph in run.glyphs))


def _is_pair(run: Run) -> bool:
    """Whether a run may be two figures side by side in a vertical line."""
    return (
        len(run.glyphs) == 2  # noqa: PLR2004  # a pair
        and all(glyph.char.isascii() and glyph.char.isdigit() for glyph in run.glyphs)
        and run.box.width <= _PAIR * run.size
    )


def _linked(runs: Sequence[Run], *, vertical: bool) -> list[Run]:
    found: list[Run] = []
    boxes = {id(run): along(run, vertical=vertical) for run in runs}
    rows: dict[int, list[Run]] = {}
    for run in sorted(runs, key=lambda run: (boxes[id(run)].left, boxes[id(run)].top)):
        run.vertical = vertical
        own = boxes[id(run)]
        steps = range(int(own.top // _ROW), int(own.bottom // _ROW) + 1)
        candidates = {id(other): other for step in steps for other in reversed(rows.get(step, []))}
        for other in candidates.values():
            box = boxes[id(other)]
            if _meet(box, own, max(run.size, other.size), min(run.size, other.size)):
                other.glyphs += run.glyphs
                boxes[id(other)] = Box.around((box, own))
                break
        else:
            found.append(run)
            for step in steps:
                rows.setdefault(step, []).append(run)
    return found


def along(run: Run, *, vertical: bool) -> Box:
    """Where a run stands, in the direction of its line."""
    return swapped(run.box) if vertical else run.box


def _touch(run: Run, other: Run, *, vertical: bool) -> bool:
    one, two = sorted((along(run, vertical=vertical), along(other, vertical=vertical)), key=lambda b: b.left)
    return _meet(one, two, max(run.size, other.size), min(run.size, other.size))


def _meet(before: Box, after: Box, large: float, small: float) -> bool:
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    gap = after.left - before.right
    level = overlap >= 0.6 * min(before.height, after.height)
    return level and -_BACK * small <= gap <= _TOUCHING * small and large <= _SIZES * small
