"""Breaking titles into lines: none begins or ends in what may not stand there, and all are alike in length."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["break_lines"]

# CLREQ 3.1.3, JLREQ 3.1.7 and 3.1.8.
_NOT_FIRST = frozenset(
    "、，。．：；！？,.:;!?）］｝〉》」』】〕〗”’)]}・·‧…—ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％%"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔〖“‘([{")
_HEAD = 3
_WHOLE = re.compile(r"[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
_KOREAN_WORD = re.compile(r"[^\s]+")


class _Part(NamedTuple):
    """A piece that no line breaks within, its length, and its length where it ends a line."""

    text: str
    length: float
    at_end: float


def break_lines(text: str, measure: Callable[[str], float], width: float, *, spaced: bool) -> list[str]:
    """The text in as few lines as it takes, each about as long as the others.

    Args:
        text: one line of text, without line feeds.
        measure: how long a character is.
        width: how long a line may be.
        spaced: whether words are kept whole (Korean), and not only Latin ones; a word that is longer
            than a line is broken all the same.
    """
    balanced = _balanced(_parts(text, measure, spaced=spaced), measure, width)
    phrases = text.split()
    if len(balanced) == 1 or spaced or len(phrases) == 1:
        return balanced
    # A space in a Chinese or Japanese title is a pause: the best place for a line to end.
    paused = [
        line
        for phrase in phrases
        for line in _balanced(_parts(phrase, measure, spaced=spaced), measure, width)
    ]
    # It may cost a line, where that makes no more than a head has.
    return paused if len(paused) <= max(len(balanced), min(len(balanced) + 1, _HEAD)) else balanced


def _balanced(parts: list[_Part], measure: Callable[[str], float], width: float) -> list[str]:
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


def _parts(text: str, measure: Callable[[str], float], *, spaced: bool) -> list[_Part]:
    """The pieces between which a line may break; a space stays at the end of its piece."""
    pattern = _KOREAN_WORD if spaced else _WHOLE
    words = {match.start(): match.end() for match in pattern.finditer(text)}
    parts: list[str] = []
    position = 0
    while position < len(text):
        end = words.get(position, position + 1)
        piece = text[position:end]
        joins = parts and (piece[0].isspace() or piece[0] in _NOT_FIRST or parts[-1][-1] in _NOT_LAST)
        if joins:
            parts[-1] += piece
        else:
            parts.append(piece)
        position = end
    return [_measured(part, measure) for part in parts]


def _measured(text: str, measure: Callable[[str], float]) -> _Part:
    return _Part(text, sum(map(measure, text)), sum(map(measure, text.rstrip())))


def _fill(parts: list[_Part], measure: Callable[[str], float], width: float) -> list[str]:
    lines, length = [""], 0.0
    for part in parts:
        pieces = [part] if part.at_end <= width else [_measured(char, measure) for char in part.text]
        if lines[-1] and length + part.at_end > width:
            lines.append("")
            length = 0.0
        for piece in pieces:
            if lines[-1] and length + piece.at_end > width:
                lines.append("")
                length = 0.0
            lines[-1] += piece.text
            length += piece.length
    return [line.strip() for line in lines]
