"""Stage: the masthead (报头, 題字, 제호) at the head of a page's lines becomes its facts."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import msgspec

from ebook.languages import Language
from ebook.model import Masthead, Origin
from ebook.numerals import flat
from ebook.problems import Problem
from ebook.readers.text.lines import Line
from ebook.readers.text.masthead_extent import MOST_LINES, masthead_length
from ebook.readers.text.masthead_facts import Facts, read_facts
from ebook.readers.text.masthead_names import find_name, guess_name
from ebook.readers.text.narrow import Full, with_whole_facts
from ebook.rules import issue as rules

__all__ = ["MastheadReading", "read_masthead"]

_NONE: Full = MappingProxyType({})


class MastheadReading(msgspec.Struct, frozen=True):
    """What the leading lines of a page say of the paper.

    Attributes:
        masthead: its facts, as printed; empty where the page has no masthead.
        used: how many leading lines belong to it.
        problems: what was decided without being sure.
    """

    masthead: Masthead
    used: int
    problems: tuple[Problem, ...] = ()


def read_masthead(lines: Sequence[Line], language: Language, full: Full = _NONE) -> MastheadReading:
    """Read the masthead that a page begins with, if it begins with one.

    Args:
        lines: the lines of the page, from its first on.
        language: the page's language.
        full: the source lines that fill a narrow column, so that they may go on.
    """
    whole = with_whole_facts(lines[:MOST_LINES], language, full)
    length = masthead_length([line for line, _ in whole], language)
    if not length:
        return MastheadReading(Masthead(), 0)
    head = [line for line, _ in whole[:length]]
    used = sum(count for _, count in whole[:length])
    text = "\n".join(line.text for line in head)
    facts = read_facts(text, language)
    printed = [line.text for line in head]
    open_lines = _open_lines(text, facts)
    name = find_name(open_lines, language.masthead)
    problems: tuple[Problem, ...] = ()
    if name is None and (name := guess_name(printed, open_lines)):
        message = (
            f"{name} was taken for the newspaper's name; if it is another, write `name` into the masthead"
        )
        problems = (rules.UNSURE_NAME.at(head[0].origin, message),)
    origin = Origin(file=head[0].file, lines=tuple(number for line in head for number in line.numbers))
    return MastheadReading(_masthead(facts, name, printed, origin), used, problems)


def _open_lines(text: str, facts: Facts) -> list[str]:
    """The lines with all facts struck out."""
    chars = list(flat(text))
    for start, end in (*facts.hard, *facts.soft):
        chars[start:end] = [char if char == "\n" else "\ufffc" for char in chars[start:end]]
    return "".join(chars).split("\n")


def _masthead(facts: Facts, name: str | None, printed: list[str], origin: Origin) -> Masthead:
    return Masthead(
        name=name,
        publisher=facts.printed.get("publisher"),
        date=facts.date,
        weekday=facts.weekday,
        lunar_date=facts.lunar_date,
        issue_number=facts.printed.get("issue_number"),
        page_count=facts.page_count,
        cn_number=facts.printed.get("cn_number"),
        issn=facts.printed.get("issn"),
        postal_code=facts.printed.get("postal_code"),
        weather=facts.weather,
        edition=facts.printed.get("edition"),
        price=facts.printed.get("price"),
        printed=tuple(printed),
        origin=origin,
    )
