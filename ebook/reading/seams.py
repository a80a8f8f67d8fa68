"""What the two sides of a line end say about whether the text goes on over it.

All figures are logarithms of odds, in favour of the text going on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from ebook.reading.chars import PAIRS, ends_text, inner_sentences, marks_in, opens_inside
from ebook.reading.lines import SourceLine
from ebook.reading.wrapping import is_spaced_row

__all__ = ["Forms", "Pairs", "Piece", "pairs_of", "seam"]

Pairs = Counter[str]
"""How often each two characters stand side by side inside the lines of a text."""

_PARTICLES = frozenset("的了着过们吗呢吧们么得於嘅咗をはがにのでともへやんるれらりっ")
_GOES_ON_AFTER = frozenset("，、,；：;:·・—―-～~=＝（([「『“‘《〈【及和与與")
_LATIN = re.compile(r"[A-Z][A-Za-z&.,'’-]*(?: [A-Za-z&.,'’-]+)+")
_FEW_LINES, _LONG_TITLE = 4, 72
_TAIL = 60
_SHOWN = 160


class Forms(msgspec.Struct, frozen=True):
    """How lines of a language begin and end that stand for themselves.

    Attributes:
        is_whole: whether a text ends as only a line ends that nothing follows, as a folio or jump line.
        begins: whether a text begins as only a line begins that goes on nothing, with a dateline or byline.
        closes: whether a text that ends inside a sentence ends as texts do, with a signature or a credit.
    """

    is_whole: Callable[[str], bool]
    begins: Callable[[str], bool]
    closes: Callable[[str], bool]


def pairs_of(lines: Sequence[SourceLine]) -> Pairs:
    """The pairs of neighbours in all lines."""
    found: Pairs = Counter()
    for line in lines:
        text = line.text
        found.update(text[at : at + 2] for at in range(len(text) - 1))
    return found


def seam(before: SourceLine, after: SourceLine, context: str, pairs: Pairs, forms: Forms) -> float:
    """How much more likely a text goes on from one line to the next than by the fullness of the first alone.

    Args:
        before: the line that fills its column.
        after: the next line.
        context: the lines before the second one, the first among them, as far as they may belong to it.
        pairs: the pairs of characters of the whole text.
        forms: how lines of the language begin and end.
    """
    left, right = before.text[-1], after.text[0]
    odds = 0.0
    if before.raw[-1] == left and after.raw[0] == right:  # no space between: a word may be cut
        odds += _cut_word(left, right, pairs)
    if opens_inside(after.text):
        odds += 3.0
    if left in _GOES_ON_AFTER:
        odds += 2.0
    if right in _PARTICLES:
        odds += 1.5
    if is_spaced_row(before.text) != is_spaced_row(after.text):
        odds -= 3.0
    if ends_text(context):
        odds -= 3.0
    if _LATIN.fullmatch(before.text) and not right.isascii():
        odds -= 3.0  # a name in English, as under a paper's own
    if _stands_apart(context, after.text, forms):
        odds -= 5.0
    elif forms.is_whole(context):
        odds -= 3.0
    return odds


def _stands_apart(before: str, after: str, forms: Forms) -> bool:
    """Whether the second line is something for itself alone that it is no more with the first before it."""
    if forms.begins(after):
        return not forms.closes(f"{before} {after}")
    return forms.is_whole(after) and not forms.is_whole(before + after)


def _cut_word(left: str, right: str, pairs: Pairs) -> float:
    if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
        return 5.0 if left.isdigit() == right.isdigit() else 1.0
    if not (left.isalnum() and right.isalnum()):
        return 0.0
    known = pairs[left + right]
    return -0.3 if not known else 1.5 if known == 1 else 2.0


class Piece:
    """A text that grows line by line, with what tells how well it stands for itself.

    Only its end is kept: a paragraph of many lines costs no more for each of them than a short one.
    """

    def __init__(self, text: str) -> None:
        self.count = 1
        self.is_prose = False
        self._has_inner = False
        self._opens_inside = opens_inside(text)
        self._length = 0
        self._tail = ""
        self._waiting: list[str] = []
        self._is_balanced = True
        self._take(text)

    def add(self, text: str) -> None:
        """Add a line, with the space between."""
        self.count += 1
        self._take(text)

    def is_whole(self, forms: Forms) -> bool:
        """Whether the text ends as only a line ends that nothing follows."""
        return forms.is_whole(self._shown)

    def standing(self, forms: Forms) -> float:
        """How well the text stands for itself."""
        ends = ends_text(self._tail)
        self.is_prose = self._has_inner or ends
        odds = 0.0
        if self.is_whole(forms):
            odds += 5.0
        elif self.is_prose and not ends and not forms.closes(self._shown):
            odds -= 3.0
        elif not self.is_prose and (self.count > _FEW_LINES or self._length > _LONG_TITLE):
            odds -= 1.0
        if self._waiting or not self._is_balanced:
            odds -= 4.0
        return odds - (3.0 if self._opens_inside else 0.0)

    @property
    def _shown(self) -> str:
        return self._tail if self._length <= _SHOWN else self._tail[-_TAIL:]

    def _take(self, text: str) -> None:
        self._has_inner = self._has_inner or inner_sentences(self._tail[-_TAIL:] + text) > 0
        self._length += len(text)
        self._tail = (self._tail + text)[-_SHOWN:]
        for mark in marks_in(text):
            if mark in PAIRS:
                self._waiting.append(mark)
            elif not self._waiting or PAIRS[self._waiting.pop()] != mark:
                self._is_balanced = False
