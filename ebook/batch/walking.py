"""All files below a root, sorted by name, without going in circles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ebook.batch.addresses import is_url
from ebook.errors import UnreadableSource

__all__ = ["Met", "is_folder", "walk"]

_SYSTEMS_OWN = frozenset(
    ("lost+found", "System Volume Information", "$RECYCLE.BIN", "@eaDir", "#recycle", "__MACOSX")
)
_ALIAS = "a link to a folder of this archive"


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or a folder that is passed over.

    Attributes:
        name: relative to the root, with `/` between.
        size: in bytes.
        mtime_ns: its time of change, 0 where that is not known.
        passed: why it is passed over, None for a file that is not.
    """

    name: str
    size: int = 0
    mtime_ns: int = 0
    passed: str | None = None


def is_folder(url: str) -> bool:
    """Whether an address is a folder's."""
    if not is_url(url):
        return Path(url).is_dir()
    from ebook.batch.places import is_folder as is_remote_folder

    return is_remote_folder(url)


def walk(root: str, shelf: str, only: str | None = None) -> Iterator[Met]:
    """The files below a root; hidden ones, and what a system keeps for itself, are left out.

    Args:
        root: absolute path or URL.
        shelf: absolute path or URL of a folder that is passed over.
        only: the one file that is wanted.

    Raises:
        UnreadableSource: a folder cannot be listed. An archive that is only half there must not look like one
            half of whose issues are gone.
    """
    if is_url(root):
        yield from _remote(root, shelf, only)
    elif only is not None:
        if os.path.lexists(Path(root, only)):
            yield _met(root, only)
    else:
        yield from _folder(root, "", shelf, frozenset())


def _remote(root: str, shelf: str, only: str | None) -> Iterator[Met]:
    from ebook.batch.places import open_place

    place = open_place(root)
    if only is not None:
        found = place.stat(only)
        listed = iter((found,) if found else ())
    else:
        listed = place.walk()
    inner = f"{shelf[len(root) + 1 :]}/" if shelf.startswith(f"{root}/") else None
    for found in listed:
        if inner is None or not found.name.startswith(inner):
            yield Met(name=found.name, size=found.size, mtime_ns=found.mtime_ns)


def _folder(root: str, below: str, shelf: str, above: frozenset[tuple[int, int]]) -> Iterator[Met]:
    """A folder's files and folders.

    Args:
        root: the root.
        below: the folder, relative to the root, empty or with `/` at its end.
        shelf: what is passed over.
        above: device and number of each folder on the way here.
    """
    path = Path(root, below)
    try:
        status = path.stat()
        here = (status.st_dev, status.st_ino)
        with os.scandir(path) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise UnreadableSource(
            f"the folder cannot be listed: {error.strerror or error}",
            file=str(path),
            hint="check its permissions, and that the disk or share is mounted",
        ) from error
    if here in above:
        yield Met(name=below.rstrip("/"), passed=_ALIAS)
        return
    for entry in listed:
        name = below + entry.name
        if entry.name.startswith(".") or entry.name in _SYSTEMS_OWN:
            continue
        if not _is_folder(entry):
            yield _met(root, name)
        elif why := _why_not_enter(entry, root, shelf):
            yield Met(name=name, passed=why)
        else:
            yield from _folder(root, f"{name}/", shelf, above | {here})


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself: a file that will be told to be unreadable
        return False


def _why_not_enter(entry: os.DirEntry[str], root: str, shelf: str) -> str | None:
    path = Path(entry.path)
    if entry.is_symlink():
        path = path.resolve()
        if path.is_relative_to(root):
            return _ALIAS
    return "the shelf" if str(path) == shelf else None


def _met(root: str, name: str) -> Met:
    """A file as it is; one that cannot be looked at is met all the same, and fails when it is read."""
    try:
        status = Path(root, name).stat()
    except OSError:
        return Met(name=name)
    return Met(name=name, size=status.st_size, mtime_ns=status.st_mtime_ns)
