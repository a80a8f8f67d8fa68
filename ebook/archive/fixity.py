"""Whether a file is still the one that was recorded.

Size and modification time usually show this without reading the file. They do not if the time was so
recent when it was recorded that the file could have changed again within the same clock tick: such a
time is recorded as 0, and the file is read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from stat import S_ISREG
from typing import Literal, Protocol, TypeAlias

from ebook.archive.addresses import is_url
from ebook.archive.storage import FileInfo, open_storage
from ebook.errors import UnreadableSource

__all__ = ["Comparison", "Files", "Recorded", "trusted_mtime"]

_FEW = 20
"""Up to so many files are looked up in a store one by one."""

_SECOND = 1_000_000_000
_TICK = 20_000_000
"""Nanoseconds in which a file may change twice with the same modification time: a tick of the kernel's clock."""

Comparison: TypeAlias = Literal["same", "touched", "changed", "missing"]
"""Unchanged; unchanged in content but not in time; changed; missing."""


class Recorded(Protocol):
    """What the manifest records of a file."""

    @property
    def sha256(self) -> str | None: ...  # noqa: D102  # as in `ebook.archive.job.Input`
    @property
    def size(self) -> int: ...  # noqa: D102
    @property
    def mtime_ns(self) -> int: ...  # noqa: D102


class Files:
    """The current files of a folder or URL.

    Args:
        url: absolute path or URL.
        checksum: read every file, whatever its time.
    """

    def __init__(self, url: str, *, checksum: bool = False) -> None:
        self._folder = None if is_url(url) else Path(url)
        self._storage = open_storage(url)
        self._checksum = checksum
        self._listed: dict[str, FileInfo] | None = None

    def expect(self, count: int) -> None:
        """Prepare for so many look-ups: it is faster to list a store once than to ask for each file."""
        if self._folder is None and count > _FEW:
            self._listed = {found.name: found for found in self._storage.walk()}

    def forget(self) -> None:
        """Stop using the listing made by `expect`."""
        self._listed = None

    def compare(self, name: str, recorded: Recorded, now: FileInfo | None = None) -> Comparison:
        """Compare a file with what is recorded of it.

        Args:
            name: below the folder.
            recorded: what is recorded.
            now: its current size and time, if already known.
        """
        now = now or self.stat(name)
        if recorded.sha256 is None:
            return "same" if now is None or self.sha256(name) is None else "changed"
        if now is None:
            return "missing"
        if now.size != recorded.size:
            return "changed"
        if now.mtime_ns and now.mtime_ns == recorded.mtime_ns and not self._checksum:
            return "same"
        if not recorded.sha256:  # too large to be read at all
            return "touched"
        return "touched" if self.sha256(name) == recorded.sha256 else "changed"

    def stat(self, name: str) -> FileInfo | None:
        """Size and time of a file; None if there is no such file."""
        if self._listed is not None:
            return self._listed.get(name)
        if self._folder is None:
            return self._storage.stat(name)
        try:
            status = (self._folder / name).stat()
        except OSError:  # reading it will report why
            return None
        return FileInfo(name, status.st_size, status.st_mtime_ns) if S_ISREG(status.st_mode) else None

    def sha256(self, name: str) -> str | None:
        """The hash of a file; None if it cannot be read."""
        try:
            if self._folder is None:
                return hashlib.sha256(self._storage.read(name)).hexdigest()
            with (self._folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, UnreadableSource):
            return None


def trusted_mtime(found: FileInfo, now_ns: int) -> int:
    """A file's modification time for the manifest: 0 if the file could change again without a new time.

    Stores and some file systems record whole seconds, or two (FAT), and their clocks differ from ours.

    Args:
        found: the file.
        now_ns: a time before it was read, in nanoseconds since 1970.
    """
    margin = _TICK if found.mtime_ns % _SECOND else 3 * _SECOND
    return found.mtime_ns if found.mtime_ns < now_ns - margin else 0
