"""Stage: pieces that stand on a page twice are kept once.

A page-reading program that meets a column twice writes it twice: word for word, cut in the
middle, or with the lines divided in another way. So pieces are compared by the runs of characters
they hold, against all the text that is kept before them, and not line by line.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.model import Repair
from ebook.reading.chars import ends_sentence, squeeze
from ebook.reading.copies import Difference, difference
from ebook.reading.pieces import Piece

__all__ = ["Unrepeated", "drop_repeats"]

_RUN = 8
_ENOUGH = 20
_LONG, _STRIDE = 160, 4  # of a long piece every fourth run is enough, and keeps huge pages in memory
_EDGE = 400
_COVERED = 0.85
_NEAR = 8
_PULLED = 44
_START = 6
_SAME, _ALIKE, _MISREAD = 0.98, 0.9, 0.65
_TITLE_LIKE = frozenset(("COL", "KICK", "HEAD", "KH", "DECK", "H", "AT", "LIST", "ALIST"))


class Unrepeated(msgspec.Struct, frozen=True, kw_only=True):
    """A page without its repeats.

    Attributes:
        kept: the places of what is kept, in order.
        repairs: the repeats.
    """

    kept: tuple[int, ...]
    repairs: tuple[Repair, ...]


def drop_repeats(items: Sequence[Piece]) -> Unrepeated:
    """What is kept of the page's items so that each repeated piece is there once."""
    texts = [squeeze(item.line.whole) for item in items]
    originals = _long_repeats(items, texts)
    _spread(texts, originals)
    _add_twice_printed(items, texts, originals)
    originals = {at: source for at, source in originals.items() if items[at].decided is None}
    kept = [at for at in range(len(items)) if at not in originals]
    repairs = tuple(
        _repair(items[at], items[originals[at]], _likeness(texts, at, originals[at]))
        for at in sorted(originals)
    )
    return Unrepeated(kept=tuple(kept), repairs=repairs)


def _long_repeats(items: Sequence[Piece], texts: Sequence[str]) -> dict[int, int]:
    """Long pieces that text before them holds already, by place, with the place of what holds most of them."""
    seen: dict[str, int] = {}
    originals: dict[int, int] = {}
    for at, text in enumerate(texts):
        places = _sources(text, seen) if len(text) >= _ENOUGH else ()
        if places and _is_copy(items, texts, at, places):
            originals[at] = places[0]
            continue
        start = max(0, at - 1)
        joined = texts[start] + text if start not in originals and start != at else text
        for i in range(0, len(joined) - _RUN + 1, 1 if len(joined) < _LONG else _STRIDE):
            seen.setdefault(joined[i : i + _RUN], at)
    return originals


def _sources(text: str, seen: dict[str, int]) -> tuple[int, ...]:
    """The places that hold nearly all of a text, the telling one first; none where no places do."""
    covered = 0
    end = 0
    places: dict[int, int] = {}
    for i in range(len(text) - _RUN + 1):
        place = seen.get(text[i : i + _RUN])
        if place is None:
            continue
        covered += i + _RUN - max(end, i)
        end = i + _RUN
        places[place] = places.get(place, 0) + 1
    if covered < len(text) * _COVERED:
        return ()
    last = seen.get(text[-_RUN:])
    first = last if last is not None else max(places, key=lambda place: (places[place], -place))
    return (first, *(place for place in sorted(places) if place != first))


def _is_copy(items: Sequence[Piece], texts: Sequence[str], at: int, places: Sequence[int]) -> bool:
    """Whether a piece whose characters are printed before it is a copy.

    It is none if it is a title that text repeats, a sentence pulled out, or has news of its own. Of two
    neighbours that differ in one character alone, that character may be a name.
    """
    source = places[0]
    if items[at].role in _TITLE_LIKE and items[source].role not in _TITLE_LIKE:
        return False
    found = _difference(texts, at, places)
    if found.is_new or (found.misread and at - source == 1):
        return False
    return not _is_pulled(items, texts, at, source)


def _difference(texts: Sequence[str], at: int, places: Sequence[int]) -> Difference:
    """How a piece differs from what stands at some places; what is torn there ends in the place before."""
    around = sorted({near for place in places for near in (place - 1, place) if 0 <= near < at})
    return difference(texts[at], "".join(texts[place] for place in around))


def _is_pulled(items: Sequence[Piece], texts: Sequence[str], at: int, source: int) -> bool:
    """Whether a piece is a sentence pulled out of the text it stands in: no accident, but design."""
    return (
        len(texts[at]) <= _PULLED
        and len(texts[source]) > len(texts[at]) * 1.5
        and abs(at - source) <= _NEAR
        and items[at].role in {"P", "AP", "QUOTE"}
        and ends_sentence(items[at].text)
        and not _begins_within(items[at].text, items[source].line.whole)
    )


def _begins_within(text: str, source: str) -> bool:
    """Whether a text begins where no clause of its source does: it was cut there, nobody pulled it out."""
    place = source.find(text[:_START])
    return place > 0 and source[place - 1].isalnum() and not _is_spaced(text)


def _is_spaced(text: str) -> bool:
    return " " in text.strip()


def _spread(texts: Sequence[str], originals: dict[int, int]) -> None:
    """Add the short pieces beside a repeat that repeat what stands beside its original."""
    for step in (-1, 1):
        for at in sorted(originals, reverse=step < 0):
            near, source = at + step, originals[at]
            while 0 <= near < len(texts) and near not in originals:
                place = _beside(texts, near, source, step)
                if place is None:
                    break
                originals[near] = source = place
                near += step


def _beside(texts: Sequence[str], at: int, source: int, step: int) -> int | None:
    """Where the short piece at a place stands beside an original, alone or within what is printed there."""
    if len(texts[at]) >= 4 * _ENOUGH or not texts[at]:
        return None
    low, high = (source - _NEAR, source) if step < 0 else (source + 1, source + 1 + _NEAR)
    around = [place for place in range(max(0, low), min(len(texts), high)) if place < at]
    for place in around if step > 0 else reversed(around):
        if texts[place] == texts[at]:
            return place
    whole = "".join(texts[place][:_EDGE] for place in around)
    if len(texts[at]) > _RUN // 2 and texts[at] in whole:
        return around[0] if step < 0 else around[-1]
    return None


def _add_twice_printed(items: Sequence[Piece], texts: Sequence[str], originals: dict[int, int]) -> None:
    """Add runs of short pieces that stand on the page twice in the same order."""
    first: dict[str, int] = {}
    for at, text in enumerate(texts):
        first.setdefault(text, at)
    at = 0
    while at < len(texts):
        length, source = 0, first[texts[at]]
        while (
            at + length < len(texts)
            and at + length not in originals
            and source + length < at
            and texts[at + length] == texts[source + length]
            and items[at + length].role == items[source + length].role
        ):
            length += 1
        if length > 1 and sum(len(text) for text in texts[at : at + length]) >= _ENOUGH:
            originals.update({at + i: source + i for i in range(length)})
        at += max(1, length)


def _likeness(texts: Sequence[str], at: int, source: int) -> float:
    """How sure it is that a piece says nothing that its original does not say."""
    if texts[at] == texts[source]:
        return _SAME
    return _ALIKE if not _difference(texts, at, (source,)).misread else _MISREAD


def _repair(item: Piece, original: Piece, confidence: float) -> Repair:
    return Repair(
        kind="dropped-repeat",
        text=item.line.whole,
        code="repeated-text" if confidence == _SAME else "contained-text",
        params={"line": str(original.line.numbers[0])},
        confidence=confidence,
        origin=item.line.origin,
    )
