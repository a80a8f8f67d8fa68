"""Names of files within a place."""

from __future__ import annotations

from pathlib import PurePosixPath

__all__ = ["inside", "is_hidden"]


def inside(name: str) -> str | None:
    """A name in its simplest form; empty for the place itself, None where it leads out of the place."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        return None
    return "" if path == PurePosixPath() else str(path)


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder on the way to it, is hidden."""
    return any(part.startswith(".") for part in name.split("/"))
