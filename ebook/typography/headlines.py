"""Headlines broken between phrases into lines of like length.

BudouX finds where a phrase ends in Chinese and Japanese, word spaces show it in Korean. Chinese is
divided word by word, so a line is also kept from beginning with a particle and from ending with a
preposition. Numbers stay whole, and with what they count.
"""

from __future__ import annotations

import functools
import unicodedata
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from ebook.typography.characters import CLOSING, MARKS, OPENING, STOPS, is_cjk

if TYPE_CHECKING:
    from budoux import Parser

    from ebook.typography.setting import Setting

__all__ = ["balanced"]

_LONGEST = 150  # characters; what is longer is no headline
_TOLERANCE = 1e-6  # em

# What a line end costs, in squared em: 50 is as bad as two lines that are each five em off.
_FREE, _AT_COMMA, _AT_PHRASE, _BESIDE_PARTICLE, _WITHIN_PHRASE = 0.0, 15.0, 40.0, 90.0, 150.0
_WITHIN_BRACKETS, _WITHIN_NUMBER = 200.0, 400.0
_ONE_MORE_LINE = 150.0
_ONE_CHARACTER = 1000.0

_NUMERALS = frozenset("一二三四五六七八九十百千万萬亿億两兩几幾数數第")


def balanced(setting: Setting, start: int, room: float) -> list[int]:
    """The ends of the lines of a headline from `start` on, each an index into its text.

    It takes as many lines as it must, or one more where a phrase would have to be parted otherwise.
    Empty where one line holds it, or where nothing can be chosen.
    """
    text = setting.text
    ends = [end for end in setting.breaks if end > start] + [len(text)]
    if len(text) > _LONGEST or setting.width(start, len(text)) <= room + _TOLERANCE:
        return []
    places = [start, *ends]
    costs = [_cost(setting, end) for end in ends[:-1]] + [0.0]
    fewest = _fewest(setting, places, room)
    found = [_chosen(setting, places, costs, room, lines) for lines in (fewest, fewest + 1)]
    best = min(
        ((cost + extra, path) for (cost, path), extra in zip(found, (0.0, _ONE_MORE_LINE), strict=True))
    )
    return [places[index] for index in best[1]] if best[0] < inf else []


def _fewest(setting: Setting, places: list[int], room: float) -> int:
    lines, begin, index = 1, 0, 1
    while index < len(places):
        if setting.width(places[begin], places[index]) <= room + _TOLERANCE:
            index += 1
        elif begin == index - 1:
            return lines + 1  # a word wider than the line; there is no choice
        else:
            begin, lines = index - 1, lines + 1
    return lines


def _chosen(
    setting: Setting, places: list[int], costs: list[float], room: float, lines: int
) -> tuple[float, list[int]]:
    """The cheapest way to set the text in so many lines: its cost, and the lines' ends as indices of `places`."""
    ideal = setting.width(places[0], places[-1]) / lines
    ways: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number in range(lines):
        longer: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, path) in ways.items():
            for index in range(begin + 1, len(places)):
                width = setting.width(places[begin], places[index])
                if width > room + _TOLERANCE:
                    break
                if (index == len(places) - 1) != (number == lines - 1):
                    continue
                total = cost + costs[index - 1] + ((width - ideal) / setting.em) ** 2
                total += _ONE_CHARACTER * (len(setting.text[places[begin] : places[index]].strip()) < 2)  # noqa: PLR2004
                if total < longer.get(index, (inf, []))[0]:
                    longer[index] = total, [*path, index]
        ways = longer
    return ways.get(len(places) - 1, (inf, []))


def _cost(setting: Setting, end: int) -> float:
    text = setting.text
    left, right = text[end - 1], text[end]
    inside = _WITHIN_BRACKETS * _depth(text[:end])
    if left.isspace() or left in STOPS or left in MARKS:
        return inside + (_AT_COMMA if left in "，、" else _FREE)
    if left in CLOSING or right in OPENING:
        return inside + _AT_PHRASE
    if _counts(left) and (_counts(right) or is_cjk(right)):
        return inside + _WITHIN_NUMBER
    if right in setting.typesetting.not_first or left in setting.typesetting.not_last:
        return inside + _BESIDE_PARTICLE
    return inside + (
        _AT_PHRASE
        if _counts(right) or end in _phrase_ends(text, setting.typesetting.phrases)
        else _WITHIN_PHRASE
    )


def _counts(char: str) -> bool:
    """Whether a character belongs to a number; its unit follows."""
    return char in _NUMERALS or unicodedata.category(char) == "Nd"


def _depth(text: str) -> int:
    return max(sum(char in OPENING for char in text) - sum(char in CLOSING for char in text), 0)


@functools.lru_cache(maxsize=512)
def _phrase_ends(text: str, phrases: str) -> frozenset[int]:
    """Where a phrase ends; every possible line end in a language that parts its words by spaces."""
    parser = _parser(phrases)
    if parser is None:
        return frozenset(range(len(text)))
    ends: list[int] = []
    place = 0
    # Word by word, since a model takes a space for a character of the word beside it.
    for piece in _pieces(text):
        for chunk in parser.parse(piece):
            place += len(chunk)
            ends.append(place)
    return frozenset(ends)


def _pieces(text: str) -> list[str]:
    bounds = [0, *(i for i in range(1, len(text)) if text[i].isspace() != text[i - 1].isspace()), len(text)]
    return [text[first:last] for first, last in pairwise(bounds)]


@functools.cache
def _parser(phrases: str) -> Parser | None:
    import budoux

    loader = {
        "japanese": budoux.load_default_japanese_parser,
        "traditional_chinese": budoux.load_default_traditional_chinese_parser,
        "simplified_chinese": budoux.load_default_simplified_chinese_parser,
    }.get(phrases)
    return loader() if loader else None
