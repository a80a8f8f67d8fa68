"""The files in which runs keep their state, and the locks on them.

The system releases a lock however its process ends, so nothing has to be cleaned up by hand.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from ebook.archive.addresses import absolute, is_url
from ebook.errors import CannotWrite

__all__ = ["OWN", "STAGING", "RunRegistry", "StatePaths", "exclusive_lock", "state_paths"]

OWN = ".ebook"
"""The folder on a shelf that belongs to the program."""

STAGING = f"{OWN}/staging"
"""Where workers write; each run has a folder there."""


class StatePaths(msgspec.Struct, frozen=True, kw_only=True):
    """Where the state of a shelf is kept.

    Attributes:
        shelf: absolute path or URL of the shelf.
        manifest: the database.
        runs: a folder with a locked file for each live run.
        publishing: the lock file that lets one run publish at a time.
    """

    shelf: str
    manifest: Path
    runs: Path
    publishing: Path


def state_paths(shelf: str, manifest: Path | None = None) -> StatePaths:
    """Where the state of a shelf is kept.

    A shelf on this machine has it in `.ebook`. For a shelf at a URL it is in the user's state folder (XDG
    Base Directory Specification), or beside the manifest if a path for that is given.
    """
    shelf = absolute(shelf)
    if not is_url(shelf):
        own = Path(shelf, OWN)
        return StatePaths(
            shelf=shelf,
            manifest=manifest or own / "manifest.sqlite",
            runs=own / "runs",
            publishing=own / "publishing.lock",
        )
    manifest = manifest or _state_folder() / f"{_name(shelf)}.sqlite"
    return StatePaths(
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


class RunRegistry:
    """The live runs: each holds a lock on a file of its own.

    Args:
        folder: with these files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def register(self, run: str) -> Iterator[None]:
        """Register a run while the context lasts."""
        path = self._folder / run
        with _explained(path):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle = _locked(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
            os.close(handle)

    def is_alive(self, run: str) -> bool:
        """Whether a run is alive."""
        try:
            handle = os.open(self._folder / run, os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def forget(self, run: str) -> None:
        """Remove the file of a dead run."""
        with suppress(OSError):
            (self._folder / run).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """All runs that have a file, dead or alive."""
        with suppress(OSError):
            return sorted(path.name for path in self._folder.iterdir())
        return []


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold a lock that one process can hold at a time; wait for it if another has it."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _locked(path: Path) -> int:
    """A locked file. Another run may take it for that of a dead run and remove it just before it is locked."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(handle).st_ino:
                return handle
        os.close(handle)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            f"the run cannot be registered: {error.strerror or error}",
            file=str(path),
            hint="check permissions and free space",
        ) from error
