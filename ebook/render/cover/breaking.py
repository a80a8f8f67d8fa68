"""Breaking titles into lines: none begins or ends in what may not stand there, and all are alike in length."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["break_lines"]

# CLREQ 3.1.3, JLREQ 3.1.7 and 3.1.8.
_NOT_FIRST = frozenset(
    "、，。．：；！？,.:;!?）］｝〉》」』】〕〗”’)]}・·‧…—ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ％%"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔〖“‘([{")
_HEAD = 3
_WHOLE = re.compile(r"[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
_KOREAN_WORD = re.compile(r"[^\s]+")


def break_lines(text: str, measure: Callable[[str], float], width: float, *, spaced: bool) -> list[str]:
    """The text in as few lines as it takes, each about as long as the others.

    Args:
        text: one line of text, without line feeds.
        measure: how long a text is.
        width: how long a line may be.
        spaced: whether words are kept whole (Korean), and not only Latin ones; a word that is longer
            than a line is broken all the same.
    """
    lines = _fill(_parts(text, spaced=spaced), measure, width)
    phrases = text.split()
    if len(lines) == 1 or spaced or len(phrases) == 1:
        return _balanced(text, measure, width, spaced=spaced)
    # A space in a Chinese or Japanese title is a pause: the best place for a line to end.
    paused = [line for phrase in phrases for line in _balanced(phrase, measure, width, spaced=spaced)]
    # It may cost a line, where that makes no more than a head has.
    return (
        paused
        if len(paused) <= max(len(lines), min(len(lines) + 1, _HEAD))
        else _balanced(text, measure, width, spaced=spaced)
    )


def _balanced(text: str, measure: Callable[[str], float], width: float, *, spaced: bool) -> list[str]:
    parts = _parts(text, spaced=spaced)
    lines = _fill(parts, measure, width)
    if len(lines) == 1:
        return lines
    low, high = measure(text) / len(lines), width
    for _ in range(6):  # the narrowest measure that takes no more lines: to a 64th of the line
        middle = (low + high) / 2
        tried = _fill(parts, measure, middle)
        if len(tried) <= len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _parts(text: str, *, spaced: bool) -> list[str]:
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
    return parts


def _fill(parts: list[str], measure: Callable[[str], float], width: float) -> list[str]:
    lines = [""]
    for part in parts:
        if lines[-1] and measure((lines[-1] + part).rstrip()) > width:
            lines.append("")
        for piece in (part,) if measure(part.rstrip()) <= width else part:
            if lines[-1] and measure((lines[-1] + piece).rstrip()) > width:
                lines.append("")
            lines[-1] += piece
    return [line.strip() for line in lines]
