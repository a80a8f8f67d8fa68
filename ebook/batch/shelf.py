"""Where a run keeps what it knows: on the shelf itself, or on this machine for a shelf in a store."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import msgspec

from ebook.batch.addresses import absolute, is_url

__all__ = ["OWN", "STAGING", "Desk", "desk_of"]

OWN = ".ebook"
"""The folder on a shelf that is the program's."""

STAGING = f"{OWN}/staging"
"""Where workers write, each run in a folder of its own."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """The files of the program about a shelf.

    Attributes:
        shelf: absolute path or URL of the shelf.
        manifest: the database.
        runs: a folder with a file for each run that is alive.
        publishing: the file that lets one run publish at a time.
    """

    shelf: str
    manifest: Path
    runs: Path
    publishing: Path


def desk_of(shelf: str, manifest: Path | None = None) -> Desk:
    """Where the files about a shelf are.

    A shelf on this machine has them itself, in `.ebook`; for one at a URL they are in the user's state
    folder (XDG Base Directory Specification), or where the manifest is asked to be.
    """
    shelf = absolute(shelf)
    if not is_url(shelf):
        own = Path(shelf, OWN)
        return Desk(
            shelf=shelf,
            manifest=manifest or own / "manifest.sqlite",
            runs=own / "runs",
            publishing=own / "publishing.lock",
        )
    manifest = manifest or _state_folder() / f"{_name(shelf)}.sqlite"
    return Desk(
        shelf=shelf,
        manifest=manifest,
        runs=manifest.with_suffix(".runs"),
        publishing=manifest.with_suffix(".lock"),
    )


def _state_folder() -> Path:
    state = os.environ.get("XDG_STATE_HOME")
    return Path(state or Path.home() / ".local" / "state") / "ebook"


def _name(shelf: str) -> str:
    last = re.sub(r"[^\w.-]+", "-", shelf.rpartition("/")[2])[:40]
    return f"{last}-{hashlib.sha256(shelf.encode()).hexdigest()[:12]}"
