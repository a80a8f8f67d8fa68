"""Where a masthead ends: it goes on as long as lines consist of facts that no article has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from ebook.languages import Language
from ebook.readers.text.folio import read_folio
from ebook.readers.text.lines import Line
from ebook.readers.text.masthead_facts import Facts, read_facts
from ebook.readers.text.masthead_names import is_paper_name, unspaced

__all__ = ["MOST_LINES", "masthead_length"]

MOST_LINES = 24
"""How many lines a masthead has at most, those that a narrow column makes included."""
_LONGEST_LINE = 160
_MOST_FACTS = 0.5
_SHORT = 24
_BRIDGED = 2
"""How many lines without facts (a slogan, an English name) may stand before a line of facts."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z .,'’&·:\-|()0-9]*")
_SENTENCE = re.compile(r"[。！？!?；;]|다\.\s*$|…$")
_UNIQUE = ("cn_number", "issn", "postal_code", "issue_number")


class _Kind(Enum):
    HARD = auto()
    SOFT = auto()
    BRIDGE = auto()
    NAME = auto()
    OTHER = auto()


def masthead_length(lines: Sequence[Line], language: Language) -> int:
    """How many of the leading lines belong to the masthead, 0 where there is none."""
    end = gap = 0
    proven = False
    for index, line in enumerate(lines[:MOST_LINES]):
        name = unspaced(lines[0].text) if index and len(lines[0].text) <= _SHORT else None
        folio = read_folio(line.text, language, name)
        if folio and folio.is_first and folio.paper is not None:
            break
        kind = _kind(line.text, language)
        if kind is _Kind.OTHER:
            break
        if kind is _Kind.HARD or (kind is _Kind.SOFT and gap == 0 and end == index):
            end, gap = index + 1, 0
            proven = proven or kind is _Kind.HARD
        elif kind is _Kind.NAME and end == index:
            end = index + 1
        else:
            gap += 1
            if gap > _BRIDGED:
                break
    if not (proven or (lines and end and is_paper_name(lines[0].text, language.masthead))):
        return 0
    return _up_to_folio(lines, end, language)


def _up_to_folio(lines: Sequence[Line], end: int, language: Language) -> int:
    """Where the masthead ends if the first page's folio line stands right below it: what is between is no article."""
    for at in range(end, min(end + _BRIDGED + 1, len(lines))):
        folio = read_folio(lines[at].text, language)
        if folio is not None and folio.has_page:
            return at if folio.is_first else end
        if len(lines[at].text) > _LONGEST_LINE:
            break
    return end


def _kind(text: str, language: Language) -> _Kind:
    if len(text) > _LONGEST_LINE:
        return _Kind.OTHER
    facts = read_facts(text, language)
    folio = read_folio(text, language)
    if folio and folio.has_page and not any(field in facts.printed for field in _UNIQUE):
        return _Kind.BRIDGE if folio.bare and not folio.title and not folio.is_first else _Kind.OTHER
    if folio and folio.staff and "publisher" not in facts.printed:
        return _Kind.BRIDGE
    if _is_made_of(facts, text):
        return _Kind.HARD if facts.hard else _Kind.SOFT
    if is_paper_name(text, language.masthead) or _LATIN.fullmatch(text):
        return _Kind.NAME
    if _SENTENCE.search(text) or len(text) > _SHORT:
        return _Kind.HARD if _unique(facts) and len(text) <= _LONGEST_LINE else _Kind.OTHER
    return _Kind.BRIDGE


def _unique(facts: Facts) -> bool:
    return any(field in facts.printed for field in ("cn_number", "issn", "postal_code"))


def _is_made_of(facts: Facts, text: str) -> bool:
    size = len("".join(text.split()))
    return size > 0 and facts.covered(0, len(text)) >= size * _MOST_FACTS
