"""The newspaper's name among the lines of its masthead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ebook.languages.masthead import Table
from ebook.numerals import flat

__all__ = ["find_name", "guess_name", "is_paper_name", "unspaced"]

_LONGEST_NAME = 14
_SPACED = re.compile(r"(?:\S[ 　]{1,4}){1,11}\S")
_PARTS = re.compile(
    r"[ 　]{2,}|\s*[|｜·]\s*|\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[^\sA-Za-z])|(?<=[^\sA-Za-z]) (?=[^\sA-Za-z])"
)


def unspaced(text: str) -> str:
    """A name without the spaces between its characters: 日 報 with wide spaces is set apart for looks alone."""
    return "".join(text.split()) if _SPACED.fullmatch(text.strip()) else text.strip()


def is_paper_name(text: str, table: Table) -> bool:
    """Whether a line is a newspaper's name by its ending, and nothing else."""
    name = unspaced(text)
    return (
        len(name) <= table.longest_name
        and bool(table.name.fullmatch(name))
        and name.endswith(table.name_ends)
    )


def find_name(open_lines: Sequence[str], table: Table) -> str | None:
    """The name: a line, or part of one, that ends as newspapers' names do.

    Args:
        open_lines: the masthead's lines, all facts struck out.
        table: what mastheads of the language print.
    """
    parts = (part for line in open_lines for part in (line, *_PARTS.split(line)))
    return next((unspaced(part) for part in parts if is_paper_name(part, table)), None)


def guess_name(lines: Sequence[str], open_lines: Sequence[str]) -> str | None:
    """The first short line that holds no fact, for a paper whose name ends in no known way."""
    for line, rest in zip(lines, open_lines, strict=True):
        name = unspaced(line)
        if flat(line) == rest and len(name) <= _LONGEST_NAME and not name.isascii():
            return name
    return None
