"""`ebook review`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ebook.cli import console

__all__ = ["review_command"]


def review_command(
    source: Annotated[Path, typer.Argument(help="A source.", show_default=False)],
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE|-", help="HTML file to write; - prints it.")
    ] = "review.html",
    from_: Annotated[str | None, typer.Option("--from", metavar="NAME", help="Format to read.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="TAG", help="Language of the source.")] = None,
    selectors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSS selectors for a kind of web edition.")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What `ebook profile` learned of the paper.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Make a page that shows how a source was read: its lines beside the articles, doubts first."""
    from ebook import saving
    from ebook.options import Options
    from ebook.pipeline import read
    from ebook.review import review_page
    from ebook.source import Source

    target = Path(output)
    if output != "-":
        saving.ensure_writable(target, force=force)
    read_once = Source.from_path(source)
    reading = read(read_once, Options(from_=from_, lang=lang, profile=profile, selectors=selectors))
    page = review_page(reading, read_once)
    if output == "-":
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return
    saving.save({target.name: page}, target.parent, force=force)
    console.out(f"{target}  {console.size(len(page))}")
