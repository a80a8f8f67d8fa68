"""The flags of an export of a whole archive, shown in a panel of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
import typer

__all__ = ["BatchFlags", "Checksum", "DryRun", "Jobs", "ManifestFile", "Prune", "Scheduler", "Timeout"]

_PANEL = "Archives (folders, patterns, URLs)"

Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        rich_help_panel=_PANEL,
        help="Processes that work at once; as many as processors if left out.",
    ),
]
DryRun: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--dry-run", rich_help_panel=_PANEL, help="Write nothing; tell what would be made, and why."
    ),
]
Prune: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--prune", rich_help_panel=_PANEL, help="Remove from the shelf what has no source any more."
    ),
]
Checksum: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--checksum", rich_help_panel=_PANEL, help="Read every file; else size and time tell what changed."
    ),
]
Timeout: TypeAlias = Annotated[
    float | None,
    typer.Option(
        min=0.001, metavar="SECONDS", rich_help_panel=_PANEL, help="What one issue may take; else 600."
    ),
]
ManifestFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        rich_help_panel=_PANEL,
        help="What is known of the shelf; else .ebook/manifest.sqlite on it.",
    ),
]
Scheduler: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="tcp://HOST:PORT",
        rich_help_panel=_PANEL,
        help="Let the workers of a Dask cluster do the work.",
    ),
]


class BatchFlags(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of a batch."""

    jobs: int | None
    dry_run: bool
    prune: bool
    checksum: bool
    timeout: float | None
    manifest: Path | None
    scheduler: str | None

    @property
    def any_given(self) -> bool:
        """Whether one was given."""
        return any(value not in {None, False} for value in msgspec.structs.astuple(self))
