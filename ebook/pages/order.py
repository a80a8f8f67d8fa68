"""The parts of a page in reading order.

A page is cut in two between its parts, from side to side or from top to bottom, and each half again (recursive XY-cut,
Nagy and Seth 1984). Where both cuts are possible, both are tried, and the order in which the text runs on best is kept: a
headline is followed by text below it, a column that ends within a sentence by one that begins without an indent, a closed
paragraph by a headline or an indent. Pictures, tables and frames are passed over, as text runs on around them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.atoms import Atom, Item
from ebook.pages.page import Box
from ebook.reading.chars import ends_text

__all__ = ["Flow", "ordered"]

_MOST = 2500
_INDENT, _LONGEST_INDENT = 0.8, 4.5
_SHORT, _FULL = 1.6, 0.8
_GUESSED = 1.5
_RAGGED, _HALF, _COLUMN = 0.22, 0.5, 3
_TAIL = 3
_GIVEN = 0.25
_BAND = 4.0


class Flow(msgspec.Struct, kw_only=True):
    """How the text of a page runs.

    Attributes:
        body: the size of running text.
        rules: the lines drawn on the page, in its reading direction.
        indented: whether paragraphs begin with an indent.
        same: how far sizes of one face may differ.
        measure: how wide the columns of running text are.
        leading: the usual space between two lines of running text.
        printed: where all lines, pictures and tables of the page stand, those of horizontal and of vertical lines apart.
    """

    body: float
    rules: list[Box]
    indented: bool
    same: float
    measure: float
    leading: float = 0.0
    printed: dict[bool, list[Box]] = {}

    def gap_above(self, atom: Atom) -> float:
        """The space between a line and what is printed above it, infinite where nothing is."""
        box = atom.own
        edge = box.top + 0.5 * atom.size
        above = (
            other.bottom
            for other in self.printed.get(atom.vertical, ())
            if other.bottom <= edge and other.left < box.right and other.right > box.left
        )
        return box.top - max(above, default=-math.inf)

    def is_body(self, atom: Atom) -> bool:
        """Whether a line is set as running text, as far as its size and weight show."""
        return not atom.bold and (atom.whole or 1 / self.same <= atom.size / self.body <= self.same)

    def are_alike(self, one: Atom, other: Atom) -> bool:
        """Whether two lines are of one size; the size of a whole paragraph is a guess."""
        large, small = max(one.size, other.size), min(one.size, other.size)
        return large <= (_GUESSED if one.whole or other.whole else self.same) * small

    def is_fresh(self, item: Item) -> bool | None:
        """Whether a block begins a paragraph, None where that cannot be seen."""
        first = item.atoms[0]
        if first.whole or len(item.atoms) == 1:
            return None
        edge = min(atom.own.left for atom in item.atoms)
        indent = (first.own.left - edge) / max(first.size, 1e-6)
        if _INDENT <= indent <= _LONGEST_INDENT:
            return True
        if not self.is_body(first):
            return True
        return False if self.indented else None

    def is_open(self, item: Item) -> bool:
        """Whether the last sentence of a block goes on in another."""
        last = item.atoms[-1]
        if ends_text("".join(atom.text for atom in item.atoms[-_TAIL:])) or not self.is_body(last):
            return False
        if last.whole or len(item.atoms) == 1:
            return True
        left, right = min(atom.own.left for atom in item.atoms), max(atom.own.right for atom in item.atoms)
        room = _SHORT * last.size
        if len(item.atoms) >= _COLUMN:  # a heading or a closed line, rather than one that runs on
            begun = ends_text(item.atoms[-2].text)
            room = max(room, (_RAGGED if begun else _HALF) * (right - left))
        return right - last.own.right <= room

    def is_full(self, item: Item) -> bool:
        """Whether the last line of a block is as long as its column is wide."""
        if len(item.atoms) < 3 or item.atoms[-1].whole:  # noqa: PLR2004  # lines that show how wide it is
            return False
        edge = max(atom.own.right for atom in item.atoms)
        return edge - item.atoms[-1].own.right <= _FULL * item.atoms[-1].size


class _Sequence(msgspec.Struct, gc=False):
    """Some parts in order, and how badly the text runs on in them."""

    items: tuple[int, ...]
    cost: float
    first: int = -1
    last: int = -1


def ordered(items: Sequence[Item], flow: Flow) -> list[Item]:
    """The parts of a page, or of a frame, in reading order."""
    if len(items) < 2:  # noqa: PLR2004  # one part has no order
        return list(items)
    search = _Search(items, flow)
    return [items[at] for at in search.best(frozenset(range(len(items)))).items]


class _Search:
    """The best order of each set of parts, found once."""

    def __init__(self, items: Sequence[Item], flow: Flow) -> None:
        self.items = items
        self.flow = flow
        slack = 0.15 * flow.body
        self.boxes = [_shrunk(item.box, slack) for item in items]
        texts = [item.kind == "text" for item in items]
        self.fresh = [flow.is_fresh(item) if text else None for item, text in zip(items, texts, strict=True)]
        self.open = [flow.is_open(item) if text else False for item, text in zip(items, texts, strict=True)]
        self.full = [flow.is_full(item) if text else False for item, text in zip(items, texts, strict=True)]
        self.heads = [
            item.kind == "header" or (text and not flow.is_body(item.atoms[0]))
            for item, text in zip(items, texts, strict=True)
        ]
        self.gutter = _usual_gutter([box for box, text in zip(self.boxes, texts, strict=True) if text])
        self.down = [rule for rule in flow.rules if rule.height > rule.width and rule.width < flow.body]
        self.across = [rule for rule in flow.rules if rule.width > rule.height and rule.height < flow.body]
        self.known: dict[frozenset[int], _Sequence] = {}
        self.seams: dict[tuple[int, int], float] = {}

    def best(self, members: frozenset[int]) -> _Sequence:
        """The best order of some parts."""
        if len(members) == 1:
            (only,) = members
            shown = -1 if self.items[only].is_float else only
            return _Sequence((only,), 0.0, shown, shown)
        if members not in self.known:
            self.known[members] = self._divided(members)
        return self.known[members]

    def _divided(self, members: frozenset[int]) -> _Sequence:
        down = self._cuts(members, vertical=False)
        beside = self._cuts(members, vertical=True)
        if not down and not beside:
            return self._without_cut(members)
        priors = self._priors(members, down, beside) if down and beside else {}
        cuts = [(False, at, gap) for at, gap in down] + [(True, at, gap) for at, gap in beside]
        if len(self.known) > _MOST:
            cuts = [max(cuts, key=lambda cut: cut[2] * (1.0 if cut[0] else 1.5))]
        found: _Sequence | None = None
        for vertical, at, _ in cuts:
            one, two = self._halves(members, at, vertical=vertical)
            made = self._joined(self.best(one), self.best(two), priors.get((vertical, at), 0.0))
            if found is None or made.cost < found.cost - 1e-9:
                found = made
        return found if found is not None else self._without_cut(members)

    def _priors(
        self,
        members: Iterable[int],
        down: Sequence[tuple[float, float]],
        beside: Sequence[tuple[float, float]],
    ) -> dict[tuple[bool, float], float]:
        """How unusual each cut is in itself, where both ways are possible.

        A gutter that is wider than usual, or has a rule in it, parts articles; so does a rule from side to side, and a
        title begins one. A band of white that is much wider than all gutters parts what is above from what is below. No
        cut goes over a rule.
        """
        area = Box.around(self.boxes[member] for member in members)
        parting = [
            gap >= 1.5 * self.gutter
            or any(abs((rule.left + rule.right) / 2 - at) <= gap for rule in self.down)
            for at, gap in beside
        ]
        found: dict[tuple[bool, float], float] = {}
        band = max(_BAND * self.flow.body, 2 * max(gap for _, gap in beside))
        divided = any(gap >= band for _, gap in down)
        for (at, _), parts in zip(beside, parting, strict=True):
            over = any(rule.left + 2 < at < rule.right - 2 and _is_within(rule, area) for rule in self.across)
            found[True, at] = (0.0 if parts and not divided else 0.04) + (0.6 if over else 0.0)
        for at, gap in down:
            over = any(rule.top + 2 < at < rule.bottom - 2 and _is_within(rule, area) for rule in self.down)
            ruled = any(abs((rule.top + rule.bottom) / 2 - at) <= gap for rule in self.across)
            natural = ruled or self._has_title_at(members, at)
            apart = any(parting) and not ruled
            if gap >= band:
                found[False, at] = 0.6 if over else 0.0
                continue
            found[False, at] = (0.03 if natural else 0.08) + (0.1 if apart else 0.0) + (0.6 if over else 0.0)
        return found

    def _has_title_at(self, members: Iterable[int], at: float) -> bool:
        """Whether a title stands directly below or above a level cut."""
        near = 2 * self.flow.body
        return any(
            self.heads[m] and (0 <= self.boxes[m].top - at <= near or 0 <= at - self.boxes[m].bottom <= near)
            for m in members
        )

    # --- cuts ---

    def _cuts(self, members: Iterable[int], *, vertical: bool) -> list[tuple[float, float]]:
        """Where the parts can be divided: the middle and the width of each gap."""
        spans = sorted(
            (self.boxes[m].left, self.boxes[m].right)
            if vertical
            else (self.boxes[m].top, self.boxes[m].bottom)
            for m in members
        )
        found: list[tuple[float, float]] = []
        end = spans[0][1]
        for start, stop in spans[1:]:
            if start >= end:
                found.append(((start + end) / 2, start - end))
            end = max(end, stop)
        return found

    def _halves(
        self, members: Iterable[int], at: float, *, vertical: bool
    ) -> tuple[frozenset[int], frozenset[int]]:
        before = frozenset(m for m in members if (self.boxes[m].left if vertical else self.boxes[m].top) < at)
        return before, frozenset(members) - before

    def _without_cut(self, members: frozenset[int]) -> _Sequence:
        """Parts that interlock: one is taken out, a picture before others, and put in where the text runs on best."""
        floats = [m for m in sorted(members) if self.items[m].is_float]
        others = sorted(members - set(floats), key=lambda m: (self.boxes[m].width * self.boxes[m].height, m))
        for member in (*floats, *others):
            rest = members - {member}
            if self._cuts(rest, vertical=True) or self._cuts(rest, vertical=False):
                return self._inserted(member, self.best(rest))
        return self._by_place(members)

    def _by_place(self, members: Iterable[int]) -> _Sequence:
        """Parts that overlap one another, from top left to bottom right."""
        step = 4 * self.flow.body
        order = sorted(
            members, key=lambda m: (self.boxes[m].top // step, self.boxes[m].left, self.boxes[m].top, m)
        )
        return self._rated(tuple(order), 1.0)

    def _inserted(self, member: int, rest: _Sequence) -> _Sequence:
        options = []
        for at in range(len(rest.items) + 1):
            order = (*rest.items[:at], member, *rest.items[at:])
            made = self._rated(order, 0.5)
            far = self._distance(rest.items[at - 1], member) if at else self._distance(member, rest.items[0])
            options.append((made.cost + far / 1000, at, made))
        return min(options, key=lambda option: option[:2])[2]

    def _distance(self, one: int, other: int) -> float:
        a, b = self.boxes[one], self.boxes[other]
        return (abs(a.left - b.left) + abs(a.bottom - b.top)) / self.flow.body

    def _rated(self, order: tuple[int, ...], more: float) -> _Sequence:
        texts = [m for m in order if not self.items[m].is_float]
        cost = sum(self._seam(a, b) for a, b in itertools.pairwise(texts))
        return _Sequence(order, cost + more, texts[0] if texts else -1, texts[-1] if texts else -1)

    # --- how well text runs on ---

    def _joined(self, one: _Sequence, two: _Sequence, more: float) -> _Sequence:
        seam = self._seam(one.last, two.first) if one.last >= 0 and two.first >= 0 else 0.0
        return _Sequence(
            one.items + two.items,
            one.cost + two.cost + seam + more,
            one.first if one.first >= 0 else two.first,
            two.last if two.last >= 0 else one.last,
        )

    def _seam(self, one: int, two: int) -> float:
        """How badly a part follows another one."""
        if (one, two) not in self.seams:
            self.seams[one, two] = self._seam_of(one, two)
        return self.seams[one, two]

    def _seam_of(self, one: int, two: int) -> float:
        return self._run_on(one, two) + self._as_given(one, two)

    def _as_given(self, one: int, two: int) -> float:
        """The order that a program gives decides where the columns leave it open."""
        before, after = self.items[one].atoms[-1].order, self.items[two].atoms[0].order
        if before is None or after is None:
            return 0.0
        return -_GIVEN if before < after else _GIVEN

    def _run_on(self, one: int, two: int) -> float:
        before, after = self.items[one], self.items[two]
        if before.kind == "header":
            return self._after_header(one, two)
        if after.kind == "header":
            return 3.0 if self.open[one] else 0.0
        return self._after_text(one, two)

    def _after_header(self, one: int, two: int) -> float:
        """Text stands below its header or, where the header runs the other way, beside it."""
        a, b = self.boxes[one], self.boxes[two]
        if self.items[two].kind == "header":
            return 1.5 if b.top >= a.bottom and _across(a, b) > 0 else 2.5
        cost = 1.0 if self.fresh[two] is False else 0.0
        if b.top >= a.bottom - self.flow.body and _across(a, b) > 0:
            return cost + min(0.5, max(0.0, b.top - a.bottom) / (40 * self.flow.body))
        if _along(a, b) > 0 and b.left >= a.right - self.flow.body:
            return cost + 0.5
        return cost + 2.0

    def _after_text(self, one: int, two: int) -> float:
        last, first = self.items[one].atoms[-1], self.items[two].atoms[0]
        way = self._way(self.boxes[one], self.boxes[two])
        if not self.flow.is_body(last):
            return way  # a heading, or what stands for itself
        if not self.flow.is_body(first):
            return way / 3 + (2.5 if self.open[one] else 0.0)
        is_open, fresh = self.open[one], self.fresh[two]
        if is_open:
            return way + (2.5 if fresh else (0.2 if fresh is None else -1.0))
        if fresh is False:
            return way + (-0.5 if self.full[one] else 1.5)
        return way

    def _way(self, a: Box, b: Box) -> float:
        """How unusual the way is from one column to the next."""
        if b.top >= a.bottom and _across(a, b) > 0:
            walled = any(
                a.bottom - 1 <= rule.top <= b.top + 1 and _across(rule, a) > 0 and _across(rule, b) > 0
                for rule in self.across
            )
            return 1.5 if walled else 0.0
        if b.left >= a.right:
            return 0.0 if b.top < a.bottom else 0.6
        return 0.6 if b.top >= a.bottom else 2.0


def _usual_gutter(boxes: Sequence[Box]) -> float:
    """The usual gap between a column and the next one to its right."""
    gaps = []
    for box in boxes:
        right = [
            other.left - box.right
            for other in boxes
            if other.left >= box.right and _along(box, other) > 0.5 * min(box.height, other.height)
        ]
        gaps += [min(right)] if right else []
    return sorted(gaps)[len(gaps) // 3] if gaps else math.inf


def _shrunk(box: Box, slack: float) -> Box:
    x, y = min(slack, box.width / 4), min(slack, box.height / 4)
    return Box(box.left + x, box.top + y, box.right - x, box.bottom - y)


def _is_within(rule: Box, area: Box) -> bool:
    """Whether a rule lies inside an area for the most part."""
    x, y = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
    return area.left <= x <= area.right and area.top <= y <= area.bottom


def _across(one: Box, other: Box) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _along(one: Box, other: Box) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)
