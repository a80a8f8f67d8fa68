"""Lines at a page's edge that a narrow column broke are put together again.

In running text a line that fills its column goes on in the next. A masthead's or folio's line may fill
it and be whole: what the two parts say together decides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ebook.languages import Language
from ebook.readers.text.folio import read_folio
from ebook.readers.text.lines import Line
from ebook.readers.text.masthead_facts import read_facts
from ebook.readers.text.physical import PhysicalLine
from ebook.readers.text.unwrap import Wrapping

__all__ = ["Full", "full_lines", "with_whole_facts", "with_whole_folios"]

Full = Mapping[int, str]
"""The white space at the end of each source line that fills its column, by its number."""

_MOST_PARTS = 4


def full_lines(lines: Iterable[PhysicalLine], wrapping: Wrapping | None) -> Full:
    """The lines after which the text may go on, in a text that is hard-wrapped."""
    if wrapping is None:
        return {}
    return {line.number: line.raw[len(line.raw.rstrip()) :] for line in lines if wrapping.is_full(line)}


def with_whole_facts(lines: Sequence[Line], language: Language, full: Full) -> list[tuple[Line, int]]:
    """A masthead's lines as they were printed, each with how many of the given ones it is made of.

    Args:
        lines: the leading lines of a page.
        language: their language.
        full: the lines that fill their column.
    """
    found: list[tuple[Line, int]] = []
    for line in lines:
        if found and found[-1][0].numbers[-1] in full and _share_a_fact(found[-1][0], line, language, full):
            before, count = found[-1]
            found[-1] = (_joined((before, line), full), count + 1)
        else:
            found.append((line, 1))
    return found


def _share_a_fact(before: Line, after: Line, language: Language, full: Full) -> bool:
    """Whether a fact goes over the break, or the parts make more of a fact together than apart."""
    whole = _joined((before, after), full).text
    facts = read_facts(whole, language)
    seam = len(before.text)
    if any(start < seam < end for start, end in (*facts.hard, *facts.soft)):
        return True
    apart = sum(read_facts(line.text, language).covered(0, len(line.text)) for line in (before, after))
    return facts.covered(0, len(whole)) > apart


def with_whole_folios(lines: Sequence[Line], language: Language, full: Full) -> list[Line]:
    """The lines of a file, those put together that make a folio or staff line only together."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        folio = _folio_at(lines, at, language, full) if lines[at].numbers[-1] in full else None
        line, used = folio or (lines[at], 1)
        found.append(line)
        at += used
    return found


def _folio_at(lines: Sequence[Line], at: int, language: Language, full: Full) -> tuple[Line, int] | None:
    """The longest folio line that begins at a place, with how many lines it takes."""
    best: tuple[Line, int] | None = None
    for count in range(2, _MOST_PARTS + 1):
        parts = lines[at : at + count]
        if len(parts) < count or parts[-2].numbers[-1] not in full or parts[-1].blank_before:
            break
        line = _joined(parts, full)
        folio = read_folio(line.text, language)
        if folio is not None and not folio.bare:
            best = (line, count)
    return best


def _joined(parts: Sequence[Line], full: Full) -> Line:
    text = parts[0].text
    for before, after in itertools.pairwise(parts):
        text += ("" if not full.get(before.numbers[-1]) and not after.indent else " ") + after.text
    return msgspec.structs.replace(
        parts[0], text=text, numbers=tuple(number for line in parts for number in line.numbers)
    )
