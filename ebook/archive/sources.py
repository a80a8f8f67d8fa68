"""Find the sources of a run: folders, patterns and URLs -> the files that are issues.

A folder is searched with all below it; of its files those are issues whose ending belongs to a
format that can be read. What accompanies an archive (README, licences, BagIt's own files, RFC 8493)
is none, nor is what is hidden or what a system keeps for itself. Everything that is passed over is
told, by name or, where it is only of another format, counted.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

import msgspec

from ebook.archive.addresses import absolute, is_url, join, split_pattern
from ebook.archive.storage import is_folder, open_storage
from ebook.errors import UnreadableSource, UsageError
from ebook.formats import formats
from ebook.source import is_text

__all__ = ["FoundSources", "ListedFile", "Root", "Skipped", "SourceFile", "find", "walk"]

_ACCOMPANYING = re.compile(
    r"(?:read[-_ ]?me|licen[cs]e|copying|notice|authors|contributing|change(?:s|log)|history|news|todo)"
    r"(?:[-_.].*)?|(?:bagit|bag-info|fetch|(?:tag)?manifest-\w+)\.txt",
    re.IGNORECASE,
)


class Root(msgspec.Struct, frozen=True):
    """Where sources are looked for.

    Attributes:
        url: absolute path or URL of the folder that keys start from.
        pattern: what the files or folders below it must be like, None for all.
        name: the one file that is meant, None for a folder or a pattern.
    """

    url: str
    pattern: str | None = None
    name: str | None = None

    def covers(self, key: str) -> bool:
        """Whether a source of this key would have been found here, if it were there."""
        if self.name is not None:
            return key == self.name
        return self.pattern is None or bool(_expression(self.pattern).match(key))

    def __str__(self) -> str:
        return join(self.url, self.name or self.pattern or "")


class SourceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is an issue.

    Attributes:
        key: its path below its root, with `/` between.
        root: absolute path or URL of the root.
        size: in bytes.
        mtime_ns: its time of change, 0 where that is not known.
    """

    key: str
    root: str
    size: int
    mtime_ns: int

    @property
    def url(self) -> str:
        """Absolute path or URL of the file."""
        return join(self.root, self.key)


class Skipped(msgspec.Struct, frozen=True):
    """A file or folder that was passed over, and why."""

    path: str
    reason: str


class FoundSources(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to do.

    Attributes:
        roots: where was looked.
        sources: what was found, sorted by key.
        passed: what was passed over and might be thought an issue.
        others: how many files were passed over that no format reads, by the ending of their names.
        unnameable: files whose names are no text, which can be given no key.
    """

    roots: tuple[Root, ...]
    sources: tuple[SourceFile, ...]
    skipped: tuple[Skipped, ...] = ()
    others: dict[str, int] = {}
    unnameable: tuple[str, ...] = ()


def find(named: Iterable[str], shelf: str) -> FoundSources:
    """Find the sources that folders, patterns, files and URLs name.

    Args:
        named: as a user names them.
        shelf: absolute path or URL of the shelf, which is passed over where it lies in an archive.

    Raises:
        UsageError: two sources have one key, or a root is the shelf itself.
        UnreadableSource: one names nothing that is an issue, or a folder cannot be listed.
    """
    roots = tuple(dict.fromkeys(_root(name) for name in named))
    skipped: list[Skipped] = []
    others: Counter[str] = Counter()
    sources: list[SourceFile] = []
    for root in roots:
        if root.name is None and root.url == shelf:
            raise UsageError(
                "the shelf is the archive itself", file=shelf, hint="name a folder of its own with -o"
            )
        found = list(_sources(root, shelf, skipped, others))
        if not found:
            raise _nothing(root)
        sources += found
    good, bad = _partition(sources)
    return FoundSources(
        roots=roots,
        sources=_unique(good),
        skipped=tuple(skipped),
        others=dict(sorted(others.items())),
        unnameable=tuple(sorted(_readable_name(source.url) for source in bad)),
    )


def _sources(root: Root, shelf: str, skipped: list[Skipped], others: Counter[str]) -> Iterator[SourceFile]:
    """The sources of a root; what is none is added to the other two."""
    for listed in walk(root.url, shelf, root.name):
        if listed.skipped:
            skipped.append(Skipped(join(root.url, listed.name), listed.skipped))
        elif not root.covers(listed.name):
            continue
        elif not _is_issue(listed.name, root):
            others[PurePosixPath(listed.name).suffix.lower()] += 1
        elif root.name is None and _ACCOMPANYING.fullmatch(listed.name.rpartition("/")[2]):
            skipped.append(Skipped(join(root.url, listed.name), "accompanies the archive"))
        else:
            yield SourceFile(key=listed.name, root=root.url, size=listed.size, mtime_ns=listed.mtime_ns)


def _root(named: str) -> Root:
    base, pattern = split_pattern(named)
    if pattern:
        return Root(absolute(base), pattern=pattern)
    url = absolute(named)
    if is_folder(url):
        return Root(url)
    folder, _, name = url.rpartition("/")
    return Root(folder or "/", name=name)


def _is_issue(name: str, root: Root) -> bool:
    if root.name is not None:
        return True
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in _readable() or (root.pattern is not None and _literal_suffix(root.pattern) == suffix)


@functools.cache
def _readable() -> frozenset[str]:
    return frozenset(
        suffix.lower() for row in formats().values() if row.reader for suffix in row.suffixes if suffix
    )


def _literal_suffix(pattern: str) -> str | None:
    """The ending that a pattern spells out, as `*.ocr` does: whoever writes it means these files."""
    suffix = PurePosixPath(pattern).suffix.lower()
    return suffix if suffix and not re.search(r"[*?\[]", suffix) else None


@functools.cache
def _expression(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression; a folder that it matches stands for all below it."""
    *above, last = ((".+" if part == "**" else _part(part)) for part in pattern.split("/"))
    way = "".join("(?:[^/]+/)*" if part == ".+" else f"{part}/" for part in above)
    return re.compile(rf"{way}{last}(?:/.*)?\Z", re.DOTALL)


def _part(part: str) -> str:
    return "".join(map(_piece, re.split(r"(\*+|\?|\[[^\]]+\])", part)))


def _piece(piece: str) -> str:
    if piece.startswith("["):
        return "[" + piece[1:-1].replace("\\", "\\\\").replace("!", "^", 1) + "]"
    if piece.startswith("*"):
        return "[^/]*"
    return "[^/]" if piece == "?" else re.escape(piece)


def _partition(sources: Iterable[SourceFile]) -> tuple[list[SourceFile], list[SourceFile]]:
    good: list[SourceFile] = []
    bad: list[SourceFile] = []
    for source in sources:
        (good if is_text(source.key) else bad).append(source)
    return good, bad


def _readable_name(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _unique(sources: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """Sorted by key; one that two overlapping roots find in one place counts once."""
    ordered = sorted(set(sources), key=lambda source: (source.key, source.root))
    for key, group in groupby(ordered, key=lambda source: source.key):
        first, *others = group
        if others:
            raise UsageError(
                f"{first.url} and {others[0].url} would both be {key!r} on the shelf",
                hint="name the folder that holds both, or give each a shelf of its own",
            )
    places: dict[str, SourceFile] = {}
    for source in ordered:
        other = places.setdefault(source.url, source)
        if other is not source:
            raise UsageError(
                f"{source.url} is named twice, within {other.root} and within {source.root}",
                hint="name each folder once",
            )
    return tuple(ordered)


def _nothing(root: Root) -> UnreadableSource:
    if root.name is not None:
        return UnreadableSource("no such file", file=str(root), hint="check the path")
    endings = ", ".join(sorted(_readable()))
    what = "nothing here is like this pattern" if root.pattern else "there is no issue in this folder"
    return UnreadableSource(
        f"{what} and ends in {endings}" if root.pattern else f"{what}: no file that ends in {endings}",
        file=str(root),
        hint="check the path, and that the disk or share is mounted",
    )


_SYSTEMS_OWN = frozenset(
    ("lost+found", "System Volume Information", "$RECYCLE.BIN", "@eaDir", "#recycle", "__MACOSX")
)
_ALIAS = "a link to a folder of this archive"


class ListedFile(msgspec.Struct, frozen=True, kw_only=True):
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
    skipped: str | None = None


def walk(root: str, shelf: str, only: str | None = None) -> Iterator[ListedFile]:
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


def _remote(root: str, shelf: str, only: str | None) -> Iterator[ListedFile]:
    storage = open_storage(root)
    if only is not None:
        found = storage.stat(only)
        listed = iter((found,) if found else ())
    else:
        listed = storage.walk()
    inner = f"{shelf[len(root) + 1 :]}/" if shelf.startswith(f"{root}/") else None
    for found in listed:
        if inner is None or not found.name.startswith(inner):
            yield ListedFile(name=found.name, size=found.size, mtime_ns=found.mtime_ns)


def _folder(root: str, below: str, shelf: str, above: frozenset[tuple[int, int]]) -> Iterator[ListedFile]:
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
        yield ListedFile(name=below.rstrip("/"), skipped=_ALIAS)
        return
    for entry in listed:
        name = below + entry.name
        if entry.name.startswith(".") or entry.name in _SYSTEMS_OWN:
            continue
        if not _is_folder(entry):
            yield _met(root, name)
        elif reason := _why_not_enter(entry, root, shelf):
            yield ListedFile(name=name, skipped=reason)
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


def _met(root: str, name: str) -> ListedFile:
    """A file as it is; one that cannot be looked at is met all the same, and fails when it is read."""
    try:
        status = Path(root, name).stat()
    except OSError:
        return ListedFile(name=name)
    return ListedFile(name=name, size=status.st_size, mtime_ns=status.st_mtime_ns)
