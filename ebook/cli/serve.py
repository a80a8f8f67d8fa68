"""`ebook serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ebook.cli import console

__all__ = ["serve_command"]


def serve_command(
    shelf: Annotated[Path, typer.Argument(help="A shelf that has a catalogue.", show_default=False)],
    *,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; other machines need another one.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="Port; 0 takes one that is free.")
    ] = 8000,
) -> None:
    """Serve a shelf for trying it in a browser or a reading app, until Ctrl-C."""
    from ebook.serve import run

    run(shelf, host=host, port=port, ready=_tell)


def _tell(address: str) -> None:
    console.out(f"{address}  (Ctrl-C ends)")
    sys.stdout.flush()  # a pipe that waits for the address gets it at once
