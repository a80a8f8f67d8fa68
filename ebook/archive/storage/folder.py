"""A storage that is a folder of this machine.

A file's content is on the disk before its name, and its name before the call returns: first `fsync` of
the file, then the rename, then `fsync` of the folder.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_ISREG

from ebook.archive.addresses import inside
from ebook.archive.storage.base import FileInfo
from ebook.errors import CannotWrite, UnreadableSource
from ebook.saving import Content, os_errors_as_cannot_write, save, sync_folder

__all__ = ["LocalFolder"]

_NO_SUCH_FILE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG}

_TRIES = 20
"""How often a folder is created again that another run removed while it was still empty."""


class LocalFolder:
    """A folder; see `ebook.archive.storage.base.Place`.

    Args:
        path: absolute.
        links_out: whether links that lead out of it may be followed when reading.
    """

    max_concurrency = 1

    def __init__(self, path: str, *, links_out: bool = False) -> None:
        self.url = path
        self._root = Path(path)
        self._real = os.path.realpath(path)
        self._links_out = links_out

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        path = self._readable(name)
        try:
            return path.read_bytes()
        except OSError as error:
            raise _unreadable(path, error) from error

    def write(self, name: str, content: Content) -> None:
        """Write a file whole, or not at all."""
        path = self._writable(name)
        _with_folder(path.parent, lambda: save({path.name: content}, path.parent, force=True))

    def publish(self, staged: str, name: str) -> None:
        """Move a staged file or folder to its final name.

        An existing folder is moved into the staging folder first: whenever the power fails, the folder
        under the final name is whole.
        """
        source, target = self._writable(staged), self._writable(name)
        aside = source.with_name(f".{source.name}.old")
        if not os.path.lexists(source):
            raise CannotWrite("the staged file is gone", file=str(source), hint="run again")
        with os_errors_as_cannot_write(target):
            shutil.rmtree(aside, ignore_errors=True)
            _with_folder(target.parent, lambda: _put(source, target, aside))
            shutil.rmtree(aside, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Remove a file or a folder, and folders that become empty."""
        path = self._writable(name)
        with os_errors_as_cannot_write(path):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif os.path.lexists(path):
                path.unlink(missing_ok=True)
            else:
                return
            for folder in path.parents:
                if folder == self._root or not _is_removed(folder):
                    sync_folder(folder)
                    return

    def stat(self, name: str) -> FileInfo | None:
        """Size and time of a file."""
        path = self._readable(name)
        try:
            found = path.stat()
        except OSError as error:
            if error.errno in _NO_SUCH_FILE:
                return None
            raise _unreadable(path, error) from error
        return FileInfo(name, found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None

    def walk(self, name: str = "") -> Iterator[FileInfo]:
        """All files below a folder. Links to folders are not followed."""
        yield from self._walk(inside(name) or "", self._readable(name))

    def _walk(self, name: str, path: Path) -> Iterator[FileInfo]:
        try:
            with os.scandir(path) as listed:
                entries = [entry for entry in listed if not entry.name.startswith(".")]
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise _unreadable(path, error) from error
        # A folder sorts as its name with a slash, so that the whole list is sorted as text.
        folders = {entry.name for entry in entries if entry.is_dir(follow_symlinks=False)}
        for entry in sorted(entries, key=lambda entry: entry.name + "/" * (entry.name in folders)):
            below = f"{name}/{entry.name}" if name else entry.name
            if entry.name in folders:
                yield from self._walk(below, path / entry.name)
            elif not entry.is_symlink():
                found = entry.stat()
                yield FileInfo(below, found.st_size, found.st_mtime_ns)
            elif not self._leads_out(below) and (linked := self.stat(below)):
                yield linked

    def _readable(self, name: str) -> Path:
        found = inside(name)
        if found is None or (not self._links_out and self._leads_out(found)):
            raise UnreadableSource(
                f"{name!r} leads out of this folder", file=self.url, hint="name a file inside it"
            )
        return self._root / found

    def _writable(self, name: str) -> Path:
        """Where a file is written: a link of that name is replaced; one on the way must not lead out."""
        found = inside(name)
        if not found or self._leads_out(found.rpartition("/")[0]):
            raise CannotWrite(
                f"{name!r} leads out of this folder", file=self.url, hint="name a file inside it"
            )
        return self._root / found

    def _leads_out(self, name: str) -> bool:
        # Not pathlib: this is called several times for each file of an archive.
        try:
            path = os.path.realpath(os.path.join(self._real, name), strict=False)  # noqa: PTH118
        except OSError:
            return True
        return path != self._real and not path.startswith(f"{self._real.rstrip('/')}/")


def _put(source: Path, target: Path, aside: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        target.rename(aside)
    elif source.is_dir():
        target.unlink(missing_ok=True)
    try:
        source.replace(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise


def _with_folder(folder: Path, act: Callable[[], object]) -> None:
    """Create a folder and act in it; start again if another run removed it in between."""
    for attempt in range(_TRIES):
        with os_errors_as_cannot_write(folder):
            try:
                _make(folder)
                act()
            except FileNotFoundError:
                if attempt == _TRIES - 1:
                    raise
            else:
                sync_folder(folder)
                return


def _make(folder: Path) -> None:
    """Create a folder and its parents so that they survive a power failure."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for made in reversed(missing):
        made.mkdir(exist_ok=True)
        sync_folder(made.parent)


def _is_removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:  # something is in it
        return False
    return True


def _unreadable(path: Path, error: OSError) -> UnreadableSource:
    return UnreadableSource(
        f"cannot be read: {error.strerror or error}",
        file=str(path),
        hint="check the path and its permissions",
    )
