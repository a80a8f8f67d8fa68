"""The text of a source: the lines of all its files, counted through."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.model import Issue, Origin
from ebook.picture_files import is_page_picture
from ebook.problems import Problem
from ebook.readers.decode import decode
from ebook.source import Source
from ebook.tree import find_all, replace_all

__all__ = ["SourceFile", "SourceText", "text_of"]

_BINARY = (b"%PDF-", b"PK\x03\x04")


class SourceFile(msgspec.Struct, frozen=True):
    """A file of a source.

    Attributes:
        name: as origins name it.
        first: the number of its first line among those of all files, counted from 1.
        lines: its lines.
    """

    name: str
    first: int
    lines: tuple[str, ...]


class SourceText(msgspec.Struct, frozen=True):
    """The files of a source."""

    files: tuple[SourceFile, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The lines of all files."""
        return [line for file in self.files for line in file.lines]

    def label(self, lines: Sequence[int]) -> str:
        """The numbers of lines in their own file."""
        file = next(file for file in reversed(self.files) if file.first <= lines[0])
        first, last = (line - file.first + 1 for line in (lines[0], lines[-1]))
        return str(first) if first == last else f"{first}–{last}"

    def counted(self, issue: Issue) -> Issue:
        """An issue whose origins have the numbers of lines among those of all files."""

        def counted(origin: Origin) -> Origin:
            return msgspec.structs.replace(origin, lines=self._lines(origin))

        return replace_all(issue, Origin, counted)

    def line_of(self, problem: Problem) -> int | None:
        """The number of a problem's line among those of all files, None where it has none that is shown."""
        if problem.line is None:
            return None
        return next(iter(self._lines(Origin(file=problem.file or "", lines=(problem.line,)))), None)

    def _lines(self, origin: Origin) -> tuple[int, ...]:
        alone = self.files[0] if len(self.files) == 1 else None
        file = alone or next((file for file in self.files if file.name == origin.file), None)
        if file is None:
            return ()
        return tuple(file.first + line - 1 for line in origin.lines if line <= len(file.lines))


def text_of(source: Source, issue: Issue) -> SourceText:
    """The files of a source that an issue was read from, as far as they are text."""
    files: list[SourceFile] = []
    first = 1
    for file in _text_files(source, issue):
        lines = tuple(decode(file).text.split("\n"))
        files.append(SourceFile(file.name, first, lines))
        first += len(lines)
    return SourceText(tuple(files))


def _text_files(source: Source, issue: Issue) -> Sequence[Source]:
    if source.files is None:
        return [source] if _is_text(source.data) else []
    read = {origin.file for origin in find_all(issue, Origin)}
    members = [source.member(name) for name in source.files.names() if name in read]
    return [member for member in members if _is_text(member.data)]


def _is_text(data: bytes) -> bool:
    return not data.startswith(_BINARY) and not is_page_picture(data)
