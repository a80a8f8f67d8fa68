"""Words become lines: spaces by script, sizes that a program's boxes only roughly give."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from ebook.pages.page import Box, Region

__all__ = [
    "Word",
    "box_of_words",
    "boxed",
    "even_sizes",
    "height_of",
    "is_closed",
    "is_tall",
    "joined",
    "page_size",
]

_TALL = 1.3
"""A line of several characters that is so many times as high as wide is vertical."""
_CLOSED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]")
"""Characters of scripts that put no spaces between words, and their marks."""
_ALIKE = 1.18


def page_size(width: float, height: float, boxes: Iterable[Box]) -> tuple[float, float]:
    """The width and height of a page; where its file does not give them, as far as the boxes on it reach."""
    found = [*boxes, Box(0, 0, 0, 0)]
    return (
        width if width > 0 else max(box.right for box in found) or 1.0,
        height if height > 0 else max(box.bottom for box in found) or 1.0,
    )


class Word(msgspec.Struct, frozen=True):
    """A word or character of a line.

    Attributes:
        text: its characters.
        confidence: how sure the program is of it, 0 to 1.
        apart: whether it is separated from the word before it.
        box: where it stands, None where the format does not know it.
    """

    text: str
    confidence: float = 1.0
    apart: bool = True
    box: Box | None = None


def joined(words: Sequence[Word]) -> tuple[str, float]:
    """The text of a line and how sure it is on average; no space stands beside an ideograph."""
    text = ""
    for word in words:
        closed = not text or not word.text or _CLOSED.match(text[-1]) or _CLOSED.match(word.text[0])
        text += (" " if word.apart and not closed else "") + word.text
    return text, _mean(word.confidence for word in words if word.text)


def _mean(values: Iterable[float]) -> float:
    found = [min(max(value, 0.0), 1.0) for value in values]
    return sum(found) / len(found) if found else 1.0


def boxed(text: str, *boxes: Box | None) -> Box | None:
    """The first box that there is: where a line's own is missing, its text stands somewhere in what is around it."""
    return next((box for box in boxes if box is not None), None) if text else None


def box_of_words(words: Sequence[Word], line: Box) -> Box:
    """Where some words of a line stand, as high as their characters are: many words have boxes that are too high."""
    boxes = [word.box for word in words if word.box is not None]
    if not boxes:
        return line
    middle = statistics.median((box.top + box.bottom) / 2 for box in boxes)
    half = min(height_of(words), line.height) / 2
    return Box(min(box.left for box in boxes), middle - half, max(box.right for box in boxes), middle + half)


def height_of(words: Sequence[Word]) -> float:
    """The height of the characters of words with boxes: the lower quartile, as many boxes are too high.

    Figures and marks, which are lower, count only where nothing else is there.
    """
    found = [(word.box.height, word.text) for word in words if word.box is not None]
    full = [height for height, text in found if is_closed(text)]
    heights = sorted(full or [height for height, _ in found])
    return heights[len(heights) // 4] if heights else 0.0


def is_closed(text: str) -> bool:
    """Whether a text has letters of a script that puts no spaces between words."""
    return any(_CLOSED.match(char) and char.isalpha() for char in text)


def is_tall(box: Box, text: str) -> bool:
    """Whether a line is vertical by its shape, which is more certain than what programs say."""
    return box.height > _TALL * box.width and len(text) > 1


def even_sizes(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The regions, lines without a size with that of the lines like them in their block.

    The box of a line fits its characters: it is lower where they hang or rise less than others of the same face.
    """
    found = list(regions)
    groups: dict[str, list[float]] = defaultdict(list)
    for region in found:
        if region.kind == "line":
            groups[region.group].append(_across(region))
    return tuple(
        msgspec.structs.replace(region, size=_typical(_across(region), groups[region.group]))
        if region.kind == "line" and not region.size
        else region
        for region in found
    )


def _across(region: Region) -> float:
    return region.box.width if region.vertical else region.box.height


def _typical(own: float, all_: Sequence[float]) -> float:
    return statistics.median(size for size in all_ if own / _ALIKE <= size <= own * _ALIKE)
