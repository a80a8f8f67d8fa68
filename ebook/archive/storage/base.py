"""What a run needs of a folder, whether it lies on a disk or in an object store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

import msgspec

from ebook.saving import Content

__all__ = ["FileInfo", "Storage", "for_each"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


class FileInfo(msgspec.Struct, frozen=True):
    """A file that exists.

    Attributes:
        name: relative to the storage, with `/` between its parts.
        size: in bytes.
        mtime_ns: modification time, 0 where the store does not record one.
    """

    name: str
    size: int
    mtime_ns: int


class Storage(Protocol):
    """Files by name, relative to the storage and with `/` between; a name never leads out of it.

    Attributes:
        url: absolute path or URL.
        max_concurrency: how many calls may usefully run at the same time, each in a thread; 1 where
            threads bring nothing.

    Raises:
        CannotWrite: from writing methods, when the store refuses or is full. Nothing half-written stays.
        UnreadableSource: from reading methods.
    """

    url: str
    max_concurrency: int

    def read(self, name: str) -> bytes:
        """A file's bytes."""

    def write(self, name: str, content: Content) -> None:
        """Write a file whole or not at all; on return it is on the disk. An existing file is replaced."""

    def publish(self, staged: str, name: str) -> None:
        """Move a staged file, or a staged folder with all its files, to its final name, replacing what was there."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder with its content, and folders left empty. A missing file is not an error."""

    def stat(self, name: str) -> FileInfo | None:
        """Size and time of a file; None where there is no such file."""

    def walk(self, name: str = "") -> Iterator[FileInfo]:
        """All files below a folder, sorted by name, without hidden ones."""


def for_each(storage: Storage, act: Callable[[_Item], _Answer], items: Iterable[_Item]) -> list[_Answer]:
    """Call a function for each of several files of a storage, in threads where that is faster."""
    if storage.max_concurrency == 1:
        return [act(item) for item in items]
    with ThreadPoolExecutor(storage.max_concurrency) as threads:
        return list(threads.map(act, items))
