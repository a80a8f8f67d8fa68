"""`ebook edit`."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from ebook.cli import archive, console
from ebook.cli.flags import ArchiveFlags
from ebook.options import DEFAULT_FORMATS, Options

__all__ = ["edit_command"]


def edit_command(
    source: Annotated[
        Path,
        typer.Argument(
            help="A source; of a folder of sources, how much doubt each holds is listed.", show_default=False
        ),
    ],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for what is exported at the end.")
    ] = Path(),
    to: Annotated[
        str, typer.Option(metavar="NAMES", help="Formats to export at the end, separated by commas.")
    ] = ",".join(DEFAULT_FORMATS),
    from_: Annotated[str | None, typer.Option("--from", metavar="NAME", help="Format to read.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="TAG", help="Language of the source.")] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What `ebook profile` learned of the paper.")
    ] = None,
    learn: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="At the end, write the profile that the corrected issues of this folder teach to FILE.",
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="Port; 0 picks a free one.")
    ] = 0,
) -> None:
    """Correct a reading on a page in the browser: the source, its articles and the e-book side by side, until Ctrl-C."""
    from ebook.desk import run
    from ebook.pipeline import validate_options

    formats = tuple(part.strip() for part in to.split(",") if part.strip())
    options = Options(to=formats, from_=from_, lang=lang, profile=profile)
    validate_options(options)
    if archive.is_archive([str(source)], ArchiveFlags(), from_):
        _list(source, options)
        return

    def ready(address: str) -> None:
        console.out(f"{address}  (Ctrl-C to stop)")
        sys.stdout.flush()  # so that a pipe gets the address at once
        if browser:
            webbrowser.open(address)

    run(source, options, output, profile=learn, port=port, ready=ready)


def _list(folder: Path, options: Options) -> None:
    """A line for each issue of a folder, the most doubtful first."""
    from ebook.desk.shelf import by_doubt

    for issue in by_doubt(folder, options):
        if issue.failure:
            console.out(f"{issue.path}: cannot be read: {issue.failure}")
            continue
        console.out(
            f"{issue.path}: {issue.doubt:.1f} lines in doubt, {_count(issue.problems, 'problem')}, "
            f"{_count(issue.decisions, 'decision')}"
        )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
