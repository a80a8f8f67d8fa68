"""Whether a piece that looks like a copy of another says anything that the other does not.

A page-reading program that reads a text twice drops a character, doubles one, or misreads one as one
that looks like it. Two results, prices or notices that a newspaper prints side by side differ in a
few characters as well, but those are numbers and names: such a piece is no copy, however alike.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

__all__ = ["Difference", "difference"]

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億两兩壹贰叁肆伍陆柒捌玖拾")
_COUNTED = re.compile(r"[\da-z]")
_LONGEST = 3000
_EDGE = 8
_PER_MISREADING = 60
_ABOUT = 12
_NEW_NUMERALS = 2
"""More digits and letters than this are no misreading, and the costly comparison need not be made."""


class Difference(msgspec.Struct, frozen=True):
    """How a piece differs from the text that holds most of it.

    Attributes:
        is_new: whether it says something that the text does not.
        misread: how many of its characters are others; dropped and doubled ones do not count,
            but for digits.
    """

    is_new: bool
    misread: int


def difference(copy: str, whole: str) -> Difference:
    """How a piece differs from a text; both squeezed."""
    if copy in whole:
        return Difference(is_new=False, misread=0)
    if max(len(copy), len(whole)) > _LONGEST:  # too long to compare: what may be new stays
        return Difference(is_new=True, misread=0)
    if _more_numerals(copy, whole) > _NEW_NUMERALS:
        return Difference(is_new=True, misread=0)
    misread = 0
    for tag, start, end, first, last in _changes(copy, whole):
        if tag not in {"replace", "insert"}:
            continue
        if _is_doubled(copy, first, last):
            misread += any(char.isdigit() for char in copy[first:last])  # 11 may be 1 read twice, or 11
            continue
        if any(char.isdigit() or char.isascii() or char in _NUMERALS for char in copy[first:last]):
            return Difference(is_new=True, misread=last - first)
        is_other_place = tag == "replace" and end - start > _ABOUT  # where the text goes on elsewhere
        misread += (last - first) if not is_other_place else 0
    return Difference(is_new=misread > 1 + len(copy) // _PER_MISREADING, misread=misread)


def _changes(copy: str, whole: str) -> Iterator[tuple[str, int, int, int, int]]:
    """How a text becomes the piece, in difflib's terms; only what stands between the ends that agree is aligned."""
    start = max(whole.find(copy[:_EDGE]), 0)
    head = _shared(copy, whole[start:])
    low, high, tail = start + head, len(whole), 0
    if (end := whole.rfind(copy[-_EDGE:], low)) >= 0:
        tail = _shared(copy[head:][::-1], whole[low : end + _EDGE][::-1])
        high = end + _EDGE - tail
    matcher = difflib.SequenceMatcher(None, whole[low:high], copy[head : len(copy) - tail], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        yield tag, start + low, end + low, first + head, last + head


def _shared(some: str, other: str) -> int:
    """How many characters two texts begin with both."""
    most = min(len(some), len(other))
    return next((at for at in range(most) if some[at] != other[at]), most)


def _more_numerals(copy: str, whole: str) -> int:
    """How many digits and Latin letters a piece has that the text has not; counted, not aligned."""
    return (Counter(_COUNTED.findall(copy)) - Counter(_COUNTED.findall(whole))).total()


def _is_doubled(text: str, first: int, last: int) -> bool:
    """Whether some characters repeat those that stand before or after them."""
    size = last - first
    piece = text[first:last]
    return (
        piece in {text[first - size : first], text[last : last + size]}
        if first >= size
        else piece == text[last : last + size]
    )
