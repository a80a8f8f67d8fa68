"""The flags of an e-book, shown in a panel of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from ebook.errors import UsageError

__all__ = ["Cover", "EmbedFonts", "NoCover", "cover_of"]

_PANEL = "E-book (EPUB, XHTML)"

Cover: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        rich_help_panel=_PANEL,
        help="A picture, such as a scan, as cover; else the front page is set as one.",
    ),
]
NoCover: TypeAlias = Annotated[bool, typer.Option("--no-cover", rich_help_panel=_PANEL, help="No cover.")]
EmbedFonts: TypeAlias = Annotated[
    Literal["none", "rare", "all"],
    typer.Option(
        rich_help_panel=_PANEL,
        help="Carry the shapes of no character, of those that common devices lack, or of all.",
    ),
]


def cover_of(file: Path | None, *, no_cover: bool, several: bool) -> Literal["none", "front-page"] | Path:
    """What the two flags ask for.

    Args:
        file: of `--cover`.
        no_cover: of `--no-cover`.
        several: whether there may be more than one issue.

    Raises:
        UsageError: they contradict each other, or one picture is to be the cover of several issues.
    """
    if file is not None and no_cover:
        raise UsageError("--cover and --no-cover contradict each other", hint="give one of them")
    if file is not None and several:
        raise UsageError("--cover is the cover of one issue", hint="export the issues one by one")
    return "none" if no_cover else file or "front-page"
