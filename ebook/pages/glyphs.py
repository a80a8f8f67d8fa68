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

from ebook.pages.page import Box, Region
from ebook.pages.runs import Glyph, Run, along, gap_between, joined, parted, runs_of, swapped

__all__ = ["Glyph", "lines_of"]

_WIDE_BLANK = 0.6
_WORD_GAP = 0.17
_IDEOGRAPH_GAP = 0.4
_FULL_SPACE = 0.85
_THIN = 4.0
_WIDEST_SPACE = 2.5


_HALF_BLANK = frozenset("，。、；：！？）》」』】〕”’．")


def lines_of(glyphs: Sequence[Glyph], rules: Sequence[Box] = ()) -> list[Region]:
    """The printed lines of a page's characters, in the order in which they were drawn.

    Args:
        glyphs: in the order in which they were drawn.
        rules: lines and frames drawn on the page; no line of text goes over one.
    """
    runs = [part for run in runs_of(_once(glyphs)) for part in parted(run)]
    walls = [wall for rule in rules for wall in rule.sides(_THIN)]
    return [_region(part) for run in joined(_bridged(runs)) for part in _between(run, walls)]


def _bridged(runs: Sequence[Run]) -> list[Run]:
    """The runs, those made one that were drawn one after the other on one line with a wide space between them.

    A gap is a space where lines above or below run across it, and a gutter where they leave it free. Without such lines
    it is a space if it is as wide as one full-width space or two.
    """
    across = {
        v: [(run, along(run, vertical=v)) for run in runs if bool(run.vertical) is v] for v in (False, True)
    }
    found: list[Run] = []
    for at, run in enumerate(runs):
        gap = _wide_gap(runs[at - 1], run) if at else None
        if gap is not None and _is_bridge(gap, run, across[bool(runs[at - 1].vertical or run.vertical)]):
            found[-1].glyphs = [*found[-1].glyphs, *run.glyphs]
            found[-1].vertical = bool(found[-1].vertical or run.vertical)
        else:
            found.append(Run(run.glyphs, vertical=run.vertical))
    return found


def _is_bridge(gap: Box, run: Run, others: Sequence[tuple[Run, Box]]) -> bool:
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


def _inked_across(run: Run, gap: Box) -> bool:
    """Whether a character of a run stands in a gap of another line."""
    vertical = bool(run.vertical)
    middle = (gap.left + gap.right) / 2
    for glyph in run.glyphs:
        start, end = (glyph.box.top, glyph.box.bottom) if vertical else (glyph.box.left, glyph.box.right)
        if start <= middle <= end and not glyph.is_blank:
            return True
    return False


def _wide_gap(before: Run, after: Run) -> Box | None:
    """The gap between two runs on one line, in the direction of the line, where it is as wide as a space may be."""
    if before.vertical is not None and after.vertical is not None and before.vertical is not after.vertical:
        return None
    vertical = bool(before.vertical or after.vertical)
    one, two = along(before, vertical=vertical), along(after, vertical=vertical)
    size = min(before.size, after.size)
    level = min(one.bottom, two.bottom) - max(one.top, two.top) > 0.7 * min(one.height, two.height)
    if level and _same_size(before.size, after.size) and 0 < two.left - one.right <= _WIDEST_SPACE * size:
        return Box(one.right, min(one.top, two.top), two.left, max(one.bottom, two.bottom))
    return None


def _between(run: Run, walls: Sequence[Box]) -> Iterable[Run]:
    """The parts of a run between the walls that cross it."""
    box = along(run, vertical=bool(run.vertical))
    crossing = []
    for wall in walls:
        across = swapped(wall) if run.vertical else wall
        middle = (box.top + box.bottom) / 2
        inside = box.left + run.size / 2 < across.left < box.right - run.size / 2
        if inside and across.width <= _THIN and across.top <= middle <= across.bottom:
            crossing.append(across.left)
    if not crossing:
        yield run
        return
    parts: dict[int, list[Glyph]] = {}
    for glyph in run.glyphs:
        own = swapped(glyph.box) if run.vertical else glyph.box
        parts.setdefault(sum(at < (own.left + own.right) / 2 for at in crossing), []).append(glyph)
    yield from (
        Run(_stripped(part), vertical=run.vertical) for _, part in sorted(parts.items()) if _stripped(part)
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


def _region(run: Run) -> Region:
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
    gaps = [gap_between(a, b, vertical=vertical) for a, b in itertools.pairwise(glyphs)]
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
            found[at] = gap_between(last, glyph, vertical=vertical)
        last = glyph
    return found


def _is_space(before: Glyph, after: Glyph, gap: float, usual: float) -> bool:
    size = min(before.size, after.size)
    spaced = _is_spaced(before.char) and _is_spaced(after.char)
    return gap > (_WORD_GAP * size if spaced else max(_IDEOGRAPH_GAP * size, usual + _IDEOGRAPH_GAP * size))


def _is_spaced(char: str) -> bool:
    """Whether words of a character's script are divided by spaces."""
    return "\uac00" <= char <= "\ud7a3" or unicodedata.east_asian_width(char) not in {"W", "F"}
