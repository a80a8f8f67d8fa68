"""What the form of one title line says: a pair of clauses, a whole statement, half a line, a quotation."""

from __future__ import annotations

import functools
import re

from ebook.languages.newspaper import Conventions
from ebook.readers.text.chars import columns, squeeze

__all__ = [
    "has_details",
    "is_dashed",
    "is_divided",
    "is_held",
    "is_pair",
    "is_quoted",
    "is_rhythmic",
    "is_statement",
    "size_of",
]

_REMEMBERED = 4096
_TINY = 2.0
_ALIKE = 2.2
_RHYTHM = 1.5
_DIVIDED = re.compile(r"(?:(?<=[，、！？])|(?<=[\u3040-\u30ff\u3400-\u9fff][,!?]))[ \u3000](?=\S)")
_QUOTED = re.compile(r"[“「『‘\"].+[”」』’\"]")
_DASHED = re.compile(r"(?:[—─―－]{2}|[—─―]\s?)\S")
_DETAIL = re.compile(r"[，,、；…：](?!\s)(?=.)")


@functools.lru_cache(maxsize=_REMEMBERED)
def size_of(text: str) -> float:
    """The length of a title in full-width cells, punctuation left out."""
    return columns(squeeze(text))


def is_pair(text: str, conventions: Conventions, alike: float = _ALIKE) -> bool:
    """Whether a line is set in two clauses of like length, where papers set clauses.

    Args:
        text: the line.
        conventions: those of its language.
        alike: how many times as long as the shorter one the longer one may be.
    """
    parts = text.split() if conventions.clauses else []
    if len(parts) != 2:  # noqa: PLR2004  # two clauses
        return False
    short, long = sorted(map(size_of, parts))
    return short > _TINY and long <= alike * short


def is_rhythmic(text: str, conventions: Conventions) -> bool:
    """Whether a line is a rhythmic pair no longer than headlines are: decks are seldom set so."""
    usual, _ = conventions.headline_length
    return is_pair(text, conventions, _RHYTHM) and size_of(text) <= usual * 1.15


def is_statement(text: str, conventions: Conventions) -> bool:
    """Whether the line says something whole, where the language's endings tell."""
    return conventions.within("statements", text[-8:]) is not None


def is_held(text: str, conventions: Conventions) -> bool:
    """Whether the line holds on to one after it: it ends in a comma, or in a word that needs another."""
    line = text.rstrip()
    return line.endswith(("，", "、", ",", "･")) or conventions.within("holds_on", line[-8:]) is not None


def is_divided(text: str) -> bool:
    """Whether a space stands after a comma or a question mark: so titles are set, and running text is not."""
    return _DIVIDED.search(text) is not None


def is_quoted(text: str) -> bool:
    """Whether the line is all one quotation."""
    return _QUOTED.fullmatch(text) is not None


def is_dashed(text: str) -> bool:
    """Whether the line begins with a dash, as decks do that say whom or what it is about (——记…)."""
    return _DASHED.match(text) is not None


def has_details(text: str, conventions: Conventions) -> bool:
    """Whether the line is divided inside, as one that gives particulars; a comma is usual where words are spaced."""
    found = _DETAIL.search(text)
    return found is not None and not (conventions.spaced and found[0] in ",、")
