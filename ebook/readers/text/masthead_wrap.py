"""Masthead lines that a narrow column broke are put together again.

In a masthead a line may fill its column and still be whole, as titles may: the facts tell. A break is
undone where a fact goes over it, or where the two parts make more of a fact together than apart.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec

from ebook.readers.text.lines import Line
from ebook.readers.text.masthead_facts import Facts, read_facts
from ebook.readers.text.masthead_tables import Table

__all__ = ["rejoined"]


def rejoined(lines: Sequence[Line], table: Table, full: Container[int]) -> list[tuple[Line, int]]:
    """The lines as they were printed, each with how many of the given ones it is made of.

    Args:
        lines: the leading lines of a page.
        table: what mastheads of the language print.
        full: the numbers of the source lines that fill their column.
    """
    found: list[tuple[Line, int]] = []
    for line in lines:
        if found and found[-1][0].numbers[-1] in full and _goes_on(found[-1][0].text, line.text, table):
            before, count = found[-1]
            found[-1] = (_joined(before, line), count + 1)
        else:
            found.append((line, 1))
    return found


def _goes_on(before: str, after: str, table: Table) -> bool:
    facts = read_facts(before + after, table)
    if any(start < len(before) < end for start, end in (*facts.hard, *facts.soft)):
        return True
    return _covered(facts, before + after) > sum(
        _covered(read_facts(text, table), text) for text in (before, after)
    )


def _covered(facts: Facts, text: str) -> int:
    return facts.covered(0, len(text))


def _joined(before: Line, after: Line) -> Line:
    return msgspec.structs.replace(
        before, text=before.text + after.text, numbers=(*before.numbers, *after.numbers)
    )
