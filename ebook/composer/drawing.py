"""A page made up becomes marks: each module with its rules, its head, its columns and what stands across them."""

from __future__ import annotations

import math
from typing import NamedTuple

from ebook.composer.canvas import Canvas
from ebook.composer.galleys import Columns, Insert
from ebook.composer.makeup import MadeUp
from ebook.composer.modules import Column
from ebook.composer.rows import Row, SetLine
from ebook.composer.slicing import Module
from ebook.painter.page import Face

__all__ = ["draw_modules"]

_GREY = (0.45, 0.45, 0.45)
_TINT = (0.92, 0.92, 0.92)
_HAIR = 0.35  # pt
_LEVEL, _ALIKE = (
    2.5,
    0.06,
)  # em between the middles of headlines that are level; how far sizes differ that look the same
_ATTEMPTS = 6


def draw_modules(made: MadeUp, canvas: Canvas, top: float) -> float:
    """Draw the articles at their places, from `top` on; the area that they leave white, in square points."""
    pitch = made.pitch * made.em
    titles: list[_Title] = []
    return sum(_ModuleSetter(canvas, made.columns, module, top, pitch).set(titles) for module in made.modules)


class _Title(NamedTuple):
    """A headline on the page: where its first line is, its face and size."""

    middle: float
    face: Face
    size: float

    def is_like(self, other: _Title) -> bool:
        """Whether two headlines that look alike are side by side, which reads as one (碰题)."""
        level = abs(self.middle - other.middle) < 1.2 * max(self.size, other.size)
        return level and self.face == other.face and abs(self.size - other.size) < _ALIKE * self.size


class _ModuleSetter:
    """Draws a module."""

    def __init__(self, canvas: Canvas, columns: Columns, module: Module, top: float, pitch: float) -> None:
        self.canvas, self.columns, self.module, self.pitch = canvas, columns, module, pitch
        self.em = canvas.em
        self.top = top + module.row * pitch
        self.step = (columns.measure + columns.gap) * self.em
        self.left = module.column * self.step
        self.length = columns.width(module.columns) * self.em

    def set(self, titles: list[_Title]) -> float:
        """Its rules, its head, its text and what spans columns; the area that they leave white."""
        white = 0.0
        module, option = self.module, self.module.option
        half = self.columns.gap * self.em / 2
        if module.row:
            self.canvas.fill(
                self.left - (half if module.column else 0),
                self.top,
                self.length + (half if module.column else 0),
                _HAIR,
                _GREY,
            )
        if module.column:
            depth = option.height * self.pitch
            self.canvas.fill(self.left - half, self.top, _HAIR, depth, _GREY)
        white += self._head(titles)
        text_top = self.top + option.head_rows * self.pitch
        inserts = list(option.filling.inserts)
        for number, column in enumerate(option.filling.columns):
            self._column(column, self.left + number * self.step, text_top)
            white += column.white * self.pitch * self.columns.measure * self.em
        for insert, first, count, top in inserts:
            white += self._insert(insert, self.left + first * self.step, text_top + top * self.pitch, count)
        return white

    def _head(self, titles: list[_Title]) -> float:
        """The head, in another face or a smaller size where one like it stands beside it; the area that stays white."""
        option, head = self.module.option, self.module.story.head
        if option.head is None:
            return 0.0
        width, room = self.columns.width(self.module.columns), option.head_rows * self.pitch / self.em
        size, most = option.head.size, math.inf
        for attempt in range(_ATTEMPTS):
            lines, free = head.set(size, width, room, most)
            title = self._title(lines)
            if title is None or not any(title.is_like(other) for other in titles):
                break
            if attempt % 2 == 0:
                head = head.in_other_face()
            else:
                size = most = title.size * (1 - _ALIKE)
        titles += [title] if title else []
        for line in lines:
            self.canvas.line(line, self.left, self.top + line.down * self.em)
        return max(free * self.em - self.pitch, 0.0) * self.length

    def _title(self, lines: list[SetLine]) -> _Title | None:
        largest = max(lines, key=lambda line: line.size, default=None)
        if largest is None:
            return None
        return _Title(self.top + largest.down * self.em, largest.text.cells[0].face, largest.size)

    def _column(self, column: Column, left: float, top: float) -> None:
        y = top + column.top * self.pitch
        gap, line_gap = column.growth
        for number, row in enumerate(column.rows):
            if number:
                y += row.space * self.pitch + line_gap * self.pitch
                if row.opens or row.space:
                    y += gap * self.pitch
            self._row(row, left, y)
            y += row.height * self.pitch

    def _insert(self, insert: Insert, left: float, top: float, count: int) -> float:
        """What spans columns; the area beside a picture that is narrower than they are."""
        y, white = top, 0.0
        for row in insert.rows(count):
            y += row.space * self.pitch
            white += self._row(row, left, y)
            y += row.height * self.pitch
        return white

    def _row(self, row: Row, left: float, y: float) -> float:
        depth = row.height * self.pitch
        if row.tint:
            self.canvas.fill(left + row.left * self.em, y, row.width * self.em, depth, _TINT)
        if row.rule:
            width = row.width or float(self.columns.measure)
            self.canvas.fill(left + row.left * self.em, y, width * self.em, _HAIR, _GREY)
        for line in row.lines:
            self.canvas.line(line, left, y + line.down * self.pitch)
        return self._picture(row, left, y, depth) if row.picture is not None else 0.0

    def _picture(self, row: Row, left: float, y: float, depth: float) -> float:
        """A picture as large as its room lets it be, in the middle; the area that stays white beside it."""
        picture = row.picture
        assert picture is not None  # noqa: S101  # the caller asked
        length, room = row.width * self.em, depth - 0.35 * self.pitch
        across, down = (
            (picture.height, picture.width) if self.canvas.vertical else (picture.width, picture.height)
        )
        scale = min(length / across, room / down)
        drawn_length, drawn_depth = across * scale, down * scale
        x, top = (
            left + row.left * self.em + (length - drawn_length) / 2,
            y + (room - drawn_depth) / 2 + 0.15 * self.pitch,
        )
        self.canvas.picture(picture.node, picture.data, (x, top, drawn_length, drawn_depth))
        return length * depth - drawn_length * (drawn_depth + 0.35 * self.pitch)
