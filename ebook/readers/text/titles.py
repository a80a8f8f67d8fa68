"""Stage: which title of an article's header is its label, kicker, headline and deck.

The lines over an article are few, and so are the ways to read them. Every way is weighed as a
whole: a kicker that leads into the headline, a headline in two clauses or printed in several
lines, a deck that gives particulars. The best sum wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ebook.readers.text.chars import columns, squeeze
from ebook.readers.text.conventions import Conventions
from ebook.readers.text.style import Style

__all__ = ["Header", "read_header"]

_MOST_LINES = 8
_MOST_PARTS = 5
_HOPELESS = -5.0
_ALIKE = 2.2
_TINY = 2.0
_WHOLE = 0.4
_WORD = 5.0


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The titles of an article.

    Attributes:
        label: the column label.
        kicker, headline, deck: the printed lines of each.
        margin: by how much the reading beats the next best.
        glued: the line that held kicker and headline together, where there was one.
    """

    label: str | None = None
    kicker: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    margin: float = 10.0
    glued: str | None = None


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
    for header in _unglued(lines, conventions) if may_split else ():
        yield _weight(header, conventions, style) - 0.25, header


def _unglued(lines: Sequence[str], conventions: Conventions) -> Iterator[Header]:
    """Readings in which the first line holds the kicker and the headline, run together."""
    parts = lines[0].split() if conventions.clauses else []
    if not 3 <= len(parts) <= _MOST_PARTS:  # noqa: PLR2004  # a kicker and the two clauses of a headline
        return
    for cut in range(1, len(parts)):
        kicker, headline = " ".join(parts[:cut]), " ".join(parts[cut:])
        yield Header(kicker=(kicker,), headline=(headline,), deck=tuple(lines[1:]), glued=lines[0])


def _size(text: str) -> float:
    """The length of a title in full-width cells, punctuation left out."""
    return columns(squeeze(text))


def _weight(header: Header, conventions: Conventions, style: Style) -> float:
    usual, most = conventions.headline_length
    size = _size("".join(header.headline))
    weight = 6.0 if squeeze("".join(header.headline)) in style.known else 0.0
    weight -= abs(size - usual) / usual if size < usual * 0.6 or size > usual * 1.6 else 0
    weight -= 2.0 if size > most else 0
    weight += _clauses(header, conventions, style)
    weight += _broken(header, conventions)
    weight += sum(_as_kicker(line, header, conventions) for line in header.kicker)
    weight += sum(_as_deck(line, header, conventions) for line in header.deck)
    weight += conventions.deck_prior if len(header.deck) == 1 and not header.kicker else 0.0
    weight += _WHOLE if len(header.deck) == len(header.kicker) == 1 else 0.0
    weight -= 1.2 * max(0, len(header.kicker) - 1) + 1.0 * max(0, len(header.deck) - 1)
    return weight


def _clauses(header: Header, conventions: Conventions, style: Style) -> float:
    """A headline in two clauses of like length is the most usual form where papers set clauses."""
    if not conventions.clauses:
        return 0.0
    parts = " ".join(header.headline).split()
    if len(parts) != 2:  # noqa: PLR2004  # two clauses
        return -0.8 * max(0, len(parts) - 2)
    short, long = sorted(_size(part) for part in parts)
    if short <= _TINY:
        return -0.4
    return (0.6 if long <= _ALIKE * short else -0.4) + 0.6 * style.claused


def _broken(header: Header, conventions: Conventions) -> float:
    """A headline printed in several lines is divided between clauses or words, so that its lines are short."""
    lines = header.headline
    if len(lines) == 1:
        return 0.0
    usual, _ = conventions.headline_length
    if any(" " in line.strip() for line in lines) and conventions.clauses:
        return -2.5
    if conventions.spaced:
        return 1.5 if all(" " not in line.strip() for line in lines) else -2.0
    if any(mark in line[:-1] for line in lines for mark in "？！?!") or min(map(_size, lines)) <= _TINY:
        return -0.6
    return 0.6 if max(_size(line) for line in lines) <= usual * 0.86 else -1.5


def _as_kicker(line: str, header: Header, conventions: Conventions) -> float:
    """How well a line leads into the headline."""
    usual, most = conventions.headline_length
    size, head = _size(line), _size("".join(header.headline))
    weight = 0.5 if size >= usual * 0.4 else -1.0
    weight += 2.5 if any(line.endswith(end) for end in conventions.kicker_ends) and size > usual * 0.5 else 0
    weight -= 0.8 if size > head * 1.5 else 0
    weight -= 1.5 if _is_lone_word(line, conventions) else 0
    weight -= 2.0 if size > most else 0
    return weight


def _as_deck(line: str, header: Header, conventions: Conventions) -> float:
    """How well a line gives the headline's particulars."""
    usual, _ = conventions.headline_length
    size, head = _size(line), _size("".join(header.headline))
    weight = 0.5 if size >= usual * 0.5 else -0.3
    weight += 0.5 if size > head else 0
    weight -= 1.5 if _is_lone_word(line, conventions) else 0
    weight += 0.5 if any(mark in line for mark in "，,、…：") else 0
    weight += 0.3 if any(char.isdigit() for char in line) else 0
    weight -= 1.5 if any(line.endswith(end) for end in conventions.kicker_ends if len(end) > 1) else 0
    return weight


def _is_lone_word(line: str, conventions: Conventions) -> bool:
    """Whether a line is one short word where words are spaced: it is a piece of a headline."""
    return conventions.spaced and " " not in line.strip() and _size(line) <= _WORD
