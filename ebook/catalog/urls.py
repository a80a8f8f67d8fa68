"""Relative references between the files of a shelf (RFC 3986), percent-encoded."""

from __future__ import annotations

import uuid
from urllib.parse import quote

__all__ = ["encoded", "reference", "urn"]

_SAFE = "/-._~!$&'()*+,;=@"
"""What a path may hold as it is, but for the colon, which could end a scheme."""

_NAMESPACE = uuid.UUID("6f0e3c38-7f5c-5b0a-9d3b-2c6c8a1f4e57")


def encoded(path: str, fragment: str = "") -> str:
    """A path as it stands in an `href`."""
    return quote(path, safe=_SAFE) + (f"#{quote(fragment, safe=_SAFE)}" if fragment else "")


def reference(path: str, base: str, fragment: str = "") -> str:
    """How the file at `base` names the file at `path`, both relative to the shelf and in normal form."""
    here, there = base.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return encoded("/".join([".."] * (len(here) - shared) + there[shared:]), fragment)


def urn(*parts: str) -> str:
    """An identifier that the same parts always have (RFC 4122, version 5)."""
    return uuid.uuid5(_NAMESPACE, "\n".join(parts)).urn
