"""A text as a typesetter sees it: a row of widths, with the places where a line may end.

A text is shaped once. Lines are then taken from it at any width without shaping again, which
columns need: the same paragraph is laid out several times until its column is found.

All lengths are in the unit of `widths`. An index counts characters of the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, compress
from operator import add

import msgspec

from ebook.languages.traits import Typesetting
from ebook.typography.characters import (
    AUTOSPACE,
    OPENING,
    autospaced,
    blank_after,
    blank_before,
    is_cjk,
    is_full_width,
    is_hangul,
    not_cjk,
    stretches,
)

__all__ = ["ALONE", "Beside", "Line", "Setting"]

_FULL = 0.9  # em; a glyph at least so wide stands in a square of its own
_SQUEEZE_LIMIT = 0.25  # em; what one punctuation mark gives up to pull a character into its line
_ORPHAN = 3  # characters: one that would stand alone, with the stops that follow it
_MIDDLE = frozenset("、，。．：；・·")  # may stand in the middle of their square, with a quarter blank before
_QUOTES = frozenset("“”‘’")


class Line(msgspec.Struct, frozen=True):
    """A line taken from a text.

    Attributes:
        start: index of its first character.
        end: index after its last character; spaces at the end of a line do not belong to it.
        resume: index where the next line starts, None where the text ends.
        width: as it will be drawn, before justification.
        lead: what its first character loses before its glyph.
        tail: what its last character loses after its glyph, or of its autospace.
        squeeze: what each punctuation mark within the line gives up, in em.
    """

    start: int
    end: int
    resume: int | None
    width: float
    lead: float = 0.0
    tail: float = 0.0
    squeeze: float = 0.0


class Beside(msgspec.Struct, frozen=True):
    """What stands beside a text: the characters before and after it, "" for none.

    `spaced` says whether the text before sees to the space between the two; where that is a picture
    or a box of its own, this text does.
    """

    before: str = ""
    after: str = ""
    spaced: bool = True


ALONE = Beside()


class Setting:
    """A text with widths and line ends.

    Args:
        text: without line breaks.
        widths: of each character as shaped; a ligature's whole width stands at its first one.
        breaks: whether a line may end before each character (Unicode line breaking, UAX 14).
        em: the size of the font.
        typesetting: the habits of its language.
        beside: what stands beside the text on the same line.
    """

    def __init__(
        self,
        text: str,
        widths: Sequence[float],
        breaks: Sequence[bool],
        em: float,
        typesetting: Typesetting,
        *,
        beside: Beside = ALONE,
    ) -> None:
        self.text, self.widths, self.em, self.beside = text, widths, em, beside
        self.typesetting = typesetting
        self.half = em / 2
        # Most characters of a text are Han, and nothing happens between two of them.
        self._others = not_cjk(text)
        self.after, self.before = self._spacing()
        # Arrays, since the texts of a whole issue are in memory until it is printed.
        self.ends = array("d", accumulate(map(add, widths, map(add, self.after, self.before)), initial=0.0))
        self.breaks = array("I", compress(range(1, len(text)), self._breaks(breaks)[1:]))

    def _spacing(self) -> tuple[array[float], array[float]]:
        """What stands after and before each character, more (autospace) or less (blank halves) than its glyph.

        Of two punctuation marks that face each other with blank halves, one half goes (CLREQ 3.1.6,
        JLREQ 3.1.4).
        """
        text, size = self.text, len(self.text)
        after, before = array("d", bytes(8 * size)), array("d", bytes(8 * size))
        for index in self._pairs():
            left, right = text[index], text[index + 1]
            if autospaced(left, right):
                after[index] = AUTOSPACE * self.em
            elif self._ends_blank(index) and (self._starts_blank(index + 1) or self._closes(index + 1)):
                after[index] = -self.half
            elif self._starts_blank(index + 1) and left in OPENING and self._is_full(index):
                before[index + 1] = -self.half
        if text:
            after[-1], before[0] = self._space_after(), self._space_before()
        return after, before

    def _pairs(self) -> list[int]:
        """Each character that stands beside another of which at least one is no Han, by the index of the left one."""
        last = len(self.text) - 1
        beside = {index for other in self._others for index in (other - 1, other)}
        return sorted(index for index in beside if 0 <= index < last)

    def _space_after(self) -> float:
        """As within the text, before the text that follows it."""
        right = self.beside.after
        if not right:
            return 0.0
        if autospaced(self.text[-1], right):
            return AUTOSPACE * self.em
        faces = is_full_width(right, self.typesetting) and (
            blank_before(right) or blank_after(right, self.typesetting) or right in _MIDDLE
        )
        return -self.half if faces and self._ends_blank(len(self.text) - 1) else 0.0

    def _space_before(self) -> float:
        left = self.beside.before
        if not left:
            return 0.0
        if not self.beside.spaced and autospaced(left, self.text[0]):
            return AUTOSPACE * self.em
        faces = self._starts_blank(0) and blank_before(left) and is_full_width(left, self.typesetting)
        return -self.half if faces else 0.0

    def _is_full(self, index: int) -> bool:
        return self.widths[index] >= _FULL * self.em

    def _ends_blank(self, index: int) -> bool:
        return blank_after(self.text[index], self.typesetting) and self._is_full(index)

    def _starts_blank(self, index: int) -> bool:
        return blank_before(self.text[index]) and self._is_full(index)

    def _closes(self, index: int) -> bool:
        return self._ends_blank(index) or (self.text[index] in _MIDDLE and self._is_full(index))

    def _breaks(self, breaks: Sequence[bool]) -> list[bool]:
        """Unicode's line ends, with what it leaves to the language (UAX 14, LB19 and 8.1)."""
        text, allowed = self.text, list(breaks)
        for pair in self._pairs():
            index = pair + 1
            left, right = text[pair], text[index]
            if self.typesetting.whole_words and allowed[index] and self._within_word(left, right):
                allowed[index] = False
            elif right in _QUOTES or left in _QUOTES:
                allowed[index] = allowed[index] or self._beside_quote(index)
        return allowed

    @staticmethod
    def _within_word(left: str, right: str) -> bool:
        """Korean breaks at spaces (KLREQ, line breaking by words)."""
        return left != " " and right != " " and (is_hangul(left) or is_hangul(right))

    def _beside_quote(self, index: int) -> bool:
        """Quotation marks that are set full-width are brackets, and are broken at as such."""
        left, right = self.text[index - 1], self.text[index]
        if right in "“‘" and self._is_full(index):
            return is_cjk(left) or (self._is_full(index - 1) and not self._starts_blank(index - 1))
        if left in "”’" and self._is_full(index - 1):
            return is_cjk(right) or self._starts_blank(index)
        return False

    # --- lines ----------------------------------------------------------------------------

    def line(
        self, start: int, room: float | None, *, at_start: bool, flush: bool = False, anywhere: bool = False
    ) -> Line:
        """The line that starts at `start` and has `room`.

        Where nothing fits, what comes before the first line end is taken, and is too wide.

        Args:
            start: index of its first character.
            room: its width; None takes the whole text.
            at_start: whether the line begins here, so that an opening bracket loses its blank half.
            flush: whether the line will be justified, so that punctuation may be squeezed.
            anywhere: whether a word that is wider than the line may be broken.
        """
        lead = self._lead(start) if at_start else 0.0
        whole = self._last(start, lead)
        if room is None or whole.width <= room:
            return whole
        if whole.width - self._blank(whole.end - 1) <= room:
            return msgspec.structs.replace(whole, width=room, tail=whole.width - room)
        stop = self._stop(start, lead, room)
        if stop is None:
            return self._too_wide(start, lead, room if anywhere and at_start else None)
        line = self._ended(start, self.breaks[stop], lead)
        if flush and (pulled := self._pulled(line, stop, room)) and not self._leaves_orphan(stop + 1):
            return pulled
        earlier = self._without_orphan(start, stop)
        return line if earlier == stop else self._ended(start, self.breaks[earlier], lead)

    def line_to(self, start: int, end: int) -> Line:
        """The line between two line ends, as one that begins and ends there."""
        return self._ended(start, end, self._lead(start))

    def width(self, start: int, end: int) -> float:
        """How wide the line between two line ends is."""
        return self.line_to(start, end).width

    def _last(self, start: int, lead: float) -> Line:
        size = len(self.text)
        return Line(start, size, None, self.ends[size] - self.ends[start] - lead, lead)

    def _ended(self, start: int, end: int, lead: float) -> Line:
        """A line that ends before the character `end`: without spaces and without the blank half there."""
        if end >= len(self.text):
            return self._last(start, lead)
        last = end
        while last > start and self.text[last - 1] == " ":
            last -= 1
        if last == start:
            return Line(start, start, end, 0.0)
        tail = self._tail(last - 1)
        return Line(start, last, end, self.ends[last] - self.ends[start] - lead - tail, lead, tail)

    def _stop(self, start: int, lead: float, room: float) -> int | None:
        """The last possible line end that fits, as an index into `breaks`; None where none does."""
        # Blank halves and autospace at both ends take less than two em off the width.
        last = bisect_right(self.ends, self.ends[start] + room + 2 * self.em, start) - 1
        candidate = bisect_right(self.breaks, last) - 1
        while candidate >= 0 and self.breaks[candidate] > start:
            if self._ended(start, self.breaks[candidate], lead).width <= room:
                return candidate
            candidate -= 1
        return None

    def _without_orphan(self, start: int, stop: int) -> int:
        """One line end earlier, where the text would otherwise end with one character on a line."""
        if stop == 0 or not self._leaves_orphan(stop):
            return stop
        return stop - 1 if self.breaks[stop - 1] > start + _ORPHAN else stop

    def _leaves_orphan(self, stop: int) -> bool:
        """Whether one character, with the stops that follow it, is left after a line end, an index into `breaks`."""
        if self.beside.after or len(self.text) - self.breaks[stop] > _ORPHAN:
            return False
        rest = self.text[self.breaks[stop] :].strip()
        return sum(is_cjk(char) or is_hangul(char) for char in rest) == len(rest[:1])

    def _pulled(self, line: Line, stop: int, room: float) -> Line | None:
        """The line with one piece more, where squeezing its punctuation harms less than stretching.

        CLREQ 3.1.7: first try to push in, then to push out.
        """
        if stop + 1 >= len(self.breaks):
            return None
        longer = self._ended(line.start, self.breaks[stop + 1], line.lead)
        over = longer.width - room
        marks = sum(self.can_squeeze(index) for index in range(longer.start, longer.end - 1))
        if not 0 < over < room - line.width or over > marks * _SQUEEZE_LIMIT * self.em:
            return None
        return msgspec.structs.replace(longer, width=room, squeeze=over / marks / self.em)

    def _too_wide(self, start: int, lead: float, room: float | None) -> Line:
        """What comes before the first line end; with `room`, as many characters as it holds."""
        if room is None:
            position = bisect_right(self.breaks, start)
            return self._ended(
                start, self.breaks[position] if position < len(self.breaks) else len(self.text), lead
            )
        end = bisect_right(self.ends, self.ends[start] + room, start) - 1
        return self._ended(start, max(end, start + 1), lead)

    def can_squeeze(self, index: int) -> bool:
        """Whether a character has a blank second half that it has not yet lost."""
        return self._ends_blank(index) and self.after[index] == 0

    def _blank(self, index: int) -> float:
        return self.half if self.can_squeeze(index) else 0.0

    def ended(self, line: Line) -> Line:
        """A line that took the rest of its text, where what follows the text stands on the next line."""
        if line.resume is not None or line.tail or line.end == line.start or not self.beside.after:
            return line
        tail = self._tail(line.end - 1)
        return msgspec.structs.replace(line, width=line.width - tail, tail=tail)

    def _lead(self, index: int) -> float:
        """What a character loses by standing first: the blank half of an opening bracket, or its autospace."""
        if self.before[index] > 0:
            return self.before[index]
        return self.half if self.before[index] == 0 and self._starts_blank(index) else 0.0

    def _tail(self, index: int) -> float:
        """What a character loses by standing last: the blank half of a stop or bracket, or its autospace."""
        return self.after[index] if self.after[index] > 0 else self._blank(index)

    def changes(self, line: Line) -> tuple[list[float], list[float]]:
        """How far each character of a line differs from its glyph: in its width, and in its place."""
        span = range(line.start, line.end)
        moved = list(self.before[line.start : line.end])
        wider = list(map(add, self.after[line.start : line.end], moved))
        if line.squeeze:
            for place, index in enumerate(span[:-1]):
                if self.can_squeeze(index):
                    wider[place] -= line.squeeze * self.em
        if span:
            wider[0] -= line.lead
            moved[0] -= line.lead
            wider[-1] -= line.tail
        return wider, moved

    # --- justification --------------------------------------------------------------------

    def gaps(self, line: Line) -> tuple[list[int], list[int]]:
        """Where a line may grow: after its word spaces, and between its characters (indices from its start)."""
        start, last = line.start, max(line.end - 1, line.start)
        spaces = [place for place, char in enumerate(self.text[start:last]) if char in " \u00a0"]
        return spaces, list(compress(range(last - start), self._stretching[start:last]))

    @cached_property
    def _stretching(self) -> bytearray:
        """Whether the gap after each character may grow."""
        text, found = self.text, bytearray(b"\1" * len(self.text))
        for index in self._pairs():
            found[index] = stretches(text[index], text[index + 1])
        return found
