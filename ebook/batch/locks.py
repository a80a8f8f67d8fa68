"""Who is alive, and who may publish: locks that the system frees whenever their process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ebook.errors import CannotWrite

__all__ = ["Lives", "only_one"]


class Lives:
    """The runs that are alive: each holds a lock on a file of its own.

    Args:
        folder: of these files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def live(self, run: str) -> Iterator[None]:
        """Be alive."""
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

    def bury(self, run: str) -> None:
        """Remove what a dead run left."""
        with suppress(OSError):
            (self._folder / run).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """All runs that left a file, dead or alive."""
        with suppress(OSError):
            return sorted(path.name for path in self._folder.iterdir())
        return []


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Wait until no other process is in here, and keep the others waiting."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _locked(path: Path) -> int:
    """A file with a lock on it. Another run may take it for a dead one's and remove it just before it is locked."""
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
