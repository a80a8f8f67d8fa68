"""A ZIP archive from anybody: read with limits, since its own directory may lie."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ebook.problems import Rule
from ebook.rules.output import EPUB_HOSTILE, EPUB_UNREADABLE

__all__ = ["MAX_FILE", "Archive", "ArchiveError", "opened"]

MAX_ENTRIES = 20_000
MAX_FILE = 64 << 20
MAX_TOTAL = 1 << 30
"""Bytes after unpacking. A newspaper issue with pictures has some ten million."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    OverflowError,
)  # fmt: skip
"""What `zipfile` raises for damaged, encrypted and strangely packed archives."""


class ArchiveError(Exception):
    """The archive cannot or must not be read further; `rule` says which kind of problem this is."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class Archive:
    """The files of an opened archive, by name, in the order of its directory."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.entries = [entry for entry in file.infolist() if not entry.is_dir()]
        self.names = frozenset(entry.filename for entry in self.entries)

    def read(self, name: str) -> bytes:
        """A file's bytes, checked against their checksum.

        Raises:
            ArchiveError: it is damaged or too large.
        """
        try:
            with self._file.open(name) as stream:
                data = stream.read(MAX_FILE + 1)
        except _BROKEN as error:
            raise ArchiveError(EPUB_UNREADABLE, f"{name} is damaged: {error}; copy the file again") from error
        if len(data) > MAX_FILE:
            raise ArchiveError(
                EPUB_HOSTILE, f"{name} unpacks to more than {MAX_FILE >> 20} MiB; do not open it"
            )
        return data


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive whose names and sizes are harmless.

    Raises:
        ArchiveError: it is no ZIP archive, or one made to do harm.
    """
    try:
        file = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise ArchiveError(EPUB_UNREADABLE, f"this is no ZIP archive, or a damaged one: {error}") from error
    with file:
        archive = Archive(file)
        _refuse_harm(archive)
        yield archive


def _refuse_harm(archive: Archive) -> None:
    total = sum(entry.file_size for entry in archive.entries)
    if total > MAX_TOTAL:
        raise ArchiveError(EPUB_HOSTILE, f"it unpacks to {total >> 20} MiB; do not open it")
    if len(archive.entries) > MAX_ENTRIES:
        raise ArchiveError(EPUB_HOSTILE, f"it holds {len(archive.entries)} files; do not open it")
    if len(archive.names) < len(archive.entries):
        raise ArchiveError(
            EPUB_HOSTILE, "two files have the same name, so that readers may differ on its text"
        )
    for name in archive.names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise ArchiveError(EPUB_HOSTILE, f"the path {name!r} leads out of the archive; do not unpack it")
