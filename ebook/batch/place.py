"""A folder on a disk or in an object store, by what a run needs of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

__all__ = ["Found", "Place"]


class Found(msgspec.Struct, frozen=True):
    """A file that is there.

    Attributes:
        name: relative to the place, with `/` between.
        size: in bytes.
        mtime_ns: its time of change, 0 where the store knows none.
    """

    name: str
    size: int
    mtime_ns: int


class Place(Protocol):
    """Files by name, relative to the place and with `/` between; a name never leaves the place.

    Attributes:
        url: absolute path or URL.
        at_once: how many calls, from as many threads, are sooner done together than one by one.

    Raises:
        CannotWrite: of writing methods: the store refuses, or is full. Nothing half-written stays.
        UnreadableSource: of reading methods.
    """

    url: str
    at_once: int

    def read(self, name: str) -> bytes:
        """A file's bytes."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole, on the disk when it returns, or not at all; one that is there is replaced."""

    def publish(self, staged: str, name: str) -> None:
        """Put a staged file, or a staged folder with all it holds, in its place; what stood there is replaced."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all it holds; folders left empty go too. Nothing there is no error."""

    def stat(self, name: str) -> Found | None:
        """What is known of a file; None where there is none."""

    def walk(self, name: str = "") -> Iterator[Found]:
        """All files below a folder, sorted by name, hidden ones left out."""
