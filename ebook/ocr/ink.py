"""Measuring the ink of a page and of its lines: size of type, gaps between words, thickness of strokes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from ebook.geometry import Box
from ebook.ocr.engine import Raster, TextLine

__all__ = ["binary", "crop_line", "glyph_height", "is_wide", "measure"]

_LARGE = 12
"""Heights of a character: an area of ink without lines that is larger in both directions is a picture."""

_DRAWN = 0.95
"""The share of a line's length that a rule fills, and no stroke of a character."""

_UPRIGHT = 1.5
"""A line this many times as high as wide runs from top to bottom."""


def binary(page: Raster) -> Raster:
    """The ink of a page as 255, also where the paper is grey or unevenly lit."""
    inked = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    return np.asarray(inked, np.uint8)


def glyph_height(page: Raster) -> float:
    """How high the characters of the body text are, in pixels; 0 for a page without any.

    Most pieces of ink that are about as high as wide are whole Han characters, or the larger part of one.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(binary(page), connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    sizes = np.maximum(wide, high)
    square = (sizes >= 5) & (sizes < 400) & (wide * 5 > high * 3) & (high * 5 > wide * 3)  # noqa: PLR2004  # dust, pictures
    found = np.sort(sizes[square])
    if not found.size:
        return 0.0
    return float(found[np.searchsorted(np.cumsum(found), 0.6 * found.sum())])  # specks are many, but small


def missed(page: Raster, quads: list[NDArray[np.float32]], height: float) -> list[Box]:
    """The parts of a page where pieces of ink have the size of characters, and no line was found.

    Args:
        page: its picture.
        quads: the corners of the lines that were found.
        height: how high its characters are.
    """
    ink = binary(page)
    for quad in quads:
        cv2.fillConvexPoly(ink, quad.astype(np.int32), 0)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    near = np.zeros_like(ink)
    for left, top, wide, high, _ in stats[(sizes > 0.4 * height) & (sizes < 1.6 * height)]:
        near[top : top + high, left : left + wide] = 255
    pieces = near.copy()
    reach = max(3, round(height))
    joined = np.asarray(cv2.dilate(near, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)), np.uint8)
    found = []
    for left, top, wide, high, _ in cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]:
        inked = np.count_nonzero(pieces[top : top + high, left : left + wide])
        # A single character is not worth it; a large area is a photograph.
        if inked >= 2 * height * height and min(wide, high) <= _LARGE * height:
            found.append(Box(float(left), float(top), float(left + wide), float(top + high)))
    return found


def crop_line(page: Raster, quad: NDArray[np.float32]) -> tuple[Raster, bool]:
    """A line cut out and laid flat, and whether it is vertical; a vertical one is turned on its side."""
    width = max(1, int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))))
    height = max(1, int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, corners)
    cut = cv2.warpPerspective(
        page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    vertical = height >= width * _UPRIGHT
    return np.ascontiguousarray(np.rot90(cut) if vertical else cut, np.uint8), vertical


def measure(
    crop: Raster,
    quad: NDArray[np.float32],
    text: str,
    centres: list[float],
    *,
    vertical: bool,
    confidence: float,
) -> TextLine:
    """A line with its spaces, and with the box and size of its ink.

    Args:
        crop: its picture, as `crop_line` gives it.
        quad: its corners on the page.
        text: what was read.
        centres: where each of its characters stands, spaces excepted, as shares of the picture's width.
        vertical: whether it was turned on its side.
        confidence: how sure the engine is.
    """
    _, dark = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    ink = np.asarray(dark, np.uint8)
    if np.count_nonzero(ink) * 2 > ink.size:  # white on black
        ink = 255 - ink
    ink = _without_rules(ink)
    places = [centre * crop.shape[1] for centre in centres]
    box, thickness = _extent(ink, quad, vertical=vertical)
    letters = text.replace(" ", "")
    glyphs = _without_signs(ink, letters, places)
    share = 0.92 if any(is_wide(character) for character in letters) else 0.75
    size = (_high(glyphs) or thickness) / share
    return TextLine(
        text=_spaced(text, places, ink, size),
        box=box,
        size=float(size),
        vertical=vertical,
        confidence=confidence,
        weight=float(_stroke(ink) / max(size, 1)),
    )


def _without_rules(ink: Raster) -> Raster:
    """A line's ink without the rules of a table or a frame that the picture caught at its edges."""
    clear = ink.copy()
    for side in range(4):
        turned = np.rot90(clear, side)  # a view: what is cleared in it is cleared in all
        edge = turned[: max(1, turned.shape[0] // 4)]
        drawn = np.flatnonzero(np.count_nonzero(edge, axis=1) > _DRAWN * edge.shape[1])
        if drawn.size:
            edge[: drawn[-1] + 1] = 0
    return clear


def _extent(ink: Raster, quad: NDArray[np.float32], *, vertical: bool) -> tuple[Box, float]:
    """The box of a line's ink on the page, and how thick the line is."""
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        box = Box(float(left), float(top), float(right), float(bottom))
        return box, box.width if vertical else box.height
    first, last, begin, end = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    if vertical:  # the picture was turned to the left: its left is the page's top, its top the page's right
        return Box(
            float(right - last), float(top + begin), float(right - first), float(top + end)
        ), last - first
    return Box(float(left + begin), float(top + first), float(left + end), float(top + last)), last - first


def _without_signs(ink: Raster, letters: str, places: list[float]) -> Raster:
    """A line's ink without its punctuation, some of which hangs below the line."""
    if len(letters) != len(places):
        return ink
    bare = ink.copy()
    half = ink.shape[0] / 2
    for letter, place in zip(letters, places, strict=True):
        if not letter.isalnum():
            bare[:, max(0, int(place - half)) : int(place + half)] = 0
    return bare


def _high(ink: Raster) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1]) + 1 - int(rows[0]) if rows.size else 0


def is_wide(character: str) -> bool:
    """Whether a character fills a square: Han, Kana, Hangul and full-width forms."""
    return unicodedata.east_asian_width(character) in "WF"


def _stroke(ink: Raster) -> float:
    """The mean thickness of the strokes: an area is its length times its thickness, an outline twice its length."""
    outline = np.count_nonzero(ink & ~np.asarray(cv2.erode(ink, np.ones((3, 3), np.uint8)), np.uint8))
    return 2 * np.count_nonzero(ink) / outline if outline else 0.0


_OFF_CENTRE = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー")
"""Characters that do not fill their square."""


class _Step(msgspec.Struct, frozen=True):
    """The way from one character of a line to the next, lengths in heights of a character."""

    before: str
    after: str
    gap: float
    pitch: float
    recognised: bool

    @property
    def whole(self) -> bool:
        """Whether both characters fill a square."""
        return all(
            is_wide(character) and character.isalnum() and character not in _OFF_CENTRE
            for character in (self.before, self.after)
        )

    @property
    def narrow(self) -> bool:
        """Whether both are letters or digits of the half width."""
        return not is_wide(self.before) and not is_wide(self.after)


_FULL_WIDTH = 0.8
"""Heights of a character from one letter or digit to the next: more is full width, however the recogniser gives it."""


def _spaced(text: str, places: list[float], ink: Raster, size: float) -> str:
    """A text with a space wherever a gap is printed between two words."""
    letters = text.replace(" ", "")
    if len(letters) != len(places):
        return text
    steps = list(_steps(text, _centred(places, ink), ink, size))
    whole = [step for step in steps if step.whole]
    usual = (_middle([step.gap for step in whole]), _middle([step.pitch for step in whole]))
    apart = _middle([step.pitch for step in steps if step.narrow]) > _FULL_WIDTH
    spaces = [
        _is_space(step, usual if len(whole) >= _ENOUGH else None, in_squares=bool(whole))
        and not (apart and step.narrow and step.gap < 1)
        for step in steps
    ]
    return letters[:1] + "".join(
        f" {step.after}" if space else step.after for step, space in zip(steps, spaces, strict=True)
    )


def _centred(places: list[float], ink: Raster) -> list[float]:
    """The middles of the characters' ink; the recogniser knows them to a sixth of a character only."""
    inked: NDArray[np.bool_] = np.any(ink, axis=0)
    bounds = [
        0.0,
        *((one + other) / 2 for one, other in pairwise(places)),
        float(inked.size),
    ]
    middles = []
    for place, start, end in zip(places, bounds, bounds[1:], strict=False):
        found = np.flatnonzero(inked[int(start) : int(end)])
        middles.append(int(start) + (float(found[0]) + float(found[-1])) / 2 if found.size else place)
    return middles


def _middle(values: list[float]) -> float:
    return float(np.median(values)) if values else 0.0


def _steps(text: str, places: list[float], ink: Raster, size: float) -> Iterator[_Step]:
    columns = np.flatnonzero(ink.any(axis=0))
    jumps = np.flatnonzero(np.diff(columns) > 1)
    gaps = [(int(columns[jump]) + 1, int(columns[jump + 1])) for jump in jumps]
    words = [
        (letter, number > 0 and at == 0)
        for number, word in enumerate(text.split())
        for at, letter in enumerate(word)
    ]
    for (before, _), (after, recognised), start, end in zip(
        words, words[1:], places, places[1:], strict=False
    ):
        gap = max((high - low for low, high in gaps if start < (low + high) / 2 < end), default=0)
        yield _Step(before, after, gap / size, (end - start) / size, recognised)


_ENOUGH = 3
"""Pairs of Han characters from which a line's usual spacing is seen: justified lines are stretched."""


def _is_sign(character: str) -> bool:
    """Whether a character is a punctuation mark that leaves half of its square blank in Chinese and Japanese."""
    return not character.isalnum() and (is_wide(character) or character in _SIGNS)


_SIGNS = frozenset("“”‘’…,;:!?()[]")
"""Marks that have the width of the script around them, though recognisers may give them in half width."""


def _is_space(step: _Step, usual: tuple[float, float] | None, *, in_squares: bool) -> bool:
    """Whether a gap is a space between words.

    Args:
        step: the way over the gap.
        usual: the gap and the pitch of the line's Han characters, None where it has too few.
        in_squares: whether the line has characters that fill a square.
    """
    pair = (step.before, step.after)
    if any(_is_sign(character) for character in pair) and (in_squares or any(map(is_wide, pair))):
        return step.gap > 1.3  # noqa: PLR2004  # such a sign leaves half of its square blank
    if step.whole:
        if usual is None:
            return step.gap > 0.6  # noqa: PLR2004
        return step.gap > usual[0] + 0.13 and step.pitch > usual[1] * 1.16
    if any(is_wide(character) for character in pair):
        return step.gap > 0.75  # noqa: PLR2004  # the gap between scripts is a quarter
    return step.recognised or step.gap > 0.3  # noqa: PLR2004
