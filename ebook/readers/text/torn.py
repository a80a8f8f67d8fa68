"""Stage: the two halves of a torn sentence find each other, wherever on the page they stand.

A page-reading program that loses its column in the middle of a sentence goes on elsewhere, and comes
back some lines later, often a few characters before the place it left. Those characters, read twice,
are the best evidence of all; a mark that cannot begin a line, a quotation that the one half opens and
the other closes, and nearness are others. Halves without evidence are left for the stages after this
one, which know what every line is.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Origin, Repair
from ebook.readers.text.chars import (
    ends_sentence,
    ends_text,
    inner_sentences,
    is_balanced,
    opens_inside,
    squeeze,
)
from ebook.readers.text.clues import is_date, marker_of
from ebook.readers.text.items import Item, Kind
from ebook.readers.text.joins import breaks_off, overlap, seamed, words_on
from ebook.readers.text.lines import Line

__all__ = ["mend_torn"]

_WINDOW = 20
_BY_SEAM = (0.0, 0.8, 2.0, 3.5, 5.0)
_OPENS_INSIDE = 2.0
_QUOTED = 1.5
_ENDS = 0.5
_NEXT = 0.7
_STEP = 0.06
_STOPS, _STUMP, _STUMPED = "。.", 3, 1.0  # no sentence is that short
_NO_TEXT = 1.0
_CLAUSES = 0.9
_ENOUGH_NEXT, _ENOUGH_FAR = 2.0, 1.9
_ENOUGH_FAR_ALONE = 3.0  # one sentence alone may as well be a caption or title, and end so
_SHORTEST, _LONG = 12, 50
_SHORTEST_REST = 4
_PARTICLES = 2
_CONTINUABLE = frozenset(
    {Kind.PARAGRAPH, Kind.NOTE, Kind.TITLE, Kind.LIST, Kind.FIGURE, Kind.VERSE, Kind.ASIDE}
)


class _Match(msgspec.Struct, frozen=True, kw_only=True):
    score: float
    start: int
    rest: int


def mend_torn(
    pieces: Sequence[Line | Item], items: Sequence[Item], conventions: Conventions
) -> tuple[list[Line | Item], list[Repair]]:
    """The pieces of a page with the halves of torn sentences joined where the first half stands.

    Args:
        pieces: the page's lines and tables, in order.
        items: the same, with their kinds.
        conventions: those of the page's language.
    """
    following = _matched(items, conventions)
    if not following:
        return list(pieces), []
    words = words_on([item.text for item in items], conventions)
    rests = frozenset(following.values())
    found: list[Line | Item] = []
    repairs: list[Repair] = []
    for at, piece in enumerate(pieces):
        if at in rests:
            continue
        start, whole = at, piece
        while start in following and isinstance(whole, Line):
            rest = pieces[following[start]]
            if not isinstance(rest, Line):
                break
            whole, repair = _joined(whole, rest, words, is_next=following[start] == start + 1)
            repairs.append(repair)
            start = following[start]
        found.append(whole)
    return found, repairs


def _matched(items: Sequence[Item], conventions: Conventions) -> dict[int, int]:
    """The place of the second half for that of each first half, the surest pairs first."""
    matches = [
        match
        for at, item in enumerate(items)
        if _is_torn(item, conventions)
        for match in _candidates(items, at, conventions)
    ]
    following: dict[int, int] = {}
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: (-match.score, match.start, match.rest)):
        if match.start not in following and match.rest not in taken:
            following[match.start] = match.rest
            taken.add(match.rest)
    return following


def _is_torn(item: Item, conventions: Conventions) -> bool:
    """Whether a piece is running text whose last sentence has no end."""
    text = item.whole.rstrip()
    if item.kind not in _CONTINUABLE or item.jump or item.credit or is_date(text):
        return False
    if ends_sentence(text) or conventions.within("signatures", text[-120:]):
        return False
    if item.kind in {Kind.PARAGRAPH, Kind.NOTE}:
        return len(text) >= _SHORTEST and (bool(item.dateline) or breaks_off(text, conventions))
    return _is_prose(text, conventions)


def _is_prose(text: str, conventions: Conventions) -> bool:
    """Whether a line that was read as no paragraph is too long, or has too many clauses, for anything else."""
    if not breaks_off(text, conventions):
        return False
    usual, longest = conventions.headline_length
    size = len(squeeze(text))
    return (
        size > longest
        or (size > usual and conventions.count("particles", text) > _PARTICLES)
        or inner_sentences(text) > 0
        or (size > usual and (any(c in text for c in "，、,") or not is_balanced(text)))
    )


def _candidates(items: Sequence[Item], at: int, conventions: Conventions) -> list[_Match]:
    """What can be the second half of a torn sentence, with the evidence for it."""
    found: list[_Match] = []
    first = items[at]
    has_clauses = first.kind is Kind.PARAGRAPH and sum(first.text.count(mark) for mark in "，、,") > 1
    is_text = (
        bool(first.dateline) or has_clauses or inner_sentences(first.text) > 0 or len(first.text) > _LONG
    )
    far = _ENOUGH_FAR if is_text else _ENOUGH_FAR_ALONE
    may_be_far = is_text or first.kind is Kind.PARAGRAPH or not is_balanced(first.text)
    for rest in range(at + 1, min(len(items), at + 1 + _WINDOW)):
        if not _is_rest(items[rest], conventions):
            continue
        if (
            rest > at + 1
            and not may_be_far
            and not _begins_in_word(first.text, items[rest].text, conventions)
        ):
            continue  # a title has no end that it could lack
        score = _evidence(items[at], items[rest], rest - at - 1)
        if score >= (_ENOUGH_NEXT if rest == at + 1 else far):
            found.append(_Match(score=score, start=at, rest=rest))
    return found


def _begins_in_word(before: str, after: str, conventions: Conventions) -> bool:
    """Whether a text begins inside a word of the one before, where words are spaced: no paragraph does."""
    seam = overlap(before, after) if conventions.spaced else 0
    return seam > 1 and " " in before[-seam:] and before[:-seam][-1:].isalnum()


def _is_rest(item: Item, conventions: Conventions) -> bool:
    if item.kind not in _CONTINUABLE or item.dateline or len(item.text) < _SHORTEST_REST:
        return False
    is_marked = marker_of(item.text) is not None and not item.text.startswith("다.")  # a verb's end, too
    return (not is_marked or opens_inside(item.text)) and not conventions.whole("credits", item.text)


def _evidence(before: Item, after: Item, between: int) -> float:
    """How much speaks for two pieces being the halves of one sentence."""
    first, second = before.whole.rstrip(), after.whole
    seam = overlap(first, second)
    twice = (
        len(squeeze(first[-seam:])) + first[:-seam].endswith(" ") if seam else 0
    )  # a word's begin, with its space
    score = _BY_SEAM[min(twice, len(_BY_SEAM) - 1)]
    if not seam and opens_inside(second) and second[0] != "…":
        score += _OPENS_INSIDE
    if not is_balanced(first):
        score += _QUOTED if is_balanced(first + second[seam:]) else -_QUOTED
    elif not is_balanced(second[seam:]):
        score -= _QUOTED
    if any(char in _STOPS for char in second[seam : seam + _STUMP]) and not opens_inside(second):
        score += _STUMPED
    if after.kind not in {Kind.PARAGRAPH, Kind.NOTE, Kind.LIST}:
        score -= _NO_TEXT
    elif between == 0 and second[-1] in "。." and sum(first.count(mark) for mark in "，、,") > 1:
        score += _CLAUSES
    return score + _ENDS * ends_text(second) + (_NEXT if between == 0 else -_STEP * between)


def _joined(before: Line, after: Line, words: frozenset[str], *, is_next: bool) -> tuple[Line, Repair]:
    seam, text = seamed(before.text, after.text, words)
    numbers = (*before.numbers, *after.numbers)
    repair = Repair(
        kind="joined-sentence",
        text=f"{before.text}\n{after.text}",
        result=text,
        code=("sentence-continues" if is_next else "sentence-continues-later") + ("-overlap" if seam else ""),
        confidence=(0.95 if is_next else 0.9) if seam > 1 else 0.8,
        origin=Origin(file=before.file, lines=tuple(sorted(numbers))),
    )
    return msgspec.structs.replace(before, text=text, numbers=tuple(sorted(numbers))), repair
