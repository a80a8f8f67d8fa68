"""Rectangles on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

__all__ = ["Box", "areas"]


class Box(msgspec.Struct, frozen=True, gc=False):
    """A rectangle in the unit of its page; the origin is the page's top left corner, y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left edge to the right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the top edge to the bottom."""
        return self.bottom - self.top

    def scaled(self, x: float, y: float) -> Box:
        """In another unit."""
        return Box(self.left * x, self.top * y, self.right * x, self.bottom * y)

    def sides(self, thin: float) -> tuple[Box, ...]:
        """The four sides of a frame, each without width or height; a line, no thicker than `thin`, is its own."""
        if min(self.width, self.height) <= thin:
            return (self,)
        return (
            Box(self.left, self.top, self.left, self.bottom),
            Box(self.right, self.top, self.right, self.bottom),
            Box(self.left, self.top, self.right, self.top),
            Box(self.left, self.bottom, self.right, self.bottom),
        )

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of them.

        Raises:
            ValueError: there are none.
        """
        found = list(boxes)
        return Box(
            min(box.left for box in found),
            min(box.top for box in found),
            max(box.right for box in found),
            max(box.bottom for box in found),
        )


_STACKED = 0.015
"""Shares of the page: how far the lines of a column may be from one another."""
_NEAR = (0.04, 0.03)
"""Shares of the page across and down: how far the parts of an article may be from one another."""
_OVERLAP = 0.004
"""Shares of the page by which lines of different articles may overlap where they were measured inexactly."""


def areas(lines: Sequence[Box], others: Iterable[Box]) -> list[Box]:
    """The few rectangles in which the lines of an article stand: its columns, or all of it where it is a rectangle.

    Args:
        lines: where its lines stand, as shares of the page.
        others: where anything else stands; no rectangle reaches into that.
    """
    columns: list[Box] = []
    for line in lines:
        _absorb(columns, line, _is_stacked)
    obstacles = list(others)

    def may_join(one: Box, other: Box) -> bool:
        whole = Box.around((one, other))
        return _is_near(one, other) and not any(_reaches_into(whole, obstacle) for obstacle in obstacles)

    found: list[Box] = []
    for column in columns:
        _absorb(found, column, may_join)
    return found


def _absorb(found: list[Box], box: Box, may_join: Callable[[Box, Box], bool]) -> None:
    """Add a box to others, joined with those that it may be joined with."""
    while (partner := next((other for other in found if may_join(other, box)), None)) is not None:
        found.remove(partner)
        box = Box.around((partner, box))
    found.append(box)


def _is_stacked(one: Box, other: Box) -> bool:
    common = min(one.right, other.right) - max(one.left, other.left)
    return _gap(one.top, one.bottom, other.top, other.bottom) <= _STACKED and common > 0.5 * min(
        one.width, other.width
    )


def _is_near(one: Box, other: Box) -> bool:
    across, down = _NEAR
    return (
        _gap(one.left, one.right, other.left, other.right) <= across
        and _gap(one.top, one.bottom, other.top, other.bottom) <= down
    )


def _gap(start: float, end: float, other_start: float, other_end: float) -> float:
    return max(start, other_start) - min(end, other_end)


def _reaches_into(one: Box, other: Box) -> bool:
    return (
        min(one.right, other.right) - max(one.left, other.left) > _OVERLAP
        and min(one.bottom, other.bottom) - max(one.top, other.top) > _OVERLAP
    )
