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
        str,
        typer.Option(
            metavar="ADDRESS", help="Address to listen on; use another one to allow other machines."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="Port; 0 picks a free one.")
    ] = 8000,
) -> None:
    """Serve a shelf locally to try it in a browser or a reading app, until Ctrl-C."""
    from ebook.serve import run

    run(shelf, host=host, port=port, ready=_print_address)


def _print_address(address: str) -> None:
    console.out(f"{address}  (Ctrl-C to stop)")
    sys.stdout.flush()  # so that a pipe gets the address at once
