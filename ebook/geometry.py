"""Rectangles on pages."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

__all__ = ["Box"]


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
