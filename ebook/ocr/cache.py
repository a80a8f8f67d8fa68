"""What was recognised before, kept in the user's cache folder (XDG Base Directory Specification).

A page takes ten seconds to recognise, and is exported again and again while its profile or its options change. An
entry's name is the hash of all that it depends on, so an entry is never out of date.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

__all__ = ["MAX_BYTES", "load", "store"]

MAX_BYTES = 200 * 1024 * 1024
"""The size of the whole folder; the entries that were not used for longest are removed first. A page has 50 kB."""

_Value = TypeVar("_Value")


def folder() -> Path:
    """Where the entries are."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return Path(cache or Path.home() / ".cache") / "ebook" / "ocr"


def load(key: str, kind: type[_Value]) -> _Value | None:
    """The value stored under a key; None where there is none, or none that can be read."""
    path = folder() / key
    try:
        value = msgspec.json.decode(path.read_bytes(), type=kind)
        os.utime(path)
    except (OSError, msgspec.DecodeError):
        return None
    return value


def store(key: str, value: object) -> None:
    """Keep a value. A folder that cannot be written to, or is full, costs time later and nothing else."""
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder(), prefix=".", delete=False) as file:
            try:
                file.write(msgspec.json.encode(value))
                file.close()
                Path(file.name).replace(folder() / key)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        _trim()


def _trim() -> None:
    entries = sorted(
        ((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder())),
        reverse=True,
    )
    total = 0
    for _, size, path in entries:
        total += size
        if total > MAX_BYTES:
            Path(path).unlink(missing_ok=True)
