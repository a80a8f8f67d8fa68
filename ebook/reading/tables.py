"""Lines that are the rows of a table, and the sentence that some programs put in a table's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

__all__ = ["rows_of", "stub_of"]

_RULE = re.compile(r"[|｜\s:+-]*-{2,}[|｜\s:+-]*")
_WIDE = re.compile(r" {2,}|\u3000+| ?\t ?")
_STUB = re.compile(
    r"\[?(?:(?:A )?(?:Table|Chart)\b(?: with (?P<count>\d+|[a-z]+) columns?| listing)?\s*[:：]?)\s*(?P<heads>[^.。\]]*)"
    r"(?:[.。]\s*(?P<note>[^\]]*))?\]?",
    re.DOTALL,
)
_COMMA = re.compile(r"[,，、]\s*")


def _barred(text: str) -> list[str]:
    marked = text.strip().replace("｜", "|")
    return [cell.strip() for cell in marked.removeprefix("|").removesuffix("|").split("|")]


def _tabbed(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")]


def _widely(text: str) -> list[str]:
    return [cell for cell in _WIDE.split(text) if cell]


_SPLITS: tuple[Callable[[str], list[str]], ...] = (_barred, _tabbed, _widely, str.split)


def rows_of(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The cells of each row, divided by what divides most of the rows: bars, tabs, wide spaces, or spaces."""
    drawn = [line for line in lines if not _RULE.fullmatch(line)]
    for split in _SPLITS:
        rows = [tuple(split(line)) for line in drawn]
        if sum(len(row) > 1 for row in rows) * 2 > len(rows):
            return tuple(row for row in rows if row)
    return tuple((line,) for line in drawn)


def stub_of(text: str) -> tuple[tuple[str, ...], str | None]:
    """The column heads and the note of an English sentence that stands for a table; no heads where it names none."""
    match = _STUB.fullmatch(text.strip())
    if match is None:
        return (text,), None
    heads = tuple(head.strip() for head in _COMMA.split(match["heads"]) if head.strip())
    note = (match["note"] or "").strip() or None
    count = match["count"]
    return _fitting(heads, int(count) if count and count.isdigit() else len(heads)), note


def _fitting(heads: tuple[str, ...], wanted: int) -> tuple[str, ...]:
    """The heads, as many as the sentence says there are; a head that holds a comma was cut in two."""
    while len(heads) > wanted > 0:
        shortest = min(range(len(heads) - 1), key=lambda i: len(heads[i]) + len(heads[i + 1]))
        heads = (*heads[:shortest], f"{heads[shortest]}, {heads[shortest + 1]}", *heads[shortest + 2 :])
    return heads
