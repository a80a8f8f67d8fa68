"""Stage: which title of an article's header is its label, kicker, headline and deck.

The lines over an article are few, and so are the ways to read them. Every way is weighed as a
whole: a kicker that leads into the headline, a headline in two clauses or printed in several
lines, a deck that gives particulars. The best sum wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import squeeze
from ebook.readers.text.style import Style
from ebook.readers.text.title_divisions import divisions
from ebook.readers.text.title_forms import (
    has_details,
    is_dashed,
    is_divided,
    is_held,
    is_pair,
    is_quoted,
    is_rhythmic,
    is_statement,
    size_of,
)

__all__ = ["Header", "read_header"]

_MOST_LINES = 8
_GLUED_KICKER, _GLUED_DECK, _GLUED_BELOW = 0.25, 0.5, 0.4
_GLUED_STATEMENT = -0.4  # words after a statement are seldom anything else
_HOPELESS = -5.0
_TINY = 2.0
_PAIR = 2
_QUOTES = "“「『‘"
_TWIN = 1.4
_SHORT = 0.45
_STACK = 0.55
_WHOLE = 0.4
_WORD = 5.0


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The titles of an article.

    Attributes:
        label: the column label.
        kicker, headline, deck: the printed lines of each.
        margin: by how much the reading beats the next best.
        glued: the line that held two or three of them together, where there was one.
        parts: what that line was divided into.
    """

    label: str | None = None
    kicker: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    margin: float = 10.0
    glued: str | None = None
    parts: tuple[str, ...] = ()


def read_header(
    lines: Sequence[str], label: float, conventions: Conventions, style: Style, *, may_split: bool
) -> Header:
    """The best reading of the titles over an article.

    Args:
        lines: the titles, from top to bottom.
        label: how much speaks for the first of them being a label.
        conventions: those of their language.
        style: what the issue does throughout.
        may_split: whether a line that holds kicker and headline may be split.
    """
    if not lines:
        return Header()
    if len(lines) > _MOST_LINES:
        return Header(headline=tuple(lines[:1]), deck=tuple(lines[1:]), margin=0)
    weighed = [*_readings(lines, conventions, style, may_split)]
    if label > _HOPELESS and len(lines) > 1:
        below = _readings(lines[1:], conventions, style, may_split)
        weighed += [
            (weight + label, msgspec.structs.replace(header, label=lines[0])) for weight, header in below
        ]
    ranked = sorted(weighed, key=lambda pair: -pair[0])
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 10.0
    return msgspec.structs.replace(ranked[0][1], margin=margin)


def _readings(
    lines: Sequence[str],
    conventions: Conventions,
    style: Style,
    may_split: bool,  # noqa: FBT001
) -> Iterator[tuple[float, Header]]:
    for start in range(len(lines)):
        for end in range(start + 1, len(lines) + 1):
            header = Header(
                kicker=tuple(lines[:start]), headline=tuple(lines[start:end]), deck=tuple(lines[end:])
            )
            yield _weight(header, conventions, style), header
    for cost, header in _unglued(lines, conventions) if may_split else ():
        yield _weight(header, conventions, style) - cost, header


def _unglued(lines: Sequence[str], conventions: Conventions) -> Iterator[tuple[float, Header]]:
    """Readings in which one line holds two or three of kicker, headline and deck, run together, and their cost."""
    for at, line in enumerate(lines):
        for kicker, headline, deck in divisions(line, conventions):
            for start in {at, max(0, at - 1)} if deck and not kicker else {at}:
                if deck and not _is_whole(" ".join((*lines[start:at], headline)), conventions):
                    continue
                header = Header(
                    kicker=(*lines[:start], *kicker),
                    headline=(*lines[start:at], headline),
                    deck=(*deck, *lines[at + 1 :]),
                    glued=line,
                    parts=(*kicker, headline, *deck),
                )
                cost = _GLUED_STATEMENT if conventions.spaced else _GLUED_DECK if deck else _GLUED_KICKER
                yield cost + _GLUED_BELOW * (at - start), header


def _is_whole(headline: str, conventions: Conventions) -> bool:
    """Whether a headline that a deck follows in its line is complete: a pair of clauses, where those are usual."""
    if " " not in headline or conventions.spaced:
        return conventions.clauses != _PAIR or "\u3000" in headline
    return is_pair(headline, conventions)


def _weight(header: Header, conventions: Conventions, style: Style) -> float:
    weight = 6.0 if squeeze("".join(header.headline)) in style.known else 0.0
    weight += _length(header, conventions)
    weight += _clauses(header, conventions, style)
    weight += _broken(header, conventions)
    weight += _statement(header, conventions)
    weight += sum(_as_kicker(line, header, conventions) for line in header.kicker)
    weight += sum(_as_deck(line, header, conventions) for line in header.deck)
    weight += conventions.deck_prior if len(header.deck) == 1 and not header.kicker else 0.0
    weight += _WHOLE if len(header.deck) == len(header.kicker) == 1 else 0.0
    return weight - _many(header)


def _length(header: Header, conventions: Conventions) -> float:
    usual, most = conventions.headline_length
    size = size_of("".join(header.headline))
    weight = -abs(size - usual) / usual if size < usual * 0.6 or size > usual * 1.6 else 0.0
    is_stub = size < usual * _SHORT and header.deck and not any(c.isdigit() for c in header.headline[0])
    return weight - (2.0 if size > most else 0.0) - (1.2 if is_stub else 0.0)


def _many(header: Header) -> float:
    """What it costs to read several lines as kickers or decks; two lines of one length are one kicker."""
    sizes = sorted(map(size_of, header.kicker))
    is_twin = len(sizes) == 2 and sizes[1] <= _TWIN * sizes[0]  # noqa: PLR2004  # a kicker in two lines
    kickers = 0.7 if is_twin else 1.2 * max(0, len(sizes) - 1) + 0.8 * max(0, len(sizes) - 2)
    return kickers + 1.0 * max(0, len(header.deck) - 1)


def _clauses(header: Header, conventions: Conventions, style: Style) -> float:
    """A headline in two clauses of like length is the most usual form where papers set clauses."""
    if not conventions.clauses:
        return 0.0
    line = " ".join(header.headline)
    parts = line.split()
    if len(parts) != 2:  # noqa: PLR2004  # two clauses
        return -0.8 * max(0, len(parts) - conventions.clauses)
    if min(map(size_of, parts)) <= _TINY:
        return -0.4
    weight = (0.6 if is_pair(line, conventions) else -0.4) + 0.6 * style.claused
    return weight + (0.2 if is_rhythmic(line, conventions) else 0.0)


def _statement(header: Header, conventions: Conventions) -> float:
    """A headline says something; one that breaks off, or stands between a dash and its deck, is none."""
    line = header.headline[-1]
    weight = -1.0 if is_held(line, conventions) else 0.0
    weight -= 2.5 if is_dashed(header.headline[0]) else 0.0
    if is_statement(line, conventions):
        weight += (
            0.6 if header.kicker and not any(is_statement(k, conventions) for k in header.kicker) else 0.0
        )
    else:
        weight -= 1.5 if any(is_statement(deck, conventions) for deck in header.deck) else 0.0
    return weight


def _broken(header: Header, conventions: Conventions) -> float:
    """A headline printed in several lines is divided between clauses or words, so that its lines are short."""
    lines = header.headline
    if len(lines) == 1:
        return 0.0
    if conventions.spaced:
        return _broken_between_words(lines, conventions)
    usual, _ = conventions.headline_length
    if any(len(line.split()) > 1 for line in lines):
        return -2.5
    if lines[-1][0] in _QUOTES and lines[0][0] not in _QUOTES:
        return -1.0
    if any(mark in line[:-1] for line in lines for mark in "？！?!，、") or min(map(size_of, lines)) <= _TINY:
        return -2.0
    if all(is_held(line, conventions) for line in lines[:-1]):
        return 1.6
    if any(is_rhythmic(line, conventions) for line in (*header.kicker, *header.deck)):
        return -0.2
    if sum(map(size_of, lines)) < usual * _STACK:
        return -0.6
    if not is_pair(" ".join(lines), conventions) and len(lines) == 2:  # noqa: PLR2004  # lines of unlike length
        return -0.4 if max(map(size_of, lines)) <= usual * 0.86 else -1.5
    return 0.6 if max(map(size_of, lines)) <= usual * 0.86 else -1.5


def _broken_between_words(lines: Sequence[str], conventions: Conventions) -> float:
    usual, _ = conventions.headline_length
    if all(" " not in line.strip() for line in lines):
        return 1.5
    goes_on = all(is_held(line, conventions) for line in lines[:-1])
    return 0.8 if goes_on and max(map(size_of, lines)) <= usual * 0.86 else -2.0


def _as_kicker(line: str, header: Header, conventions: Conventions) -> float:
    """How well a line leads into the headline."""
    usual, most = conventions.headline_length
    size, head = size_of(line), size_of("".join(header.headline))
    weight = 0.5 if size >= usual * 0.33 else -1.0
    weight += 2.5 if any(line.endswith(end) for end in conventions.kicker_ends) and size > usual * 0.5 else 0
    weight -= 0.8 if size > head * 1.5 else 0
    weight -= 1.5 if _is_lone_word(line, conventions) else 0
    weight -= 2.0 if size > most or is_dashed(line) else 0
    weight += 0.4 if is_quoted(line) and not is_quoted(header.headline[0]) else 0
    return weight - (0.4 if _is_more_set(line, header, conventions) else 0)


def _as_deck(line: str, header: Header, conventions: Conventions) -> float:
    """How well a line gives the headline's particulars."""
    usual, _ = conventions.headline_length
    size, head = size_of(line), size_of("".join(header.headline))
    weight = 0.5 if size >= usual * 0.5 else -0.3
    weight += 0.5 if size > head else 0
    weight -= 1.5 if _is_lone_word(line, conventions) else 0
    weight += 0.5 if has_details(line, conventions) else 0
    weight += 0.3 if any(char.isdigit() for char in line) else 0
    weight += 2.5 if is_dashed(line) else 0
    weight += 1.0 if line.endswith(conventions.deck_ends) else 0
    weight -= 1.5 if any(line.endswith(end) for end in conventions.kicker_ends if len(end) > 1) else 0
    return weight - (1.2 if _is_more_set(line, header, conventions) else 0)


def _is_more_set(line: str, header: Header, conventions: Conventions) -> bool:
    """Whether a line is set as headlines are, in a rhythmic pair or divided by a space, and the headline is not."""
    headline = " ".join(header.headline)
    if is_divided(line) and not is_divided(headline):
        return True
    return is_rhythmic(line, conventions) and not ("、" in headline or is_pair(headline, conventions))


def _is_lone_word(line: str, conventions: Conventions) -> bool:
    """Whether a line is one short word where words are spaced: it is a piece of a headline."""
    return conventions.spaced and " " not in line.strip() and size_of(line) <= _WORD
