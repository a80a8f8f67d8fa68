"""Stage: the lines as they stand in the file, with what their white space says."""

from __future__ import annotations

import msgspec

__all__ = ["PhysicalLine", "physical_lines"]

_WIDTHS = {" ": 0.5, "\u3000": 1.0, "\t": 2.0, "\u00a0": 0.5, "\u2003": 1.0, "\u2002": 0.5}


class PhysicalLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of the file that is not blank.

    Attributes:
        raw: the line without its line end, its spaces kept.
        number: its number, counted from 1.
        indent: the width of the space before it, in full-width cells.
        blank_before: whether a blank line stands before it.
    """

    raw: str
    number: int
    indent: float
    blank_before: bool

    @property
    def text(self) -> str:
        """The line without the space around it."""
        return self.raw.strip()


def physical_lines(text: str) -> list[PhysicalLine]:
    """The lines of a text that hold anything."""
    found: list[PhysicalLine] = []
    blank = False
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            blank = True
            continue
        found.append(PhysicalLine(raw=raw, number=number, indent=_indent(raw), blank_before=blank))
        blank = False
    return found


def _indent(raw: str) -> float:
    lead = raw[: len(raw) - len(raw.lstrip())]
    return sum(_WIDTHS.get(char, 0.5) for char in lead)
