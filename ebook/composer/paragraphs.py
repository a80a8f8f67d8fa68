"""Cells become lines of one measure, chosen for the whole paragraph at once.

Of all ways to break a paragraph that kinsoku allows, the one with the least total badness is taken (Knuth and
Plass, 1981). A line that is too long gives up blank halves of marks before its neighbours are stretched
(CLREQ 3.1.6, JLREQ 3.8). What is between Han and Latin (a quarter em) is distance alone, never a character.
Lengths are in em.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from ebook.composer.shaping import Cell, Shaper
from ebook.languages.traits import Typesetting
from ebook.typography.characters import (
    AUTOSPACE,
    NOT_FIRST,
    NOT_LAST,
    OPENING,
    autospaced,
    inseparable,
    stretches,
)

__all__ = ["Line", "Paragraph"]

_EPSILON = 1e-6
_SQUEEZE = 0.25  # what one mark gives up within a line
_SPACE_SQUEEZE = 0.07  # what a word space gives up
_SOFT = 0.25  # what a word space or an autospace takes before other gaps do
_WORST_COST = 7.0  # shorter lines are tried until one costs more: gaps of an eighth of an em
_SMALLEST_LAST = 1.6  # em; a last line is longer than one character with its stop

# What a line costs beside how far its gaps are from natural.
_HYPHENATED, _SHORT_LAST, _FORCED = 2.0, 60.0, 10_000.0
_WITHIN_WORD = 150.0  # of Korean, as bad as word spaces of an em and a half
_FULL_SQUEEZE = 0.8
_ONE_GAP = 0.045  # em for each gap: costs 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph.

    Attributes:
        start, stop: its cells; spaces at its end do not belong to it.
        indent: what it leaves free at its beginning.
        natural: how long its cells are without adjustment.
        squeeze: which part of what its marks can give up they do, from 0 to 1.
        soft: what each word space and autospace takes more.
        gap: what each other gap takes more.
        lead: the blank half that its first mark gives up.
        hyphen: whether a hyphen ends it.
        last: whether the paragraph, or a line that the source breaks, ends with it.
    """

    start: int
    stop: int
    indent: float
    natural: float
    squeeze: float = 0.0
    soft: float = 0.0
    gap: float = 0.0
    lead: float = 0.0
    hyphen: bool = False
    last: bool = False


class Paragraph:
    """A row of cells with the distances between them, from which lines of any measure are taken."""

    def __init__(self, cells: Sequence[Cell], shaper: Shaper) -> None:
        self.cells, self.typesetting = cells, shaper.typesetting
        self.hyphen = shaper.hyphen("serif").width
        self.starts: list[float] = []  # where each cell begins
        self.ends: list[float] = []
        self.squeezes: list[float] = []  # what the gaps up to each cell can give up, added up
        self.softs: list[int] = []  # spaces and autospaces up to each cell
        self.gaps: list[int] = []  # other gaps that may grow
        self.breaks: list[float] = []  # what it costs to end a line before each cell
        self._measure()

    def _measure(self) -> None:
        pairs = _pairs(self.typesetting)
        x = squeeze = 0.0
        soft = gaps = 0
        before: Cell | None = None
        for cell in self.cells:
            cost = inf
            if before is not None:
                key = before.group, cell.group
                known = pairs.get(key)
                if known is None:
                    known = pairs[key] = _between(before, cell, self.typesetting)
                distance, give, is_soft, grows, cost = known
                x += distance
                squeeze += give
                soft += is_soft
                gaps += grows
            self.starts.append(x)
            x += cell.width
            self.ends.append(x)
            self.squeezes.append(squeeze)
            self.softs.append(soft)
            self.gaps.append(gaps)
            self.breaks.append(cost)
            before = cell

    def width(self, start: int, stop: int) -> float:
        """How long cells are without adjustment, spaces at their end left out."""
        stop = self._without_spaces(start, stop)
        return self.ends[stop - 1] - self.starts[start] if stop > start else 0.0

    def lines(self, measure: float, indent: float = 0.0, hanging: float = 0.0) -> list[Line]:
        """The lines of a measure; the first is indented by `indent`, the others by `hanging`."""
        found: list[Line] = []
        start = 0
        for number, cell in enumerate(self.cells):
            if cell.kind == "newline":
                found += self._segment(start, number, measure, indent if start == 0 else hanging, hanging)
                start = number + 1
        if start < len(self.cells) or not found:
            found += self._segment(
                start, len(self.cells), measure, indent if start == 0 else hanging, hanging
            )
        return found

    def _segment(self, start: int, stop: int, measure: float, indent: float, hanging: float) -> list[Line]:
        stop = self._without_spaces(start, stop)
        if stop <= start:
            return [Line(start, start, indent, 0.0, last=True)]
        costs: dict[int, float] = {start: 0.0}
        came: dict[int, tuple[int, int]] = {}  # where the next line begins: this one's first cell and its end
        for begin in range(start, stop):
            so_far = costs.get(begin)
            if so_far is None:
                continue
            left = indent if begin == start else hanging
            for end, cost in self._ends(begin, stop, measure - left, left, first=begin == start):
                following = self._next(end, stop)
                if so_far + cost < costs.get(following, inf):
                    costs[following], came[following] = so_far + cost, (begin, end)
        lines: list[Line] = []
        at = stop
        while at > start:
            at, end = came[at]
            left = indent if at == start else hanging
            lines.append(self._line(at, end, stop, measure - left, left, first=at == start))
        return lines[::-1]

    def _ends(
        self, begin: int, stop: int, room: float, indent: float, *, first: bool
    ) -> Iterator[tuple[int, float]]:
        """The ends that a line from `begin` on may have, each with its cost."""
        lead = 0.0 if first and indent else self.cells[begin].before
        limit = self.starts[begin] + lead + room
        near = min(max(bisect_right(self.ends, limit + _EPSILON, begin, stop), begin + 1), stop)
        found = False
        for end in self._longer(begin, near, stop, limit):
            cost = self._cost(begin, end, stop, room, lead)
            if cost < inf:
                found = True
                yield end, cost
        for end in range(near, begin, -1):
            if end < stop and self.breaks[end] == inf:
                continue
            cost = self._cost(begin, end, stop, room, lead)
            if cost == inf:
                continue
            yield end, cost
            if (found and cost > _WORST_COST) or (cost < _EPSILON and self.ends[stop - 1] > limit + room):
                return
            found = True
        if not found:
            yield near, _FORCED

    def _longer(self, begin: int, near: int, stop: int, limit: float) -> Iterator[int]:
        """The ends beyond the measure to which marks can be squeezed."""
        for end in range(near + 1, stop + 1):
            last = self.cells[end - 1]
            give = self.squeezes[end - 1] - self.squeezes[begin] + last.after
            if last.kind != "space" and self.ends[end - 1] - give > limit + _EPSILON:
                return
            if end == stop or self.breaks[end] < inf:
                yield end

    def _cost(self, begin: int, end: int, stop: int, room: float, lead: float) -> float:
        """What a line of these cells costs, infinite where they do not fit."""
        last = self._without_spaces(begin, end) - 1
        cost = 0.0
        over = self.ends[last] - self.starts[begin] - lead - room
        if end < stop:
            cost = self.breaks[end]
            if self.cells[end - 1].ends == "hyphen":
                cost += _HYPHENATED
                over += self.hyphen
        elif begin and over + room < _SMALLEST_LAST:
            cost = _SHORT_LAST
        if over > _EPSILON:
            tail = min(self.cells[last].after, over)
            give = self.squeezes[last] - self.squeezes[begin]
            if over - tail > give + _EPSILON:
                return inf
            part = (over - tail) / give if give else 0.0
            return cost + _FULL_SQUEEZE * (part * part + tail / 4)
        if over < -_EPSILON and end < stop:
            gaps = self.gaps[last] - self.gaps[begin] + 2 * (self.softs[last] - self.softs[begin])
            each = -over / gaps if gaps else 1.0
            cost += (each / _ONE_GAP) ** 2
        return cost

    def _line(self, begin: int, end: int, stop: int, room: float, indent: float, *, first: bool) -> Line:
        lead = 0.0 if first and indent else self.cells[begin].before
        last = self._without_spaces(begin, end) - 1
        hyphen = end < stop and self.cells[end - 1].ends == "hyphen"
        natural = self.ends[last] - self.starts[begin] - lead + (self.hyphen if hyphen else 0.0)
        over = natural - room
        squeeze = soft = gap = 0.0
        if over > _EPSILON:
            give = self.squeezes[last] - self.squeezes[begin]
            squeeze = min((over - min(self.cells[last].after, over)) / give, 1.0) if give else 0.0
        elif over < -_EPSILON and end < stop:
            softs = self.softs[last] - self.softs[begin]
            soft, gap = _shares(-over, softs, self.gaps[last] - self.gaps[begin])
        return Line(begin, last + 1, indent, natural, squeeze, soft, gap, lead, hyphen, end == stop)

    def _next(self, end: int, stop: int) -> int:
        while end < stop and self.cells[end].kind == "space":
            end += 1
        return end

    def _without_spaces(self, start: int, stop: int) -> int:
        while stop > start + 1 and self.cells[stop - 1].kind == "space":
            stop -= 1
        return stop

    def places(self, line: Line) -> list[float]:
        """Where each cell of a line begins, from the line's own beginning on."""
        if line.stop <= line.start:
            return []
        first, starts, start = line.start, self.starts, self.starts[line.start] + line.lead - line.indent
        if not (line.squeeze or line.soft or line.gap):
            return [starts[k] - start for k in range(first, line.stop)]
        give, softs, gaps = self.squeezes, self.softs, self.gaps
        return [
            starts[k]
            - start
            - line.squeeze * (give[k] - give[first])
            + line.soft * (softs[k] - softs[first])
            + line.gap * (gaps[k] - gaps[first])
            for k in range(first, line.stop)
        ]


def _shares(room: float, softs: int, gaps: int) -> tuple[float, float]:
    """How room to fill is shared out: word spaces first, up to a bound, then all gaps alike."""
    if not gaps:
        return (room / softs if softs else 0.0), 0.0
    soft = min(room / softs, _SOFT) if softs else 0.0
    rest = (room - soft * softs) / (gaps + softs)
    return (soft + rest if softs else 0.0), rest


_Between = tuple[float, float, int, int, float]


@functools.cache
def _pairs(_typesetting: Typesetting) -> dict[tuple[str, str], _Between]:
    """What is known of pairs of cells in a language, by their groups."""
    return {}


def _between(left: Cell, right: Cell, typesetting: Typesetting) -> _Between:
    """What is between two cells: distance, what it can give up, whether it is soft, whether it grows, cost of a line end."""
    cost = _break_cost(left, right, typesetting)
    if left.kind == "space":
        return 0.0, 0.0, 0, 0, cost
    if right.kind == "space":
        return 0.0, _SPACE_SQUEEZE, 1, 0, cost
    if "newline" in (left.kind, right.kind):
        return 0.0, 0.0, 0, 0, cost
    one, two = left.last, right.first
    if autospaced(one, two) and "word" in (
        left.kind,
        right.kind,
    ):  # not what stands upright in a square of its own
        return AUTOSPACE, AUTOSPACE / 2, 1, 0, cost
    grows = int(left.kind != "word" or right.kind != "word") * int(stretches(one, two))
    if left.kind == "hangul" and right.kind == "hangul" and typesetting.whole_words:
        grows = 0
    if left.after and (right.before or right.after):
        return -left.after, 0.0, 0, 0, cost
    if right.before and one in OPENING and left.before:
        return -right.before, 0.0, 0, 0, cost
    give = min(left.after, _SQUEEZE) + min(right.before, _SQUEEZE)
    return 0.0, give, 0, grows, cost


def _break_cost(left: Cell, right: Cell, typesetting: Typesetting) -> float:
    if right.kind == "space" or "newline" in (left.kind, right.kind):
        return inf
    one, two = left.last, right.first
    if left.kind == "word" and right.kind == "word":
        return 0.0 if left.ends else inf
    if two in NOT_FIRST or one in NOT_LAST or inseparable(one, two):
        return inf
    if left.kind == "space":
        return 0.0
    if typesetting.whole_words:
        return _WITHIN_WORD
    return 0.0 if "square" in (left.kind, right.kind) or left.kind != right.kind else inf
