"""The lines that the stages of the text reader pass on to each other."""

from __future__ import annotations

import msgspec

from ebook.model import Origin

__all__ = ["Line"]


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of the source, or a logical line made of several.

    Attributes:
        text: its characters, without indent, trailing space or line end.
        file: the source's name.
        numbers: the source lines it stands on, counted from 1, ascending.
        indent: how many ideographic spaces' width of indent stood before it (two U+0020 count as one).
        blank_before: whether at least one blank line stood before it.
    """

    text: str
    file: str
    numbers: tuple[int, ...]
    indent: float = 0.0
    blank_before: bool = False

    @property
    def origin(self) -> Origin:
        """Where the line stands."""
        return Origin(file=self.file, lines=self.numbers)
