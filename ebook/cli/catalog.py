"""`ebook catalog`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from ebook.cli import console
from ebook.errors import Exit

__all__ = ["catalog_command"]


def catalog_command(
    shelf: Annotated[
        Path, typer.Argument(help="Folder with the issues, EPUB and PDF, at any depth.", show_default=False)
    ],
) -> None:
    """Generate a browsable catalogue for a folder of issues: pages for a browser, OPDS feeds for reading apps."""
    from ebook.catalog import write

    with _progress() as progress:
        done = write(shelf, progress=progress)
    console.problems(done.report)
    console.out(
        f"{shelf}: {_counted(done.issues, 'issue')} of {_counted(done.papers, 'paper')}, {done.read} read, "
        f"{done.removed} removed, {done.left_out} left out"
    )
    console.out(f"  {done.page}")
    if done.left_out:
        raise SystemExit(int(Exit.SOME_FAILED))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)
