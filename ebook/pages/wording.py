"""What is put right in the assembled lines, and what is reported: spaces, half-width marks, order, endless repeats."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Sequence

import msgspec

from ebook.model import Origin, Repair
from ebook.pages.page import Region
from ebook.problems import Problem
from ebook.reading.pieces import Line
from ebook.rules import printed as rules

__all__ = ["loops_of", "moved_lines", "reworded"]

_HAN = r"\u3005\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SPACED_SEAM = re.compile(rf"(?<=[{_HAN}]) (?=[0-9])|(?<=[0-9]) (?=[{_HAN}])")
_CLOSE_SEAM = re.compile(rf"(?<=[{_HAN}])(?=[0-9])|(?<=[0-9])(?=[{_HAN}])")
_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")
_HALF_MARK = re.compile(rf"(?<=[{_HAN}”」』》）])[,;:?!](?=[{_HAN}“「『《（])")
_HALF_BRACKETS = re.compile(rf"\(([{_HAN}][^()]*)\)")
_MOST = 0.5
_LEAST_SPACES = 4
_LOOP = re.compile(r"(?P<part>\S.{6,58}?\S)(?P=part){4,}", re.DOTALL)
_LEAST_LOOP, _TIMES, _SHOWN = 8, 5, 40
_LEAST_MOVED = 8


def reworded(lines: Sequence[Line]) -> tuple[list[Line], list[Repair]]:
    """The lines without the spaces that a program put between ideographs and figures, and with full-width marks."""
    spaced = sum(len(_SPACED_SEAM.findall(line.text)) for line in lines)
    close = sum(len(_CLOSE_SEAM.findall(line.text)) for line in lines)
    systematic = spaced >= _LEAST_SPACES and spaced > _MOST * (spaced + close)
    found: list[Line] = []
    repairs: list[Repair] = []
    for line in lines:
        text = _SPACED_SEAM.sub("", line.text) if systematic else line.text
        wide, changes = _full_width(text)
        found.append(line if wide == line.text else msgspec.structs.replace(line, text=wide))
        repairs += [
            Repair(
                kind="changed-character", text=old, result=new, code="half-width-marks", origin=line.origin
            )
            for old, new in changes
        ]
    return found, repairs


def _full_width(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A text with full-width marks among ideographs, and each change; brackets are changed as pairs."""
    changes: list[tuple[str, str]] = []

    def mark(match: re.Match[str]) -> str:
        changes.append((match[0], match[0].translate(_FULL_WIDTH)))
        return changes[-1][1]

    def brackets(match: re.Match[str]) -> str:
        changes.append(("()", "（）"))
        return f"（{match[1]}）"

    return _HALF_MARK.sub(mark, _HALF_BRACKETS.sub(brackets, text)), changes


def moved_lines(lines: Sequence[Line], regions: Sequence[Region]) -> list[Repair]:
    """A repair for each line of a page that stands elsewhere than in the order that a program gave.

    Args:
        lines: of the page, in reading order.
        regions: of the issue; the lines' numbers count them from 1.
    """
    given = [(line, order) for line in lines if (order := _given(line, regions)) is not None]
    kept = _ascending([order for _, order in given])
    return [
        Repair(kind="moved-block", text=line.text, code="order-of-columns", origin=line.origin)
        for at, (line, _) in enumerate(given)
        if at not in kept and len(line.text) >= _LEAST_MOVED
    ]


def _given(line: Line, regions: Sequence[Region]) -> int | None:
    orders = [order for number in line.numbers if (order := regions[number - 1].order) is not None]
    return min(orders, default=None)


def _ascending(values: Sequence[int]) -> set[int]:
    """The places of a longest sequence of ascending values (patience sorting)."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        length = bisect.bisect_left(tails, value)
        before.append(places[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            places.append(at)
        else:
            tails[length], places[length] = value, at
    found: set[int] = set()
    at = places[-1] if places else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def loops_of(lines: Sequence[Line]) -> list[Problem]:
    """A problem for each text that comes again and again, within a line or line after line."""
    found = [(line.origin, match["part"]) for line in lines if (match := _LOOP.search(line.text))]
    found += list(_repeated(lines))
    return [
        rules.LOOP.at(
            _file_only(origin), f"“{part[:_SHOWN]}” comes {_TIMES} times or more; compare it with the page"
        )
        for origin, part in found
    ]


def _repeated(lines: Sequence[Line]) -> Iterable[tuple[Origin, str]]:
    count = 1
    for before, line in itertools.pairwise(lines):
        count = count + 1 if line.text == before.text and len(line.text) >= _LEAST_LOOP else 1
        if count == _TIMES:
            yield line.origin, line.text


def _file_only(origin: Origin) -> Origin:
    """An origin whose numbers count regions, which say nothing to anybody."""
    return Origin(file=origin.file, lines=())
