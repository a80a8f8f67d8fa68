"""Modules are put together to the body of a page, in the three ways in which newspapers do it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from .designs import Style
from .marks import Block, Mark
from .modules import TALL, Maker, Module, fill
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
        self.seed, self.rng = seed, random.Random(seed)
        self.made: dict[tuple[int, int, int], Module] = {}

    def bodies(self, units: list[Unit], most: float, first: float) -> list[Body]:
        """A section as bodies of pages that are `most` long, the first one `first`."""
        way = {"modules": self.modules, "strips": self.strips, "flow": self.flow}[self.style.design.compose]
        self.rng = random.Random(f"{self.seed} {units[0].stories[0].number}")
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
        orders: dict[int, list[float]] = {}
        marks, v, count = self.bands(units, self.style.columns, most, 0, orders, force=True)
        return Body(marks, v, orders), units[count:]

    def bands(self, units, columns: int, most: float, rank: int, orders, *, force: bool = False):
        """As many bands as have room over so many columns; force: one band even where there is none."""
        marks: list[Mark] = []
        v, at, gap = 0.0, 0, self.style.line * 1.2
        while at < len(units):
            band, count = self.band(units[at:], rank + at, columns)
            height = max(cell.dv for _, cell, _ in band)
            if v + (gap if v else 0.0) + height > most and (v or not force):
                break
            if v:
                v += gap
                if self.style.module_rules:
                    marks.append(Mark("rule", 0.0, v - gap / 2, self.style.width(columns), 0.0, weight=0.7))
            for number, (u, cell, found) in enumerate(band):
                marks += cell.at(u, v)
                orders.update(found)
                if number and self.style.module_rules:
                    marks.append(Mark("rule", u - self.style.gutter / 2, v, 0.0, height, weight=0.5))
            v += height
            at += count
        return marks, v, at

    def band(self, units: list[Unit], rank: int, across: int):
        """The next band: (u, cell, orders) for each of its cells, and how many units it takes."""
        choices = []
        for plan in _plans(min(len(units), 5), across):
            heights = [
                self.height(units[start : start + count], columns, rank + start)
                for start, count, columns in plan
            ]
            height = max(heights)
            filled = sum(dv * self.style.width(columns) for dv, (_, _, columns) in zip(heights, plan))
            waste = 1 - filled / (height * self.style.width(across))
            tall = max(0.0, height / self.style.line - 45) / 30
            wide = sum(self.too_wide(units[start], columns) for start, _, columns in plan)
            alone = 0.12 if len(plan) == 1 else 0.0
            choices.append((waste + tall + wide + alone + self.rng.random() * 0.1, len(choices), plan))
        _, _, plan = min(choices)
        cells = [
            self.cell(units[start : start + count], columns, rank + start) for start, count, columns in plan
        ]
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

    def height(self, units: list[Unit], columns: int, rank: int) -> float:
        """How long units are, one below the other."""
        gaps = self.style.line * 1.1 * (len(units) - 1)
        return gaps + sum(self.module(unit, columns, rank + at).block.dv for at, unit in enumerate(units))

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
        """Groups of columns, each filled by bands of its own; the fullest page of some tries."""
        tries = [self.stripped(units, self.groups(), most) for _ in range(3)]
        return min(tries, key=lambda tried: (len(tried[1]), tried[0].reach))

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

    def stripped(self, units: list[Unit], groups: list[int], most: float) -> tuple[Body, list[Unit]]:
        """The units in strips of these columns, and those that do not fit."""
        marks: list[Mark] = []
        orders: dict[int, list[float]] = {}
        column, reach, at = 0, 0.0, 0
        for columns in groups:
            start = self.maker.start(column)
            if column and self.style.module_rules:
                u = start - self.style.gutter / 2
                marks.append(Mark("rule", u, 0.0, 0.0, most, weight=0.6))
            found, v, count = self.bands(units[at:], columns, most, at, orders)
            marks += [mark.moved(start, 0.0) for mark in found]
            if not count and most < TALL:
                extent, seed = self.style.width(columns), self.rng.randrange(10**6)
                marks.append(Mark("picture", start, 0.0, extent, most * 0.98, seed=seed))
                v = most
            reach, at, column = max(reach, v), at + count, column + columns
        if not at:
            return self.modules(units, most)
        return Body(marks, reach, orders), units[at:]

    # Flow

    def flow(self, units: list[Unit], most: float) -> tuple[Body, list[Unit]]:
        """Articles that follow one another through all columns."""
        orders: dict[int, list[float]] = {}
        over = min(self.style.columns, 1 + self.rng.randrange(1, 4))
        lead = self.module(units[0], over, 0)
        orders.update(lead.orders)
        offsets = [lead.block.dv + self.style.line if at < over else 0.0 for at in range(self.style.columns)]
        atoms, count = [], 1
        placed = [[] for _ in offsets]
        while count < len(units):
            more = [*atoms, *self.maker.running(units[count])]
            tried = fill(more, offsets, most)
            if tried is None:
                break
            atoms, count, placed = more, count + 1, tried
        marks = lead.block.at(0.0, 0.0)
        if self.style.module_rules:
            rule = Mark("rule", 0.0, lead.block.dv + self.style.line / 2, lead.block.du, 0.0, weight=0.5)
            marks.append(rule)
        for column, blocks in enumerate(placed):
            u = self.maker.start(column)
            for v, _, block in blocks:
                marks += block.at(u, v)
            if column and self.style.column_rules:
                top = lead.block.dv if column < over else 0.0
                marks.append(Mark("rule", u - self.style.gutter / 2, top, 0.0, most - top, weight=0.5))
        reach = max([lead.block.dv, *(v + block.dv for blocks in placed for v, _, block in blocks)])
        return Body(marks, reach, orders), units[count:]


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
