"""What the commands print, and how."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from ebook.errors import EbookError
from ebook.problems import Problem, Severity

__all__ = ["Progress", "error", "note", "out", "problems", "progress", "size", "table"]

_COLOURS = {Severity.NOTE: "36", Severity.WARNING: "33", Severity.ERROR: "31"}


def out(text: str) -> None:
    """A line of results."""
    sys.stdout.write(_encodable(text, sys.stdout.encoding) + "\n")


def note(text: str) -> None:
    """A line about progress or failure."""
    sys.stderr.write(_encodable(text, sys.stderr.encoding) + "\n")


def _encodable(text: str, encoding: str | None) -> str:
    """The text, with what the terminal's encoding lacks escaped: a Chinese name must not stop an export in LANG=C."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")


def error(failure: EbookError) -> None:
    """An error and what to do about it."""
    note(f"{_coloured('error', Severity.ERROR)}: {failure}")
    if failure.hint:
        note(f"  hint: {failure.hint}")


def problems(found: Iterable[Problem], *, least: Severity = Severity.NOTE) -> None:
    """A line for each problem."""
    for problem in found:
        if problem.severity >= least:
            word = str(problem.severity)
            note(
                str(problem).replace(
                    f"{word} {problem.code}", f"{_coloured(word, problem.severity)} {problem.code}", 1
                )
            )


def _coloured(word: str, severity: Severity) -> str:
    import os

    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        return word
    return f"\x1b[{_COLOURS[severity]}m{word}\x1b[0m"


def size(count: int) -> str:
    """A file size for people: 812 B, 34.5 kB, 2.1 MB."""
    if count < 1000:  # noqa: PLR2004  # SI units
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"  # noqa: PLR2004


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A table of results: drawn by Rich on a terminal, tab-separated in a pipe."""
    if not sys.stdout.isatty():
        for row in (head, *rows):
            out("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(*head)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    Console().print(grid)


class Progress(Protocol):
    """Shows the progress of a run over several sources."""

    def stage(self, source: str, stage: str) -> None:
        """A source enters a stage."""

    def done(self, source: str) -> None:
        """A source is finished, whether it succeeded or failed."""


class _Silent:
    def stage(self, source: str, stage: str) -> None:
        """A pipe gets one line for each source, the summary's."""

    def done(self, source: str) -> None:
        """As above."""


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """A progress bar on a terminal, nothing in a pipe, where a line for each source is enough."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        class Shown:
            def stage(self, source: str, stage: str) -> None:
                bar.update(task, description=f"{source}: {stage}")

            def done(self, source: str) -> None:  # noqa: ARG002  # the bar counts, it does not name
                bar.advance(task)

        yield Shown()
