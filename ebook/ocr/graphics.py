"""What is on a page beside its text: photographs, and the rules that are drawn between articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from ebook.geometry import Box
from ebook.ocr.engine import Raster, TextLine
from ebook.ocr.ink import binary

__all__ = ["pictures", "rules"]

_GREY = 28
"""Grey levels by which a picture is darker than the paper."""

_FULL = 0.6
"""The least share of its box that a picture fills."""

_TEXT = 0.2
"""A dark area of which lines of text cover more is a tinted box, not a picture."""


def rules(page: Raster, lines: Iterable[TextLine], photographs: Iterable[Box], body: float) -> list[Box]:
    """The drawn rules, as thin boxes.

    Args:
        page: the straightened page.
        lines: its text, in which strokes are no rules.
        photographs: its pictures, in which edges are no rules.
        body: how high the characters of the body text are.
    """
    ink = binary(page)
    for line in lines:
        _fill(ink, line.box)
    for box in photographs:
        _fill(ink, Box(box.left - body / 2, box.top - body / 2, box.right + body / 2, box.bottom + body / 2))
    long, thick, broken = max(int(4 * body), 40), 0.5 * body, max(int(0.3 * body), 3)
    found = []
    for horizontal in (True, False):
        bridge, bar = ((broken, 1), (long, 1)) if horizontal else ((1, broken), (1, long))
        joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge[::-1], np.uint8))
        bars = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(bar[::-1], np.uint8))
        boxes = _components(np.asarray(bars, np.uint8))
        found += [box for box, _ in boxes if (box.height if horizontal else box.width) <= thick]
    return found


def pictures(page: Raster, lines: Sequence[TextLine], body: float) -> list[Box]:
    """The photographs and other pictures: large areas that are darker than the paper and hold hardly any text.

    Args:
        page: the straightened page.
        lines: its text.
        body: how high the characters of the body text are.
    """
    factor = min(8 / body, 1.0)  # a character of eight pixels is enough to see areas by
    small = np.asarray(cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    paper = int(np.percentile(small, 80))
    dark = np.where(small < paper - _GREY, 255, 0).astype(np.uint8)
    for line in lines:
        _fill(dark, line.box.scaled(factor, factor))
    unit = 2 * round(body * factor / 2) + 1  # odd, so that nothing moves
    thick = cv2.morphologyEx(
        dark, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)
    )  # without the rules of tables and frames
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((unit, unit), np.uint8))
    areas = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((2 * unit + 1, 2 * unit + 1), np.uint8))
    found = []
    for box, filled in _components(np.asarray(areas, np.uint8)):
        large = min(box.width, box.height) >= 4 * unit
        if large and filled >= _FULL * box.width * box.height:
            found.append(box.scaled(1 / factor, 1 / factor))
    return [box for box in found if _covered(box, lines) < _TEXT]


def _components(mask: Raster) -> list[tuple[Box, int]]:
    """The connected areas of a mask, and how many pixels each has."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [
        (Box(float(left), float(top), float(left + width), float(top + height)), int(area))
        for left, top, width, height, area in stats[1:]
    ]


def _fill(mask: Raster, box: Box) -> None:
    """Clear a box of a mask."""
    mask[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1] = 0


def _covered(box: Box, lines: Iterable[TextLine]) -> float:
    """The share of a box that lines cover."""
    return sum(_shared(box, line.box) for line in lines) / (box.width * box.height)


def _shared(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0) * max(height, 0)
