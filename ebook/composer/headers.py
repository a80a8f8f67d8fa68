"""The head of an article: label, kicker, headline, deck and byline above its columns.

A headline is set in one of a ladder of sizes. Which of them fit a width is found by the number of lines that they
take; the lines themselves are parted between phrases when the page is made up.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Literal

from ebook.composer.paragraphs import Line, Paragraph
from ebook.composer.rows import Align, SetLine, set_title
from ebook.composer.texts import Text
from ebook.languages.traits import Typesetting
from ebook.typography.headlines import balanced

__all__ = ["LADDER", "Head", "HeadSize", "TitlePart"]

LADDER = (1.15, 1.3, 1.5, 1.7, 1.95, 2.2, 2.5, 2.85, 3.25, 3.7, 4.2, 4.8, 5.5, 6.3, 7.2)
"""The sizes of headlines, in em of running text."""
_PITCHES = {"column": 1.5, "kicker": 1.35, "headline": 1.22, "deck": 1.4, "byline": 1.5}
_ABOVE, _BELOW = 0.5, 0.5  # em left free above and below a head
_MOST_LINES = {1: 4, 2: 3}  # of a headline, by columns
_USUAL_MOST_LINES = 2
_EPSILON = 1e-6
_STEP, _MOST_STEPS = 0.96, 10  # steps of size in which a head fills its band
_WORTH_PHRASES = 0.8  # of the size that a headline could have if it were parted anywhere
_RAGGED = 0.8  # em by which the lines of a title fall short, on average

TitlePart = Literal["column", "kicker", "headline", "deck", "byline"]


@dataclass(frozen=True)
class HeadSize:
    """A size in which a head can be set.

    Attributes:
        size: of the headline, in em of running text.
        height: of the whole head in em, with what is free around it.
        lines: of the headline.
        fill: how much of the width its longest line takes.
    """

    size: float
    height: float
    lines: int
    fill: float


class Head:
    """The titles of an article in their order."""

    def __init__(self, parts: list[tuple[TitlePart, Text]], typesetting: Typesetting) -> None:
        self.parts, self.typesetting = [(name, text) for name, text in parts if text.cells], typesetting
        self._fitting: dict[tuple[float, int], list[HeadSize]] = {}

    def __bool__(self) -> bool:
        return bool(self.parts)

    def in_other_face(self) -> Head:
        """The same head with its headline in the other of the two faces for headlines."""
        parts = [(name, _recut(text) if name == "headline" else text) for name, text in self.parts]
        return Head(parts, self.typesetting)

    def size_of(self, part: TitlePart, text: Text, headline: float, width: float) -> float:
        """The size of a part beside a headline of a size; kickers and decks are smaller where they then fit one line."""
        if part == "headline":
            return headline
        if part in {"column", "byline"}:
            return 0.92
        usual = min(max(headline * (0.42 if part == "kicker" else 0.38), 1.05), 1.9)
        one_line = width / max(text.paragraph.width(0, len(text.cells)), 1.0)
        return min(usual, one_line) if one_line > max(usual * 0.68, 1.0) else usual

    def fitting(self, width: float, columns: int) -> list[HeadSize]:
        """The sizes that fit a width, ascending; the smallest of the ladder is always among them."""
        key = width, columns
        if key not in self._fitting:
            self._fitting[key] = self._try_ladder(width, columns)
        return self._fitting[key]

    def _try_ladder(self, width: float, columns: int) -> list[HeadSize]:
        most = _MOST_LINES.get(columns, _USUAL_MOST_LINES)
        found: list[HeadSize] = []
        for size in LADDER:
            tried = self._tried(size, width)
            if found and tried.lines > most:
                break
            found.append(tried)
        return found

    def _tried(self, size: float, width: float) -> HeadSize:
        height, lines, fill = _ABOVE + _BELOW, 1, 0.0
        for part, text in self.parts:
            own = self.size_of(part, text, size, width)
            count, longest = _count(text.paragraph, width / own)
            height += count * _PITCHES[part] * own
            if part == "headline":
                lines, fill = count, longest * own / width
        return HeadSize(size, height, lines, fill)

    def set(
        self, size: float, width: float, room: float, most: float = math.inf
    ) -> tuple[list[SetLine], float]:
        """The lines of the head in the middle of a band that is `room` high, and what of it they leave free.

        `down` is in em from the band's top. Small steps of size fill the band. The size is reckoned with before its lines are known, so it is a little smaller where they are more.
        """
        made, height = self._fitted(size, width, room, most, phrased=False)
        phrased, higher = self._fitted(size, width, room, most, phrased=True)
        if _largest(phrased) >= _WORTH_PHRASES * _largest(made):
            made, height = phrased, higher
        shift = max(room - height, 0.0) / 2
        moved = [SetLine(line.text, line.line, line.size, line.left, line.down + shift) for line in made]
        return moved, room - height

    def _fitted(
        self, size: float, width: float, room: float, most: float, *, phrased: bool
    ) -> tuple[list[SetLine], float]:
        """The head as large as its band lets it be, and its height; its lines parted between phrases, or where they end."""
        made, height = self._set(size, width, phrased=phrased)
        while (height > room or _are_too_long(made, width)) and size > 1:
            size *= _STEP
            made, height = self._set(size, width, phrased=phrased)
        for _ in range(_MOST_STEPS):
            size /= _STEP
            larger, higher = self._set(size, width, phrased=phrased)
            if higher > room or len(larger) > len(made) or size > most or _are_too_long(larger, width):
                break
            made, height = larger, higher
        return made, height

    def _set(self, size: float, width: float, *, phrased: bool) -> tuple[list[SetLine], float]:
        made: list[SetLine] = []
        align: Align = "start" if self.typesetting.script == "Latn" else "middle"
        top = _ABOVE
        for part, text in self.parts:
            own = self.size_of(part, text, size, width)
            lines = (
                _phrased(text, width / own, self.typesetting)
                if phrased
                else text.paragraph.lines(width / own)
            )
            set_lines, top = set_title(
                text, width, own, lines, top=top, pitch=_PITCHES[part] * own, align=align
            )
            made += set_lines
        return made, top + _BELOW


def _largest(lines: list[SetLine]) -> float:
    return max((line.size for line in lines), default=0.0)


def _are_too_long(lines: list[SetLine], width: float) -> bool:
    """Whether a line is longer than its column, but for the blank half of a mark at its end."""
    return any(
        line.size * (line.line.natural - line.text.cells[line.line.stop - 1].after) > width + _EPSILON
        for line in lines
    )


def _recut(text: Text) -> Text:
    serif = text.shaper.cells("a", "serif bold")[0].face
    return text.recut("sans bold" if text.cells[0].face == serif else "serif bold")


def _count(paragraph: Paragraph, room: float) -> tuple[int, float]:
    """How many lines a title takes, and how long the longest is if they are balanced."""
    whole = paragraph.width(0, len(paragraph.cells))
    if whole <= room and all(cell.kind != "newline" for cell in paragraph.cells):
        return 1, whole
    if not paragraph.typesetting.spaced and room > 4:  # noqa: PLR2004  # em
        count = math.ceil(whole / (room - _RAGGED))
        return count, min(1.1 * whole / count, room)
    lines = paragraph.lines(room)
    return len(lines), min(max(line.natural for line in lines), 1.2 * whole / len(lines))


def _phrased(text: Text, room: float, typesetting: Typesetting) -> list[Line]:
    """The lines of a title, parted between phrases."""
    paragraph = text.paragraph
    lines = paragraph.lines(room)
    if len(lines) == 1 or any(cell.kind == "newline" for cell in text.cells):
        return lines
    phrases = _Phrases(paragraph, typesetting)
    ends = balanced(phrases, 0, room)  # type: ignore[arg-type]  # it has what the function reads of a Setting
    if not ends:
        return lines
    cells = [0, *(phrases.cell_at(end) for end in ends)]
    return [_natural(paragraph, start, stop) for start, stop in itertools.pairwise(cells)]


def _natural(paragraph: Paragraph, start: int, stop: int) -> Line:
    while stop > start + 1 and paragraph.cells[stop - 1].kind == "space":
        stop -= 1
    lead = paragraph.cells[start].before if start else 0.0
    return Line(start, stop, 0.0, paragraph.width(start, stop) - lead, lead=lead, last=True)


class _Phrases:
    """A paragraph as `balanced` looks at a text: by characters instead of cells."""

    em = 1.0

    def __init__(self, paragraph: Paragraph, typesetting: Typesetting) -> None:
        self.paragraph, self.typesetting = paragraph, typesetting
        self.text = "".join(cell.text for cell in paragraph.cells)
        self._starts = list(itertools.accumulate((len(cell.text) for cell in paragraph.cells), initial=0))
        self._cells = {start: number for number, start in enumerate(self._starts)}
        self.breaks = [
            start
            for start, cost, before in zip(
                self._starts[1:-1], paragraph.breaks[1:], paragraph.cells, strict=False
            )
            if cost < math.inf and before.ends != "hyphen"
        ]

    def cell_at(self, place: int) -> int:
        """The cell that begins with a character."""
        return self._cells[place]

    def width(self, start: int, stop: int) -> float:
        """How long characters are in one line."""
        one, two = self._cells[start], self._cells[stop]
        lead = self.paragraph.cells[one].before if one and one < two else 0.0
        return self.paragraph.width(one, two) - lead
