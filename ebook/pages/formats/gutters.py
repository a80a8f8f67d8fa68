"""Lines that a program ran together over the gutter between two columns, divided where the page shows the gutter.

A wide gap in a line is a gutter where the lines above and below it begin or end at the gap as well, and leave it free.
A gap that other lines run across is a space.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ebook.pages.formats.lines import Word, height_of, is_closed
from ebook.pages.page import Box
from ebook.reading.chars import columns

__all__ = ["divided_lines"]

_LEAST_GAP = 0.5
_LEAST_SPACED_GAP = 1.5  # in scripts with spaces between words
_USUAL_GAP = 0.8
_LEAST_USUAL_GAP = 0.65
_CERTAIN_GAP = 3.0
_NEAR = 8.0
_EDGE = 0.45
_FREE = 0.3
_INNER_GAP = 0.5
_WITNESSES = 2
_MANY_WITNESSES = 4
_SAME_HEIGHT = 1.25
_LEAST_SIDE = 2.0
_ROUNDS = 4
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕,.;:!?)")
_HALF_BLANK = frozenset("，。、；：！？）》」』】〕”’,.;:!?)")
_WIDEST_GUTTER = 5.0
_HINT = 0.3
_FILLED = 1.1
_SHORT_LINE = 3.0
_INDENT = 2.5
_WIDE = 1.5
_MOST_AGAINST = 1


class _Line(msgspec.Struct):
    """A line's words with boxes, its height, the stretches that are printed on, and the gutters that are found in it.

    A gutter is the number of the word behind it, with the place of its left and its right edge. `row` is what is printed
    on the level of the line, in other lines, too.
    """

    words: list[tuple[Word, Box]]
    height: float
    middle: float
    spans: list[tuple[float, float]]
    gutters: dict[int, tuple[float, float]] = {}
    row: list[tuple[float, float]] = []
    is_spaced: bool = False


def divided_lines(lines: Sequence[Sequence[Word]]) -> list[list[list[Word]]]:
    """The words of each line, in one list for each column that the line runs over.

    Args:
        lines: the horizontal lines of a page; a line with a word without a box stays whole.
    """
    measured = [_measured(line) for line in lines]
    known = [line for line in measured if line is not None]
    usual = statistics.median([line.height for line in known] or [0.0])
    for line in known:
        line.height = max(line.height, usual)  # a table beside a column has smaller type
    for _ in range(_ROUNDS):
        before = sum(len(line.gutters) for line in known)
        _set_rows(known)
        for line in known:
            line.gutters |= {at: gap for at, gap in _gaps(line) if _is_gutter(line, gap, known)}
        for line in known:
            _take_over(line, known)
        if sum(len(line.gutters) for line in known) == before:
            break
    return [[list(line)] if own is None else _parts(own) for line, own in zip(lines, measured, strict=True)]


def _set_rows(lines: Sequence[_Line]) -> None:
    """Note what is printed on the level of each line, its gutters left free."""
    spans = [[part for span in line.spans for part in _without(span, line.gutters)] for line in lines]
    for line in lines:
        line.row = [
            span
            for other, own in zip(lines, spans, strict=True)
            if abs(other.middle - line.middle) < line.height / 2
            for span in own
        ]


def _without(span: tuple[float, float], gutters: dict[int, tuple[float, float]]) -> list[tuple[float, float]]:
    """A stretch without the gutters that go through it."""
    parts = [span]
    for left, right in gutters.values():
        parts = [
            piece
            for start, end in parts
            for piece in ((start, min(end, left)), (max(start, right), end))
            if piece[0] < piece[1]
        ]
    return parts


def _measured(words: Sequence[Word]) -> _Line | None:
    boxes = [word.box for word in words if word.box is not None]
    if not boxes or len(boxes) < len(words):
        return None
    height = height_of(words)
    placed = _adjusted(words, boxes, height)
    spans: list[tuple[float, float]] = []
    for _, box in placed:
        if spans and box.left - spans[-1][1] < _INNER_GAP * height:
            spans[-1] = spans[-1][0], max(spans[-1][1], box.right)
        else:
            spans.append((box.left, box.right))
    middle = statistics.median((box.top + box.bottom) / 2 for box in boxes)
    is_spaced = 2 * sum(is_closed(word.text) for word in words) < len(words)
    return _Line(words=placed, height=height, middle=middle, spans=spans, is_spaced=is_spaced)


def _adjusted(words: Sequence[Word], boxes: Sequence[Box], height: float) -> list[tuple[Word, Box]]:
    """The words with boxes that do not reach into the next word, and hold the blank half of a full-width mark."""
    found = []
    for at, (word, box) in enumerate(zip(words, boxes, strict=True)):
        right = box.right
        if word.text[-1:] in _HALF_BLANK:
            right = max(right, box.left + max(1.0, columns(word.text)) * height)
        if at + 1 < len(boxes) and boxes[at + 1].left > box.left:
            right = min(right, boxes[at + 1].left)
        found.append((word, Box(box.left, box.top, max(right, box.left), box.bottom)))
    return found


def _parts(line: _Line) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for at, (word, _) in enumerate(line.words):
        if not parts or at in line.gutters:
            parts.append([])
        parts[-1].append(word)
    return parts


def _gaps(line: _Line) -> Iterator[tuple[int, tuple[float, float]]]:
    """The gaps at which a line of a column may begin: none begins with a closing mark."""
    for at in range(1, len(line.words)):
        if line.words[at][0].text[:1] not in _NEVER_FIRST:
            yield at, (line.words[at - 1][1].right, line.words[at][1].left)


def _is_gutter(line: _Line, gap: tuple[float, float], lines: Sequence[_Line]) -> bool:
    """Whether a gap of a line is the gutter between two columns, as the lines near it show."""
    wide = (gap[1] - gap[0]) / line.height
    sides = min(gap[0] - line.spans[0][0], line.spans[-1][1] - gap[1])
    if wide < (_LEAST_SPACED_GAP if line.is_spaced else _LEAST_GAP) or (
        sides < _LEAST_SIDE * line.height and wide < _CERTAIN_GAP
    ):
        return False
    near = [
        other for other in lines if line.height / 2 <= abs(other.middle - line.middle) <= _NEAR * line.height
    ]
    above = sorted((other for other in near if other.middle < line.middle), key=lambda other: -other.middle)
    below = sorted((other for other in near if other.middle > line.middle), key=lambda other: other.middle)
    free = [width for side in (above, below) for width in _witnesses(gap, line.height, side)]
    if wide >= _CERTAIN_GAP:
        return bool(free)
    usual = statistics.median([*free, wide])
    return (len(free) >= _WITNESSES and usual >= _USUAL_GAP) or (
        len(free) >= _MANY_WITNESSES and usual >= _LEAST_USUAL_GAP
    )


def _witnesses(gap: tuple[float, float], height: float, lines: Sequence[_Line]) -> Iterator[float]:
    """How much of a gap each line leaves free between two columns, from the nearest on.

    One line may run across it, as a wrong sign may stand there; it ends at the second.
    """
    against = 0
    room = _EDGE * height * (2 if gap[1] - gap[0] > _WIDE * height else 1)
    for line in lines:
        stretches = [
            (left, right)
            for left, right in _free(line.row)
            if min(right, gap[1]) - max(left, gap[0]) >= _FREE * height
        ]
        against += not stretches
        if against > _MOST_AGAINST:
            break
        widths = [
            (right - left) / height
            for left, right in stretches
            if left >= gap[0] - _SHORT_LINE * height
            and right <= gap[1] + _INDENT * height
            and (abs(left - gap[0]) <= room or abs(right - gap[1]) <= room)
        ]
        if widths and max(widths) >= 0.9 * _LEAST_GAP:
            yield max(widths)


def _free(spans: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The free stretches between spans, and the endless ones before and behind them."""
    edge = -math.inf
    for start, end in sorted(spans):
        if start > edge:
            yield edge, start
        edge = max(edge, end)
    yield edge, math.inf


def _beside(line: _Line, lines: Sequence[_Line]) -> list[tuple[float, float]]:
    """The gap between a line and the next one to its right on the same level: two columns that the program kept apart."""
    end = line.spans[-1][1]
    starts = [
        other.spans[0][0]
        for other in lines
        if abs(other.middle - line.middle) < line.height / 2 and other.spans[0][0] > end
    ]
    near = [start for start in starts if start - end < _WIDEST_GUTTER * line.height]
    return [(end, min(near))] if near else []


class _Band(msgspec.Struct):
    """Where some lines near one another have a gutter: the stretch that all of them leave free."""

    left: float
    right: float
    middles: list[float]


def _take_over(line: _Line, lines: Sequence[_Line]) -> None:
    """Let a gutter of the lines right above and below go through a line too, though a sign fills it there."""
    for band in _bands(line, lines):
        above = sum(middle < line.middle for middle in band.middles)
        sides = min(band.left - line.spans[0][0], line.spans[-1][1] - band.right)
        has_it = any(start < band.right and end > band.left for start, end in line.gutters.values())
        if has_it or sides < _LEAST_SIDE * line.height:
            continue
        centre = (band.left + band.right) / 2
        at, gap = min(
            _gaps(line),
            key=lambda found: abs(sum(found[1]) / 2 - centre),
            default=(0, (-math.inf, -math.inf)),
        )
        is_open = gap[1] - gap[0] > _HINT * line.height and len(band.middles) > _WITNESSES
        if not is_open and not 0 < above < len(band.middles):
            continue
        if at not in line.gutters and abs(sum(gap) / 2 - centre) <= _FILLED * line.height:
            line.gutters[at] = (band.left, band.right)


def _bands(line: _Line, lines: Sequence[_Line]) -> list[_Band]:
    """The gutters of the lines near a line that are set in type of its size."""
    peers = [
        other
        for other in lines
        if other is not line
        and abs(other.middle - line.middle) <= _NEAR * line.height
        and max(other.height, line.height) <= _SAME_HEIGHT * min(other.height, line.height)
    ]
    near = [
        (gap, other.middle) for other in peers for gap in (*other.gutters.values(), *_beside(other, peers))
    ]
    bands: list[_Band] = []
    for (left, right), middle in sorted(near):
        band = next((band for band in bands if left < band.right and right > band.left), None)
        if band is None:
            bands.append(_Band(left, right, [middle]))
        else:
            band.left, band.right = max(band.left, left), min(band.right, right)
            band.middles.append(middle)
    return bands
