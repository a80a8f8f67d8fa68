"""The flags of an export that concern every format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

__all__ = [
    "Force", "Images", "KeepRepeats", "Lang", "Log", "NoNavigation", "NoRepairs", "Output", "ReadAs",
    "Sources", "Strict", "Theme", "To", "Vertical",
]  # fmt: skip

Sources: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        help="Files, one issue each; or whole archives: folders, patterns in quotes, URLs.",
        metavar="SOURCE...",
        show_default=False,
    ),
]
Output: TypeAlias = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR|-",
        help="Folder for the files (an archive's shelf); - prints a text format.",
    ),
]
To: TypeAlias = Annotated[str, typer.Option(metavar="NAMES", help="Formats to write, with commas between.")]
ReadAs: TypeAlias = Annotated[
    str | None,
    typer.Option("--from", metavar="NAME", help="Format to read; told from name and content if left out."),
]
Theme: TypeAlias = Annotated[str, typer.Option(metavar="NAME", help="Theme of the pages.")]
Lang: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="TAG", help="Language: zh-Hans, zh-Hant, ja, ko; found out if left out."),
]
Vertical: TypeAlias = Annotated[bool, typer.Option("--vertical", help="Set the text in vertical lines.")]
Images: TypeAlias = Annotated[
    Literal["none", "small", "full"],
    typer.Option(help="Pictures: up to 1000 pixels and 3 MB an issue, up to 1600 pixels and 20 MB, or none."),
]
NoNavigation: TypeAlias = Annotated[
    bool, typer.Option("--no-navigation", help="No links to the neighbours at an article's end.")
]
Strict: TypeAlias = Annotated[bool, typer.Option("--strict", help="Write nothing where there are warnings.")]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Overwrite existing files.")]
KeepRepeats: TypeAlias = Annotated[
    bool, typer.Option("--keep-repeats", help="Leave repeated pieces in the articles.")
]
NoRepairs: TypeAlias = Annotated[
    bool, typer.Option("--no-repairs", help="Mend nothing: keep the order of the source.")
]
Log: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Append what happened to FILE, as JSON lines.")
]
