"""The characters of a page, wherever each was drawn, become its printed lines, horizontal and vertical.

Drawing order is not reading order, but characters of one line are nearly always drawn one after the other: so runs are
followed in drawing order first, and runs that touch on one line are joined then. A gutter between two columns is never
crossed, as a run does not go over a gap of a character's width.
"""

from __future__ import annotations

import itertools
import statistics
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.page import Box, Region

__all__ = ["Glyph", "lines_of"]

_STEP, _BACK = (
    1.0,
    0.6,
)  # of a character: the widest gap, and how far full-width marks are set into one another
_GUTTER, _LEAST_STEP = 11.0, 0.3
"""Points: no gutter is narrower, so large characters go over no wider gap, unless it is small beside them."""
_TOUCHING = 0.55
_PAIR = 1.3
_WIDE_BLANK = 0.6
_OVERLAP = 0.5
_WORD_GAP, _IDEOGRAPH_GAP, _FULL_SPACE = 0.17, 0.4, 0.85
_SIZES = 1.6
_WIDE_SPACE = 2.6
_THIN = 4.0
_WIDEST_SPACE = 2.5
_ROW = 12.0  # points; runs are looked for in the rows that they reach into


_HALF_BLANK = frozenset("，。、；：！？）》」』】〕”’．")


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


class _Run:
    """Characters that follow one another on a line."""

    def __init__(self, glyphs: list[Glyph], *, vertical: bool | None = None) -> None:
        self.glyphs = glyphs
        self.vertical = vertical

    @property
    def box(self) -> Box:
        return Box.around(glyph.box for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return statistics.median_high(glyph.size for glyph in self.glyphs)


def lines_of(glyphs: Sequence[Glyph], rules: Sequence[Box] = ()) -> list[Region]:
    """The printed lines of a page's characters, in the order in which they were drawn.

    Args:
        glyphs: in the order in which they were drawn.
        rules: lines and frames drawn on the page; no line of text goes over one.
    """
    runs = [part for run in _runs(_once(glyphs)) for part in _parts(run)]
    walls = [wall for rule in rules for wall in _sides(rule)]
    return [_region(part) for run in _joined(_bridged(runs)) for part in _between(run, walls)]


def _bridged(runs: Sequence[_Run]) -> list[_Run]:
    """The runs, those made one that were drawn one after the other on one line with a wide space between them.

    A gap is a space where lines above or below run across it, and a gutter where they leave it free. Without such lines
    it is a space if it is as wide as one full-width space or two.
    """
    across = {
        v: [(run, _along(run, vertical=v)) for run in runs if bool(run.vertical) is v] for v in (False, True)
    }
    found: list[_Run] = []
    for at, run in enumerate(runs):
        gap = _wide_gap(runs[at - 1], run) if at else None
        if gap is not None and _is_bridge(gap, run, across[bool(runs[at - 1].vertical or run.vertical)]):
            found[-1].glyphs = [*found[-1].glyphs, *run.glyphs]
            found[-1].vertical = bool(found[-1].vertical or run.vertical)
        else:
            found.append(_Run(run.glyphs, vertical=run.vertical))
    return found


def _is_bridge(gap: Box, run: _Run, others: Sequence[tuple[_Run, Box]]) -> bool:
    """Whether a gap before a run is a space."""
    size, slack = run.size, 0.15 * run.size
    crossed = left = right = False
    for other, box in others:
        below, above = box.top - gap.bottom, gap.top - box.bottom
        if (
            max(below, above) > 1.5 * size
            or max(below, above) < -0.5 * size
            or not _same_size(other.size, size)
        ):
            continue
        if box.left < gap.left - slack and box.right > gap.right + slack:
            crossed = crossed or _inked_across(other, gap)
        left = left or gap.left - 4 * size < box.right <= gap.right - slack
        right = right or gap.left + slack <= box.left < gap.right + 4 * size
    width = (gap.right - gap.left) / size
    if crossed:
        return True
    return not (left and right) and (0.85 <= width <= 1.25 or 1.8 <= width <= 2.3)  # noqa: PLR2004  # full-width spaces


def _same_size(one: float, other: float) -> bool:
    return max(one, other) <= 1.05 * min(one, other)


def _inked_across(run: _Run, gap: Box) -> bool:
    """Whether a character of a run stands in a gap of another line."""
    vertical = bool(run.vertical)
    middle = (gap.left + gap.right) / 2
    for glyph in run.glyphs:
        start, end = (glyph.box.top, glyph.box.bottom) if vertical else (glyph.box.left, glyph.box.right)
        if start <= middle <= end and not glyph.is_blank:
            return True
    return False


def _wide_gap(before: _Run, after: _Run) -> Box | None:
    """The gap between two runs on one line, in the direction of the line, where it is as wide as a space may be."""
    if before.vertical is not None and after.vertical is not None and before.vertical is not after.vertical:
        return None
    vertical = bool(before.vertical or after.vertical)
    one, two = _along(before, vertical=vertical), _along(after, vertical=vertical)
    size = min(before.size, after.size)
    level = min(one.bottom, two.bottom) - max(one.top, two.top) > 0.7 * min(one.height, two.height)
    if level and _same_size(before.size, after.size) and 0 < two.left - one.right <= _WIDEST_SPACE * size:
        return Box(one.right, min(one.top, two.top), two.left, max(one.bottom, two.bottom))
    return None


def _sides(rule: Box) -> Iterable[Box]:
    """The lines that a frame consists of; a line is one itself."""
    if min(rule.width, rule.height) <= _THIN:
        yield rule
        return
    yield Box(rule.left, rule.top, rule.left, rule.bottom)
    yield Box(rule.right, rule.top, rule.right, rule.bottom)
    yield Box(rule.left, rule.top, rule.right, rule.top)
    yield Box(rule.left, rule.bottom, rule.right, rule.bottom)


def _between(run: _Run, walls: Sequence[Box]) -> Iterable[_Run]:
    """The parts of a run between the walls that cross it."""
    box = _along(run, vertical=bool(run.vertical))
    crossing = []
    for wall in walls:
        across = _turned(wall) if run.vertical else wall
        middle = (box.top + box.bottom) / 2
        inside = box.left + run.size / 2 < across.left < box.right - run.size / 2
        if inside and across.width <= _THIN and across.top <= middle <= across.bottom:
            crossing.append(across.left)
    if not crossing:
        yield run
        return
    parts: dict[int, list[Glyph]] = {}
    for glyph in run.glyphs:
        own = _turned(glyph.box) if run.vertical else glyph.box
        parts.setdefault(sum(at < (own.left + own.right) / 2 for at in crossing), []).append(glyph)
    yield from (
        _Run(_stripped(part), vertical=run.vertical) for _, part in sorted(parts.items()) if _stripped(part)
    )


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    shown = [at for at, glyph in enumerate(glyphs) if not glyph.is_blank]
    return glyphs[shown[0] : shown[-1] + 1] if shown else []


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters; one that is drawn twice in its place, to look bold or to cast a shadow, is one character."""
    found: list[Glyph] = []
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        step = max(glyph.size, 1.0) / 4
        x, y = round(glyph.box.left / step), round(glyph.box.top / step)
        near = (seen.get((glyph.char, x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if not glyph.is_blank and any(other is not None and _covers(other, glyph) for other in near):
            continue
        seen[glyph.char, x, y] = glyph
        found.append(glyph)
    return found


def _covers(one: Glyph, other: Glyph) -> bool:
    near = 0.12 * one.size
    return abs(one.box.left - other.box.left) <= near and abs(one.box.top - other.box.top) <= near


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    runs: list[_Run] = []
    for at, glyph in enumerate(glyphs):
        if runs and _takes(runs[-1], glyph, glyphs[at + 1] if at + 1 < len(glyphs) else None):
            runs[-1].glyphs.append(glyph)
        else:
            runs.append(_Run([glyph]))
    return runs


def _takes(run: _Run, glyph: Glyph, ahead: Glyph | None) -> bool:
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
    if not _follows(_turned(last.box), _turned(glyph.box), size):
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


def _is_beside(run: _Run, glyph: Glyph) -> bool:
    """Whether a character stands beside the last one within a vertical line, as two figures do."""
    first, last = run.glyphs[0].box, run.glyphs[-1].box
    slack = 0.25 * run.glyphs[0].size
    inside = glyph.box.left >= first.left - slack and glyph.box.right <= first.right + slack
    level = min(last.bottom, glyph.box.bottom) - max(last.top, glyph.box.top)
    return inside and level >= _OVERLAP * min(last.height, glyph.box.height)


def _turned(box: Box) -> Box:
    """With the axes exchanged: what stands below is then to the right."""
    return Box(box.top, box.left, box.bottom, box.right)


def _parts(run: _Run) -> Iterable[_Run]:
    """A run, divided where spaces leave a wide gap, without the spaces at its ends."""
    part: list[Glyph] = []
    blanks: list[Glyph] = []
    for glyph in run.glyphs:
        if glyph.is_blank:
            blanks.append(glyph)
            continue
        if part and blanks and _gap(part[-1], glyph, vertical=bool(run.vertical)) > _WIDE_SPACE * glyph.size:
            yield _Run(part, vertical=run.vertical)
            part = []
        part += (*blanks, glyph) if part else (glyph,)
        blanks = []
    if part:
        yield _Run(part, vertical=run.vertical)


def _gap(before: Glyph, after: Glyph, *, vertical: bool) -> float:
    return after.box.top - before.box.bottom if vertical else after.box.left - before.box.right


def _joined(runs: Sequence[_Run]) -> list[_Run]:
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


def _is_pair(run: _Run) -> bool:
    """Whether a run may be two figures side by side in a vertical line."""
    return (
        len(run.glyphs) == 2  # noqa: PLR2004  # a pair
        and all(glyph.char.isascii() and glyph.char.isdigit() for glyph in run.glyphs)
        and run.box.width <= _PAIR * run.size
    )


def _linked(runs: Sequence[_Run], *, vertical: bool) -> list[_Run]:
    found: list[_Run] = []
    boxes = {id(run): _along(run, vertical=vertical) for run in runs}
    rows: dict[int, list[_Run]] = {}
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


def _along(run: _Run, *, vertical: bool) -> Box:
    return _turned(run.box) if vertical else run.box


def _touch(run: _Run, other: _Run, *, vertical: bool) -> bool:
    one, two = sorted(
        (_along(run, vertical=vertical), _along(other, vertical=vertical)), key=lambda b: b.left
    )
    return _meet(one, two, max(run.size, other.size), min(run.size, other.size))


def _meet(before: Box, after: Box, large: float, small: float) -> bool:
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    gap = after.left - before.right
    level = overlap >= 0.6 * min(before.height, after.height)
    return level and -_BACK * small <= gap <= _TOUCHING * small and large <= _SIZES * small


def _region(run: _Run) -> Region:
    vertical = bool(run.vertical)
    glyphs = run.glyphs
    shown = [glyph for glyph in glyphs if not glyph.is_blank]
    fonts = [glyph.font for glyph in shown]
    return Region(
        kind="line",
        box=_inked(shown, vertical=vertical),
        text=_text(glyphs, vertical=vertical),
        vertical=vertical,
        size=round(run.size, 2),
        bold=2 * sum(glyph.bold for glyph in shown) > len(shown),
        font=max(sorted(set(fonts)), key=fonts.count),
    )


def _inked(glyphs: Sequence[Glyph], *, vertical: bool) -> Box:
    """The box of a line; the blank half of a full-width mark at its end may reach over the column's edge."""
    box = Box.around(glyph.box for glyph in glyphs)
    last = glyphs[-1]
    if last.char not in _HALF_BLANK or len(glyphs) == 1:
        return box
    if vertical:
        bottom = min(box.bottom, last.box.top + last.size / 2)
        return Box(box.left, box.top, box.right, bottom)
    return Box(box.left, box.top, min(box.right, last.box.left + last.size / 2), box.bottom)


def _text(glyphs: Sequence[Glyph], *, vertical: bool) -> str:
    """The characters of a line, with a space where the gap between two is one."""
    gaps = [_gap(a, b, vertical=vertical) for a, b in itertools.pairwise(glyphs)]
    usual = max(0.0, statistics.median(gaps)) if gaps else 0.0
    widths = _blanks(glyphs, vertical=vertical)
    wide = max(_WIDE_BLANK * glyphs[0].size, 1.8 * statistics.median_low(widths.values())) if widths else 0.0
    text = glyphs[0].char
    for at, (before, after, gap) in enumerate(zip(glyphs, glyphs[1:], gaps, strict=False), 1):
        if not before.is_blank and not after.is_blank and _is_space(before, after, gap, usual):
            text += " " if gap < _FULL_SPACE * after.size else "\u3000"
        elif before.char == " " and widths.get(at, 0.0) > wide:
            text += "  "  # pdfium gives one space for several, which divide facts
        text += after.char
    return text.strip()


def _blanks(glyphs: Sequence[Glyph], *, vertical: bool) -> dict[int, float]:
    """How much room spaces take before the characters that follow them, by the characters' places."""
    found: dict[int, float] = {}
    last = glyphs[0]
    for at, glyph in enumerate(glyphs):
        if glyph.is_blank:
            continue
        if at and glyphs[at - 1].is_blank:
            found[at] = _gap(last, glyph, vertical=vertical)
        last = glyph
    return found


def _is_space(before: Glyph, after: Glyph, gap: float, usual: float) -> bool:
    size = min(before.size, after.size)
    spaced = _is_spaced(before.char) and _is_spaced(after.char)
    return gap > (_WORD_GAP * size if spaced else max(_IDEOGRAPH_GAP * size, usual + _IDEOGRAPH_GAP * size))


def _is_spaced(char: str) -> bool:
    """Whether words of a character's script are divided by spaces."""
    return "\uac00" <= char <= "\ud7a3" or unicodedata.east_asian_width(char) not in {"W", "F"}
