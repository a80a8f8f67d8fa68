"""Modules are put together to the body of a page, in the three ways in which newspapers do it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from .designs import Style
from .marks import Block, Mark
from .modules import Maker, Module, fill
from .stories import Unit


@dataclass
class Body:
    """The body of a printed page: its marks, how far they reach, and the printed order of each story's blocks."""

    marks: list[Mark]
    reach: float
    orders: dict[int, list[float]] = field(default_factory=dict)


class Composer:
    """Composes the pages of one issue."""

    def __init__(self, style: Style, seed: int) -> None:
        self.style = style
        self.maker = Maker(style, seed)
        self.rng = random.Random(f"{seed} compose")
        self.made: dict[tuple[int, int, int], Module] = {}

    def bodies(self, units: list[Unit], most: float, first: float) -> list[Body]:
        """A section as bodies of pages that are `most` long, the first one `first`."""
        way = {"modules": self.modules, "strips": self.strips, "flow": self.flow}[self.style.design.compose]
        bodies = []
        while units:
            body, units = way(units, first if not bodies else most)
            bodies.append(body)
        return bodies

    def module(self, unit: Unit, columns: int, rank: int) -> Module:
        """A unit over so many columns, made once."""
        key = (unit.stories[0].number, columns, min(rank, 1))
        if key not in self.made:
            self.made[key] = self.maker.unit(unit, columns, rank)
        return self.made[key]

    # Bands

    def modules(self, units: list[Unit], most: float) -> tuple[Body, list[Unit]]:
        """Bands of rectangles from the top of the page to its end."""
        marks: list[Mark] = []
        orders: dict[int, list[float]] = {}
        v, at, gap = 0.0, 0, self.style.line * 1.2
        while at < len(units):
            band, count = self.band(units[at:], at)
            height = max(cell.dv for _, cell, _ in band)
            if v and v + gap + height > most:
                break
            if v:
                v += gap
                if self.style.module_rules:
                    marks.append(Mark("rule", 0.0, v - gap / 2, self.style.extent, 0.0, weight=0.7))
            for number, (u, cell, found) in enumerate(band):
                marks += cell.at(u, v)
                orders.update(found)
                if number and self.style.module_rules:
                    marks.append(Mark("rule", u - self.style.gutter / 2, v, 0.0, height, weight=0.5))
            v += height
            at += count
        return Body(marks, v, orders), units[at:]

    def band(self, units: list[Unit], rank: int):
        """The next band: (u, cell, orders) for each of its cells, and how many units it takes."""
        choices = []
        for plan in _plans(min(len(units), 5), self.style.columns):
            cells = [
                self.cell(units[start : start + count], columns, rank + start)
                for start, count, columns in plan
            ]
            height = max(cell.dv for cell, _ in cells)
            filled = sum(cell.dv * cell.du for cell, _ in cells)
            waste = 1 - filled / (height * self.style.extent)
            tall = max(0.0, height / self.style.line - 45) / 30
            wide = sum(self.too_wide(units[start], columns) for start, _, columns in plan)
            alone = 0.12 if len(plan) == 1 else 0.0
            choices.append((waste + tall + wide + alone + self.rng.random() * 0.1, len(choices), plan, cells))
        _, _, plan, cells = min(choices, key=lambda choice: choice[:2])
        band, column = [], 0
        for (_, _, columns), (cell, orders) in zip(plan, cells):
            band.append((self.maker.start(column), cell, orders))
            column += columns
        return band, sum(count for _, count, _ in plan)

    def too_wide(self, unit: Unit, columns: int) -> float:
        """How much a unit's columns are shorter than a newspaper would have them."""
        em = 0.5 if self.style.lang.startswith("en") else 1.0
        fitting = unit.length * em * self.style.size / (self.style.measure * 8)
        return max(0.0, columns - max(1.0, fitting)) * 0.15

    def cell(self, units: list[Unit], columns: int, rank: int) -> tuple[Block, dict[int, list[float]]]:
        """Units one below the other."""
        marks, v, orders = [], 0.0, {}
        gap = self.style.line * 1.1
        for at, unit in enumerate(units):
            made = self.module(unit, columns, rank + at)
            if at:
                v += gap
                if self.style.module_rules:
                    marks.append(Mark("rule", 0.0, v - gap / 2, made.block.du, 0.0, weight=0.5))
            marks += made.block.at(0.0, v)
            v += made.block.dv
            orders.update(made.orders)
        return Block(self.style.width(columns), v, marks), orders

    # Strips

    def strips(self, units: list[Unit], most: float) -> tuple[Body, list[Unit]]:
        """Groups of columns, each filled by articles one after another; the fullest page of some tries."""
        best = None
        for _ in range(12):
            groups = self.groups()
            ways = self.dealt(units, groups, most)
            if best is None or ways[0] < best[0]:
                best = ways
        _, dealt, groups, left = best
        marks: list[Mark] = []
        orders: dict[int, list[float]] = {}
        column, reach = 0, 0.0
        for columns, modules in zip(groups, dealt):
            block, found = self.strip(modules, columns)
            if column and self.style.module_rules:
                u = self.maker.start(column) - self.style.gutter / 2
                marks.append(Mark("rule", u, 0.0, 0.0, most, weight=0.6))
            marks += block.at(self.maker.start(column), 0.0)
            orders.update(found)
            reach = max(reach, block.dv)
            column += columns
        return Body(marks, reach, orders), left

    def groups(self) -> list[int]:
        """The columns of each strip."""
        left, groups = self.style.columns, []
        while left:
            count = min(left, self.rng.choice((2, 3, 3, 4)))
            if left - count == 1:
                count += 1 if count < 4 else -1
            groups.append(count)
            left -= count
        return groups

    def dealt(self, units: list[Unit], groups: list[int], most: float):
        """Units dealt to strips in their order: (what does not fit, strips, groups, units left)."""
        strips: list[list[Module]] = [[] for _ in groups]
        lengths = [0.0 for _ in groups]
        left = []
        gap = self.style.line * 1.2
        for rank, unit in enumerate(units):
            order = sorted(
                range(len(groups)),
                key=lambda at: (lengths[at] / most > 0.75, at if rank < 2 else lengths[at]),
            )
            for at in order:
                module = self.module(unit, groups[at], rank)
                if not lengths[at] or lengths[at] + gap + module.block.dv <= most:
                    if module.block.dv > most * 1.001 and len(left) + 1 < len(units):
                        continue
                    lengths[at] += (gap if lengths[at] else 0.0) + module.block.dv
                    strips[at].append(module)
                    break
            else:
                left.append(unit)
        return (len(left), max(lengths) - min(lengths)), strips, groups, left

    def strip(self, modules: list[Module], columns: int) -> tuple[Block, dict[int, list[float]]]:
        """Modules one after another."""
        marks, v, orders, gap = [], 0.0, {}, self.style.line * 1.2
        for module in modules:
            if v:
                v += gap
                if self.style.module_rules:
                    marks.append(Mark("rule", 0.0, v - gap / 2, module.block.du, 0.0, weight=0.4))
            marks += module.block.at(0.0, v)
            v += module.block.dv
            orders.update(module.orders)
        return Block(self.style.width(columns), v, marks), orders

    # Flow

    def flow(self, units: list[Unit], most: float) -> tuple[Body, list[Unit]]:
        """Articles that follow one another through all columns."""
        atoms, count = [], 0
        placed = [[] for _ in range(self.style.columns)]
        while count < len(units):
            more = [*atoms, *self.maker.running(units[count], count)]
            tried = fill(more, [0.0] * self.style.columns, most)
            if tried is None and count:
                break
            atoms, count = more, count + 1
            placed = tried or fill(more, [0.0] * self.style.columns, 4000.0)
        marks = []
        for column, blocks in enumerate(placed):
            u = self.maker.start(column)
            for v, _, block in blocks:
                marks += block.at(u, v)
            if column and self.style.column_rules:
                marks.append(Mark("rule", u - self.style.gutter / 2, 0.0, 0.0, most, weight=0.5))
        reach = max((v + block.dv for blocks in placed for v, _, block in blocks), default=0.0)
        return Body(marks, reach), units[count:]


@cache
def _plans(units: int, columns: int) -> tuple:
    """The ways to divide a band: cells as (first unit, number of units, columns)."""
    return tuple(tuple(plan) for plan in _divided(units, columns, 0))


def _divided(units: int, columns: int, start: int) -> Iterator[list[tuple[int, int, int]]]:
    for count in range(1, min(3, units) + 1):
        yield [(start, count, columns)]
        for wide in range(1, columns):
            if units - count:
                for rest in _divided(units - count, columns - wide, start + count):
                    if len(rest) < 3:
                        yield [(start, count, wide), *rest]
