"""What the two sides of a line end say about whether the text goes on over it.

All figures are logarithms of odds, in favour of the text going on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from ebook.readers.text.chars import ends_text, inner_sentences, is_balanced, opens_inside
from ebook.readers.text.physical import PhysicalLine

__all__ = ["Forms", "Pairs", "pairs_of", "seam", "standing"]

Pairs = Counter[str]
"""How often each two characters stand side by side inside the lines of a text."""

_PARTICLES = frozenset("的了着过们吗呢吧们么得於嘅咗をはがにのでともへやんるれらりっ")
_GOES_ON_AFTER = frozenset("，、,；：;:·・—―-～~=＝（([「『“‘《〈【及和与與")
_FEW_LINES, _LONG_TITLE, _LONGEST = 4, 72, 2000
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


def pairs_of(lines: Sequence[PhysicalLine]) -> Pairs:
    """The pairs of neighbours in all lines."""
    found: Pairs = Counter()
    for line in lines:
        text = line.text
        found.update(text[at : at + 2] for at in range(len(text) - 1))
    return found


def seam(before: PhysicalLine, after: PhysicalLine, pairs: Pairs, forms: Forms) -> float:
    """How much more likely a text goes on from one line to the next than by the fullness of the first alone."""
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
    if ends_text(before.text[-_TAIL:]):
        odds -= 3.0
    if _stands_apart(before.text[-_TAIL:], after.text, forms):
        odds -= 5.0
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


def standing(text: str, count: int, forms: Forms) -> tuple[float, bool]:
    """How well a text of some lines stands for itself, and whether it is prose rather than a title."""
    shown = text if len(text) <= _SHOWN else text[-_TAIL:]
    ends = ends_text(text)
    is_prose = ends or inner_sentences(text[:_LONGEST]) > 0
    odds = 0.0
    if forms.is_whole(shown):
        odds += 5.0
    elif is_prose and not ends and not forms.closes(shown):
        odds -= 3.0
    elif not is_prose and (count > _FEW_LINES or len(text) > _LONG_TITLE):
        odds -= 1.0
    if len(text) < _LONGEST and not is_balanced(text):
        odds -= 4.0
    if opens_inside(text):
        odds -= 3.0
    return odds, is_prose
