"""Breaking titles into lines: none begins or ends in what may not stand there, and all are alike in length."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from ebook.typography.characters import NOT_FIRST, NOT_LAST

__all__ = ["break_lines"]

_HEAD = 3
_WHOLE = re.compile(r"[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
_KOREAN_WORD = re.compile(r"[^\s]+")


class _Part(NamedTuple):
    """A piece that no line breaks within.

    Attributes:
        text: its characters.
        gap: the space between it and what stands before it on its line.
        length: how long it is.
        at_end: how long it is where it ends a line.
    """

    text: str
    gap: float
    length: float
    at_end: float


Measure: TypeAlias = Callable[[str], float]
"""How long a character is."""

Gap: TypeAlias = Callable[[str, str], float]
"""How much space is between two characters."""


def break_lines(text: str, measure: Measure, gap: Gap, width: float, *, spaced: bool) -> list[str]:
    """The text in as few lines as it takes, each about as long as the others.

    Args:
        text: one line of text, without line feeds.
        measure: how long a character is.
        gap: how much space is between two characters.
        width: how long a line may be.
        spaced: whether words are kept whole (Korean), and not only Latin ones; a word that is longer
            than a line is broken all the same.
    """
    balanced = _balanced(_parts(text, measure, gap, spaced=spaced), measure, width)
    phrases = text.split()
    if len(balanced) == 1 or spaced or len(phrases) == 1:
        return balanced
    # A space in a Chinese or Japanese title is a pause: the best place for a line to end.
    paused = [
        line
        for phrase in phrases
        for line in _balanced(_parts(phrase, measure, gap, spaced=spaced), measure, width)
    ]
    # It may cost a line, where that makes no more than a head has.
    return paused if len(paused) <= max(len(balanced), min(len(balanced) + 1, _HEAD)) else balanced


def _balanced(parts: list[_Part], measure: Measure, width: float) -> list[str]:
    lines = _fill(parts, measure, width)
    if len(lines) == 1:
        return lines
    low, high = sum(part.length for part in parts) / len(lines), width
    for _ in range(6):  # the narrowest measure that takes no more lines: to a 64th of the line
        middle = (low + high) / 2
        tried = _fill(parts, measure, middle)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _parts(text: str, measure: Measure, gap: Gap, *, spaced: bool) -> list[_Part]:
    """The pieces between which a line may break; a space stays at the end of its piece."""
    pattern = _KOREAN_WORD if spaced else _WHOLE
    words = {match.start(): match.end() for match in pattern.finditer(text)}
    parts: list[str] = []
    position = 0
    while position < len(text):
        end = words.get(position, position + 1)
        piece = text[position:end]
        joins = parts and (piece[0].isspace() or piece[0] in NOT_FIRST or parts[-1][-1] in NOT_LAST)
        if joins:
            parts[-1] += piece
        else:
            parts.append(piece)
        position = end
    ends = ["", *(part[-1] for part in parts)]
    return [
        _measured(part, measure, gap, gap(before, part[0])) for before, part in zip(ends, parts, strict=False)
    ]


def _measured(text: str, measure: Measure, gap: Gap, before: float) -> _Part:
    inside = sum(gap(left, right) for left, right in pairwise(text))
    return _Part(text, before, sum(map(measure, text)) + inside, sum(map(measure, text.rstrip())) + inside)


def _fill(parts: list[_Part], measure: Measure, width: float) -> list[str]:
    lines, length = [""], 0.0
    for part in parts:
        whole = part.at_end <= width
        pieces = [part] if whole else [_Part(char, 0.0, measure(char), measure(char)) for char in part.text]
        if lines[-1] and length + part.gap + part.at_end > width:
            lines.append("")
            length = 0.0
        for piece in pieces:
            if lines[-1] and length + piece.gap + piece.at_end > width:
                lines.append("")
                length = 0.0
            length += piece.length + (piece.gap if lines[-1] else 0.0)
            lines[-1] += piece.text
    return [line.strip() for line in lines]
