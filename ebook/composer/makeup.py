"""Which columns, which type and which slicing a page gets, so that its text fills it.

A page of an issue is made up in a few ways: some numbers of columns, some measures, headlines a little larger or
smaller. Size of type and space between lines follow from each. The way that looks best is taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ebook.composer.galleys import Columns
from ebook.composer.modules import LEAST_PITCH, Story, white_of
from ebook.composer.rows import grid_lines
from ebook.composer.slicing import Module, Slice, place, slices

__all__ = ["Area", "MadeUp", "Wishes", "can_be_set", "make_up", "needed_area"]

_GUTTER = 1.7  # em between columns
_PITCH = 1.56  # em: the space between lines that reads best
_WIDEST_PITCH = 1.8
_BOOSTS = (1.0, 0.85, 1.2, 1.45, 1.75)
_TRIED = 7  # ways that are reckoned through, of those that an estimate finds
_WHITE_COST, _PITCH_COST, _SIZE_COST, _BOOST_COST, _COUNT_COST = 90.0, 60.0, 14.0, 3.0, 0.4
_MOST_COLUMNS = 10


@dataclass(frozen=True)
class Area:
    """The part of a page for articles, in points: how far lines run and how far they follow one another."""

    length: float
    depth: float


@dataclass(frozen=True, eq=False)
class MadeUp:
    """A page made up.

    Attributes:
        columns: its columns, in em.
        em: the size of its type, in points.
        rows: lines of its grid.
        pitch: from one line to the next, in em.
        modules: its articles at their places.
        cost: how far it is from a good page.
    """

    columns: Columns
    em: float
    rows: int
    pitch: float
    modules: list[Module]
    cost: float


@dataclass(frozen=True)
class Wishes:
    """What a page should have.

    Attributes:
        em: the size of type to come near to, in points.
        columns: how many columns, None for as many as look best.
        fixed: whether the size of type was asked for, so that it hardly varies.
    """

    em: float
    columns: int | None = None
    fixed: bool = False

    @property
    def smallest(self) -> float:
        """The smallest type that is set."""
        return self.em * 0.92 if self.fixed else 7.0

    @property
    def largest(self) -> float:
        """The largest type that is set."""
        return self.em * 1.08 if self.fixed else max(self.em * 2.4, 24.0)


@dataclass(frozen=True)
class _Try:
    columns: Columns
    em: float
    boost: float
    estimate: float


def make_up(stories: list[Story], area: Area, wishes: Wishes) -> MadeUp | None:
    """The best page of some articles, None where they do not fit."""
    tries = sorted(_tries(stories, area, wishes), key=lambda found: found.estimate)
    best: MadeUp | None = None
    for found in tries[:_TRIED]:
        tallest = math.floor(area.depth / found.em / LEAST_PITCH)
        for way in slices(stories, found.columns, found.boost, tallest):
            if way.height > tallest:
                continue
            made = _judged(way, found, area.depth / way.height / found.em, wishes)
            if best is None or made.cost < best.cost:
                best = made
    return best


def can_be_set(story: Story, area: Area, wishes: Wishes) -> bool:
    """Whether any columns of the type that is wished for go onto a sheet."""
    return next(_tries([story], area, wishes), None) is not None


def _judged(way: Slice, found: _Try, pitch: float, wishes: Wishes) -> MadeUp:
    modules = place(way)
    empty = max(1 - _WIDEST_PITCH / pitch, 0.0)  # of a page with too little text for its sheet
    pitch = min(pitch, _WIDEST_PITCH)
    white = sum(white_of(module.option.filling) for module in modules) / (way.height * found.columns.count)
    cost = way.cost / len(modules) + _WHITE_COST * (white + empty) + _far(found, pitch, wishes)
    return MadeUp(found.columns, found.em, way.height, pitch, modules, cost)


def _far(found: _Try, pitch: float, wishes: Wishes) -> float:
    """How far type, line spacing and headlines are from what is wished."""
    cost = _PITCH_COST * math.log(pitch / _PITCH) ** 2 + _SIZE_COST * math.log(found.em / wishes.em) ** 2
    return cost + _BOOST_COST * math.log(found.boost) ** 2 + _COUNT_COST * max(4 - found.columns.count, 0)


def _tries(stories: list[Story], area: Area, wishes: Wishes) -> Iterator[_Try]:
    least, most = (14, 24) if stories[0].typesetting.spaced else (9, 19)
    for count in [wishes.columns] if wishes.columns else range(1, _MOST_COLUMNS + 1):
        for measure in range(least, most + 1):
            columns = Columns(count, measure, _GUTTER)
            em = area.length / columns.width(count)
            if not wishes.smallest <= em <= wishes.largest:
                continue
            for boost in _BOOSTS:
                found = _Try(columns, em, boost, 0.0)
                pitch = area.depth / _estimated_rows(stories, columns, boost) / em
                yield replace(found, estimate=_far(found, pitch, wishes))


def _estimated_rows(stories: list[Story], columns: Columns, boost: float) -> float:
    """About how many lines of the grid a page takes."""
    lines = [_text_rows(story, columns) for story in stories]
    total, cells = sum(lines) or 1, 0.0
    for story, rows in zip(stories, lines, strict=True):
        width = min(max(round(columns.count * math.sqrt(rows / total)), 1), columns.count)
        head = 1.0
        if story.head:
            sizes = story.head.fitting(columns.width(width), width)
            nearest = min(sizes, key=lambda size: abs(math.log(size.size / story.weight / boost)))
            head = grid_lines(nearest.height, _PITCH)
        cells += rows + head * width + 0.5 * width
    return cells / columns.count


def _text_rows(story: Story, columns: Columns) -> int:
    galley = story.galley(columns)
    inserts = 0
    for insert in galley.inserts:
        width = min(max(insert.least, math.ceil(columns.count / 2)), columns.count)
        inserts += insert.height(width) * width
    return galley.height + inserts


def needed_area(stories: list[Story], columns: Columns) -> float:
    """About how large an area a page's stories take, in square em."""
    rows = _estimated_rows(stories, columns, 1.0)
    return rows * _PITCH * columns.width(columns.count)
