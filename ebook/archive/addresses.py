"""Paths and fsspec URLs as texts: both are joined and taken apart with `/`."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

__all__ = [
    "absolute",
    "display",
    "has_wildcard",
    "inside",
    "is_any_url",
    "is_hidden",
    "is_url",
    "join",
    "parent",
    "split_pattern",
]

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_WILDCARD = re.compile(r"[*?\[]")


def is_any_url(named: str) -> bool:
    """Whether this is a URL of any kind."""
    return bool(_URL.match(named))


def is_url(named: str) -> bool:
    """Whether this is a URL that fsspec has to open; `file://` is a path."""
    return is_any_url(named) and not named.lower().startswith("file://")


def absolute(named: str) -> str:
    """An absolute path or a URL, without `/` at the end. Links to folders are resolved, so that each has one name."""
    if is_url(named):
        return named.rstrip("/")
    if is_any_url(named):
        named = unquote(named[len("file://") :])
    path = Path(named).expanduser()
    # A link to a file is not resolved: the file's name counts, wherever its content is.
    return str(path.resolve() if path.is_dir() else path.parent.resolve() / path.name)


def join(root: str, name: str) -> str:
    """A name below a root."""
    return f"{root.rstrip('/')}/{name}" if name else root


def parent(key: str) -> str:
    """The folder of a key; empty for a key without one."""
    return key.rpartition("/")[0]


def is_part(path: str, key: str) -> bool:
    """Whether a file, named relative to the folder of a key, is that of the key or within its folder."""
    own = key.rpartition("/")[2]
    return path == own or path.startswith(f"{own}/")


def has_wildcard(named: str) -> bool:
    """Whether a name is a glob: it contains a wildcard, and no file has this name."""
    return bool(_WILDCARD.search(named)) and (is_url(named) or not Path(named).exists())


def split_pattern(named: str) -> tuple[str, str]:
    """The part of a glob before the first wildcard, and the rest; the rest is empty without wildcards."""
    if not has_wildcard(named):
        return named, ""
    parts = named.split("/")
    first = next(number for number, part in enumerate(parts) if _WILDCARD.search(part))
    base = "/".join(parts[:first])
    return base or ("/" if first else "."), "/".join(parts[first:])


def display(url: str) -> str:
    """A path or URL for messages: relative if it is below the current folder."""
    if is_url(url):
        return url
    path, here = Path(url), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else url


def inside(name: str) -> str | None:
    """A name in normal form; empty for the storage itself, None if it leads out of it."""
    parts = [part for part in name.split("/") if part not in {"", "."}]
    return None if name.startswith("/") or ".." in parts or "\0" in name else "/".join(parts)


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder on its path, is hidden."""
    return any(part.startswith(".") for part in name.split("/"))
