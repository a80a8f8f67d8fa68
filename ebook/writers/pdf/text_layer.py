"""The text behind the picture of a page: where each character of a text is printed.

A text of the issue is made of printed lines, with spaces, hyphens and faults of reading put right. So it is found again
in the lines of its origin, as a whole or line by line, and each piece of it takes the part of its line where it is
printed. What no line has stays with what stands before it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate, groupby
from typing import NamedTuple

import uharfbuzz as hb

from ebook.facsimile import PrintedLine
from ebook.fonts import STAND_IN, faces
from ebook.geometry import Box
from ebook.painter.page import Face, Glyph, GlyphRun

__all__ = ["PlacedText", "PrintedText", "runs", "spread", "take"]

_BASELINE = 0.88  # of a line's height, from its top
_NARROW = 0.5  # of a character's width: Latin letters, digits
_LEADING = 1.6  # of the size of type, from line to line
_USED = "\0"
_MATCHED = "\1"


class PlacedText(NamedTuple):
    """A part of a text with its page and the box where it is printed, in shares of the page."""

    text: str
    page: int
    box: Box
    vertical: bool


class PrintedText:
    """A printed line whose characters are taken by the texts of the issue, each by one."""

    def __init__(self, page: int, line: PrintedLine) -> None:
        self.page = page
        self.line = line
        along = [(char, start, end) for char, start, end in _along(line.text) if not char.isspace()]
        self.letters = [_folded(char) for char, _, _ in along]
        self.reaches = [(start, end) for _, start, end in along]


class _Spot(NamedTuple):
    """A character of a printed line."""

    line: PrintedText
    at: int


def take(text: str, lines: Sequence[PrintedText]) -> list[PlacedText]:
    """Where a text is printed among some lines, piece by piece in its own order; nothing where none of it is."""
    wanted = [(at, _folded(char)) for at, char in enumerate(text) if not char.isspace()]
    spots = [_Spot(line, at) for line in lines for at in range(len(line.letters))]
    found = _match("".join(letter for _, letter in wanted), lines)
    spot_of: list[_Spot | None] = [None] * len(text)
    for (at, _), number in zip(wanted, found, strict=True):
        if number is not None:
            spot_of[at] = spot = spots[number]
            spot.line.letters[spot.at] = _USED
    if not any(spot_of):
        return []
    return list(_pieces(text, _filled(spot_of)))


def _match(wanted: str, lines: Sequence[PrintedText]) -> list[int | None]:
    """For each wanted character the number of a printed one among all of the lines, None where there is none."""
    rows = ["".join(line.letters) for line in lines]
    printed = "".join(rows)
    start = printed.find(wanted)
    if start >= 0:
        return list(range(start, start + len(wanted)))
    found: list[int | None] = [None] * len(wanted)
    firsts = accumulate(map(len, rows), initial=0)
    for first, row in sorted(zip(firsts, rows, strict=False), key=lambda pair: -len(pair[1])):
        at = _free(wanted, row, found) if row else -1
        if at >= 0:
            found[at : at + len(row)] = range(first, first + len(row))
    # What is left of the text is matched with what is left of the lines.
    open_ = "".join(char if spot is None else _MATCHED for char, spot in zip(wanted, found, strict=True))
    matched = set(found)
    rest = "".join(_USED if at in matched else char for at, char in enumerate(printed))
    for block in SequenceMatcher(None, open_, rest, autojunk=False).get_matching_blocks():
        found[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return found


def _pieces(text: str, spots: list[_Spot]) -> Iterator[PlacedText]:
    at = 0
    for line, group in groupby(spots, lambda spot: spot.line):
        reaches = [line.reaches[spot.at] for spot in group]
        start, end = min(start for start, _ in reaches), max(end for _, end in reaches)
        box = _part(Box(*line.line.box), start, end, vertical=line.line.vertical)
        yield PlacedText(text[at : at + len(reaches)], line.page, box, line.line.vertical)
        at += len(reaches)


def spread(
    text: str, places: Sequence[tuple[int, Box]], paper: Callable[[int], tuple[float, float]]
) -> list[PlacedText]:
    """A text spread evenly over boxes whose lines nobody knows, each filled from top to bottom.

    Args:
        text: what to place.
        places: page and box, at least one.
        paper: the width and height of a page.
    """
    areas = [box.width * box.height + 1e-9 for _, box in places]
    found: list[PlacedText] = []
    start, done = 0, 0.0
    for (page, box), area in zip(places, areas, strict=True):
        done += area
        end = round(len(text) * done / sum(areas))
        found += _in_lines(text[start:end], page, box, paper(page))
        start = end
    return found


def _in_lines(text: str, page: int, box: Box, paper: tuple[float, float]) -> Iterator[PlacedText]:
    """A text in as many lines as make its characters as wide as they are high."""
    width, height = box.width * paper[0], box.height * paper[1]
    count = max(1, round(math.sqrt(sum(map(_width, text)) * height / (_LEADING * max(width, 1e-9)))))
    size = math.ceil(len(text) / count)
    for row in range(count):
        if part := text[row * size : (row + 1) * size]:
            top = box.top + row * box.height / count
            yield PlacedText(
                part, page, Box(box.left, top, box.right, top + box.height / count), vertical=False
            )


def _free(wanted: str, line: str, found: list[int | None]) -> int:
    """Where a line stands in a text, in a place that no other line has taken; -1 where it does not."""
    if _USED in line:
        return -1
    at = wanted.find(line)
    while at >= 0 and any(spot is not None for spot in found[at : at + len(line)]):
        at = wanted.find(line, at + 1)
    return at


def _filled(spots: list[_Spot | None]) -> list[_Spot]:
    """The spots with the one before where there is none; at the beginning, the first one."""
    last = next(spot for spot in spots if spot is not None)
    filled = []
    for spot in spots:
        last = last if spot is None else spot
        filled.append(last)
    return filled


def _along(text: str) -> Iterator[tuple[str, float, float]]:
    """The characters of a line with the shares of its length where each begins and ends."""
    widths = [_width(char) for char in text]
    total, at = sum(widths) or 1.0, 0.0
    for char, width in zip(text, widths, strict=True):
        yield char, at / total, (at + width) / total
        at += width


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _NARROW


def _part(box: Box, start: float, end: float, *, vertical: bool) -> Box:
    if vertical:
        return Box(box.left, box.top + start * box.height, box.right, box.top + end * box.height)
    return Box(box.left + start * box.width, box.top, box.left + end * box.width, box.bottom)


@cache
def _folded(char: str) -> str:
    """One character that stands for all that reading makes of a printed one: full width, half width, any case."""
    return (unicodedata.normalize("NFKC", char).casefold() or char)[0]


# --- from pieces to glyphs


def runs(text: str, box: Box, *, vertical: bool) -> list[GlyphRun]:
    """Invisible glyphs that fill a box, in points."""
    size = max(box.width if vertical else box.height, 1.0)
    glyphs = [(face, _Drawable(number, advance)) for face, number, advance in map(_glyph, text)]
    length = sum(1.0 if vertical else glyph.advance for _, glyph in glyphs) * size
    if not glyphs or not length:
        return []
    stretch = (box.height if vertical else box.width) / length or 1.0
    found: list[GlyphRun] = []
    at = box.top if vertical else box.left
    x, y = (box.left + box.right) / 2, box.top + _BASELINE * size
    for face, group in groupby(zip(glyphs, text, strict=True), lambda pair: pair[0][0]):
        row = tuple(_placed(glyph, char, size, stretch, vertical=vertical) for (_, glyph), char in group)
        start = (x, at) if vertical else (at, y)
        found.append(GlyphRun(face, size, *start, row, vertical=vertical, visible=False, stretch=stretch))
        at += sum(glyph.advance for glyph in row)
    return found


class _Drawable(NamedTuple):
    number: int
    advance: float  # in ems


def _placed(glyph: _Drawable, char: str, size: float, stretch: float, *, vertical: bool) -> Glyph:
    if vertical:
        return Glyph(
            glyph.number, size * stretch, char, -glyph.advance * size / 2, _BASELINE * size * stretch
        )
    return Glyph(glyph.number, glyph.advance * size * stretch, char)


@cache
def _glyph(char: str) -> tuple[Face, int, float]:
    """The face that has a character, the glyph and its width in ems; the stand-in's where no face has it."""
    face = next((face for face in faces() if char in face.coverage), None)
    if face is None:
        return _glyph(STAND_IN)
    font = _font(str(face.file))
    number = font.get_nominal_glyph(ord(char)) or 0
    return Face(face.file), number, font.get_glyph_h_advance(number) / font.face.upem


@cache
def _font(path: str) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(path)))
