"""The issues of a folder by how much doubt they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from ebook.archive.sources import find
from ebook.corrections import load
from ebook.errors import EbookError
from ebook.options import Options
from ebook.pipeline import read
from ebook.source import Source

__all__ = ["DoubtfulIssue", "by_doubt"]


class DoubtfulIssue(msgspec.Struct, frozen=True, kw_only=True):
    """A source and how much doubt it holds.

    Attributes:
        path: the source.
        doubt: how many of its lines are probably wrong: the sum of what is missing in each to certainty.
        problems: how many problems were found.
        decisions: how many decisions were made about it.
        failure: why it cannot be read, '' where it can.
    """

    path: Path
    doubt: float = 0.0
    problems: int = 0
    decisions: int = 0
    failure: str = ""


def by_doubt(folder: Path, options: Options) -> list[DoubtfulIssue]:
    """The sources of a folder, those with most doubt first, then those that cannot be read.

    Raises:
        UnreadableSource: there is no source in it.
    """
    return sorted(_issues(folder, options), key=lambda one: (bool(one.failure), -one.doubt, str(one.path)))


def _issues(folder: Path, options: Options) -> Iterator[DoubtfulIssue]:
    for found in find([str(folder)], "").sources:
        path = Path(found.url)
        try:
            source = Source.from_path(path)
            reading = read(source, options)
            decisions = len(load(source).decisions)
        except EbookError as error:
            yield DoubtfulIssue(path=path, failure=error.message)
            continue
        yield DoubtfulIssue(
            path=path,
            doubt=sum(1 - line.sure for line in reading.lines),
            problems=len(reading.problems),
            decisions=decisions,
        )
