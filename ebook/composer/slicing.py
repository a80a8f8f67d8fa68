"""Where the articles of a page are: a page is sliced into rectangles, across or along its columns.

Every way to slice is looked at that keeps the articles in their order, which is that of importance: of what is
above or before something else, all comes first. A table holds, for each run of articles and each number of columns,
the best ways by height, so that each way is reckoned once (dynamic programming over slicing floorplans).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ebook.composer.galleys import Columns
from ebook.composer.modules import Option, Story

__all__ = ["Module", "Slice", "place", "slices"]

_KEPT = 12  # ways kept for each run of articles and number of columns
_LONGEST_BAND = 7  # articles that are sliced freely; more are set in bands, so that time stays in bounds
_ABOVE_EACH_OTHER = 0.15  # a cut along the columns is as good as one across, a pile of modules is less so


@dataclass(frozen=True, eq=False)
class Slice:
    """A way to set a run of articles in a rectangle."""

    height: int
    cost: float
    columns: int
    story: Story | None = None
    option: Option | None = None
    parts: tuple[Slice, ...] = ()
    beside: bool = False


@dataclass(frozen=True, eq=False)
class Module:
    """An article at its place: first column, number of columns, first line of the grid."""

    story: Story
    option: Option
    column: int
    columns: int
    row: int


_Ways: TypeAlias = dict[int, Slice]


def slices(stories: list[Story], columns: Columns, boost: float, tallest: int) -> list[Slice]:
    """The best ways to set all articles across all columns, one for each height up to the tallest that can be had."""
    slicer = _Slicer(stories, columns, boost, tallest)
    return list(slicer.slice().values())


class _Slicer:
    def __init__(self, stories: list[Story], columns: Columns, boost: float, tallest: int) -> None:
        self.stories, self.columns, self.boost, self.tallest = stories, columns, boost, tallest
        self.table: dict[tuple[int, int, int], _Ways] = {}

    def slice(self) -> _Ways:
        """The best ways of all articles, by height."""
        count = len(self.stories)
        longest = count if count <= _LONGEST_BAND + 1 else _LONGEST_BAND
        for length in range(1, longest + 1):
            for first in range(count - length + 1):
                for width in range(1, self.columns.count + 1):
                    self.table[first, first + length, width] = self._ways(first, first + length, width)
        return self._bands(count)

    def _ways(self, first: int, last: int, width: int) -> _Ways:
        """The best ways to set a run of articles in a number of columns."""
        ways: _Ways = {}
        table = self.table
        if last - first == 1:
            for option in self.stories[first].options(self.columns, width, self.boost):
                _offer(ways, Slice(option.height, option.cost, width, self.stories[first], option))
        for middle in range(first + 1, last):
            self._stack(table[first, middle, width], table[middle, last, width], width, ways)
            for left in range(1, width):
                _put_beside(table[first, middle, left], table[middle, last, width - left], width, ways)
        return _best(ways)

    def _bands(self, count: int) -> _Ways:
        """The best ways to set all articles: in one band, or, of very many, in bands one below another."""
        across = self.columns.count
        if (0, count, across) in self.table:
            return self.table[0, count, across]
        reached: dict[int, _Ways] = {}
        for last in range(1, count + 1):
            ways: _Ways = {}
            for first in range(max(last - _LONGEST_BAND, 0), last):
                band = self.table[first, last, across]
                if first:
                    self._stack(reached[first], band, across, ways)
                else:
                    ways |= band
            reached[last] = _best(ways)
        return reached[count]

    def _stack(self, above: _Ways, below: _Ways, width: int, ways: _Ways) -> None:
        tallest = self.tallest
        for first, one in above.items():
            base = one.cost + _ABOVE_EACH_OTHER
            for second, two in below.items():
                height, cost = first + second, base + two.cost
                if height > tallest:
                    continue
                known = ways.get(height)
                if known is None or cost < known.cost:
                    ways[height] = Slice(height, cost, width, parts=(one, two))


def _put_beside(left: _Ways, right: _Ways, width: int, ways: _Ways) -> None:
    for height, one in left.items():
        two = right.get(height)
        if two is None:
            continue
        cost = one.cost + two.cost
        known = ways.get(height)
        if known is None or cost < known.cost:
            ways[height] = Slice(height, cost, width, parts=(one, two), beside=True)


def _offer(ways: _Ways, found: Slice) -> None:
    known = ways.get(found.height)
    if known is None or found.cost < known.cost:
        ways[found.height] = found


def _best(ways: _Ways) -> _Ways:
    if len(ways) <= _KEPT:
        return ways
    kept = sorted(ways.values(), key=lambda way: (way.cost, way.height))[:_KEPT]
    return {way.height: way for way in kept}


def place(way: Slice, column: int = 0, row: int = 0) -> list[Module]:
    """The modules of a way, in the order of their articles."""
    if way.story is not None and way.option is not None:
        return [Module(way.story, way.option, column, way.columns, row)]
    modules: list[Module] = []
    for part in way.parts:
        modules += place(part, column, row)
        if way.beside:
            column += part.columns
        else:
            row += part.height
    return modules
