"""Names of files within a place."""

from __future__ import annotations

__all__ = ["inside", "is_hidden"]


def inside(name: str) -> str | None:
    """A name in its simplest form; empty for the place itself, None where it leads out of the place."""
    parts = [part for part in name.split("/") if part not in {"", "."}]
    return None if name.startswith("/") or ".." in parts or "\0" in name else "/".join(parts)


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder on the way to it, is hidden."""
    return any(part.startswith(".") for part in name.split("/"))
