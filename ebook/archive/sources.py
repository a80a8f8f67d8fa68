"""Find the sources of a run: folders, globs and URLs -> the files and folders that are issues.

A folder is searched with all its subfolders. Files whose suffix belongs to a readable format are
issues, except files that accompany an archive (README, licences, BagIt's own files, RFC 8493), hidden
files and those of the operating system. A folder of page files is one issue (`ebook.issue_folders`). Everything that is skipped is reported by name, or counted if
it merely has another format.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath

import msgspec

from ebook.archive.addresses import absolute, is_url, join, split_pattern
from ebook.archive.storage import FileInfo, is_folder, open_storage
from ebook.errors import UnreadableSource, UsageError
from ebook.formats import formats
from ebook.issue_folders import issue_folders
from ebook.source import CORRECTIONS, is_text

__all__ = ["FoundSources", "IssueSource", "ListedFile", "Root", "Skipped", "find", "walk"]

_ACCOMPANYING = re.compile(
    r"(?:read[-_ ]?me|licen[cs]e|copying|notice|authors|contributing|change(?:s|log)|history|news|todo)"
    r"(?:[-_.].*)?|(?:bagit|bag-info|fetch|(?:tag)?manifest-\w+)\.txt",
    re.IGNORECASE,
)


class Root(msgspec.Struct, frozen=True):
    """A place to search for sources.

    Attributes:
        url: absolute path or URL of the folder that keys are relative to.
        pattern: a glob for the files or folders below it, None for all.
        name: of the only file, None for a folder or a glob.
    """

    url: str
    pattern: str | None = None
    name: str | None = None

    def covers(self, key: str) -> bool:
        """Whether a source with this key would be found here if it existed."""
        if self.name is not None:
            return key == self.name
        return self.pattern is None or bool(_expression(self.pattern).match(key))

    def __str__(self) -> str:
        return join(self.url, self.name or self.pattern or "")


class IssueSource(msgspec.Struct, frozen=True, kw_only=True):
    """A file or folder that is an issue.

    Attributes:
        key: its path below its root, with `/` between.
        root: absolute path or URL of the root.
        files: the file itself, or the files of the folder; named as in `ebook.archive.job.Input`, relative to the
            folder that the source is in.
    """

    key: str
    root: str
    files: tuple[FileInfo, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of a folder's files; none for a file."""
        names = tuple(file.name for file in self.files)
        return () if names == (self.key.rpartition("/")[2],) else names

    @property
    def url(self) -> str:
        """Absolute path or URL of the file or folder."""
        return join(self.root, self.key)


class Skipped(msgspec.Struct, frozen=True):
    """A file or folder that was skipped, and why."""

    path: str
    reason: str


class FoundSources(msgspec.Struct, frozen=True, kw_only=True):
    """The sources of a run, and what was skipped.

    Attributes:
        roots: where sources were searched.
        sources: sorted by key.
        skipped: what was skipped although it might be an issue.
        others: how many files have no readable format, by suffix.
        unnameable: files whose names are not valid Unicode and so cannot be keys.
    """

    roots: tuple[Root, ...]
    sources: tuple[IssueSource, ...]
    skipped: tuple[Skipped, ...] = ()
    others: dict[str, int] = {}
    unnameable: tuple[str, ...] = ()


def find(named: Iterable[str], shelf: str) -> FoundSources:
    """Find the sources in folders, globs, files and URLs.

    Args:
        named: as a user names them.
        shelf: absolute path or URL of the shelf, which is skipped if it lies in an archive.

    Raises:
        UsageError: two sources have the same key, or a root is the shelf itself.
        UnreadableSource: a root contains no issue, or a folder cannot be listed.
    """
    roots = tuple(dict.fromkeys(_root(name) for name in named))
    skipped: list[Skipped] = []
    others: Counter[str] = Counter()
    sources: list[IssueSource] = []
    for root in roots:
        if root.name is None and root.url == shelf:
            raise UsageError(
                "the shelf is the archive itself", file=shelf, hint="name another folder with -o"
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


def _sources(root: Root, shelf: str, skipped: list[Skipped], others: Counter[str]) -> Iterator[IssueSource]:
    """The sources of a root; other files are added to the last two arguments."""
    found = list(walk(root.url, shelf, root.name))
    folders = {} if root.name is not None else _folders(root, found)
    yield from folders.values()
    for listed in found:
        if any(parent.as_posix() in folders for parent in PurePosixPath(listed.name).parents):
            continue
        if listed.skipped:
            skipped.append(Skipped(join(root.url, listed.name), listed.skipped))
        elif not root.covers(listed.name) or listed.name.endswith(CORRECTIONS):
            continue
        elif not _is_issue(listed.name, root):
            others[PurePosixPath(listed.name).suffix.lower()] += 1
        elif root.name is None and _ACCOMPANYING.fullmatch(listed.name.rpartition("/")[2]):
            skipped.append(Skipped(join(root.url, listed.name), "accompanies the archive"))
        else:
            yield _source(root, listed.name, [listed])


def _source(root: Root, key: str, listed: Iterable[ListedFile]) -> IssueSource:
    above = len(key) - len(key.rpartition("/")[2])
    files = tuple(FileInfo(file.name[above:], file.size, file.mtime_ns) for file in listed)
    return IssueSource(key=key, root=root.url, files=files)


def _folders(root: Root, found: Sequence[ListedFile]) -> dict[str, IssueSource]:
    """The folders below a root that are one issue each, by their keys."""
    listed = {
        file.name: file
        for file in found
        if not file.skipped and is_text(file.name) and not file.name.endswith(CORRECTIONS)
    }
    issues = issue_folders(_ListedFiles(root.url, tuple(listed)), root.url)
    return {
        key: _source(root, key, (listed[name] for name in names))
        for key, names in issues.items()
        if root.covers(key)
    }


class _ListedFiles(msgspec.Struct, frozen=True):
    """The files of a root, as they were listed."""

    root: str
    listed: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """As `ebook.source.Files.names`."""
        return self.listed

    def has(self, name: str) -> bool:
        """As `ebook.source.Files.has`."""
        return name in self.listed

    def read(self, name: str) -> bytes:
        """As `ebook.source.Files.read`."""
        return open_storage(self.root).read(name)


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
        suffix.lower()
        for row in formats().values()
        if row.is_readable and not row.accompanies
        for suffix in row.suffixes
        if suffix
    )


def _literal_suffix(pattern: str) -> str | None:
    """The suffix that a glob names, as `*.ocr` does: then files with it are issues."""
    suffix = PurePosixPath(pattern).suffix.lower()
    return suffix if suffix and not re.search(r"[*?\[]", suffix) else None


@functools.cache
def _expression(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression; if it matches a folder, it matches all files below."""
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


def _partition(sources: Iterable[IssueSource]) -> tuple[list[IssueSource], list[IssueSource]]:
    good: list[IssueSource] = []
    bad: list[IssueSource] = []
    for source in sources:
        (good if is_text(source.key) else bad).append(source)
    return good, bad


def _readable_name(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _unique(sources: Iterable[IssueSource]) -> tuple[IssueSource, ...]:
    """Sorted by key; a source found by two overlapping roots under the same key counts once."""
    ordered = sorted(set(sources), key=lambda source: (source.key, source.root))
    for key, group in groupby(ordered, key=lambda source: source.key):
        first, *others = group
        if others:
            raise UsageError(
                f"{first.url} and {others[0].url} would both have the key {key!r}",
                hint="name the folder that holds both, or give each a shelf of its own",
            )
    places: dict[str, IssueSource] = {}
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
    what = "nothing here matches this pattern" if root.pattern else "there is no issue in this folder"
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
    """A file, or a folder that is skipped.

    Attributes:
        name: relative to the root, with `/` between.
        size: in bytes.
        mtime_ns: modification time, 0 if not known.
        skipped: why it is skipped; None for a file that is not.
    """

    name: str
    size: int = 0
    mtime_ns: int = 0
    skipped: str | None = None


def walk(root: str, shelf: str, only: str | None = None) -> Iterator[ListedFile]:
    """The files below a root, without hidden files and those of the operating system.

    Args:
        root: absolute path or URL.
        shelf: absolute path or URL of a folder to skip.
        only: the only file to return.

    Raises:
        UnreadableSource: a folder cannot be listed. If it were skipped, its issues would seem to be gone.
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
        shelf: the folder to skip.
        above: device and inode of each folder above this one.
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
    except OSError:  # a link to itself: reading it as a file will report that
        return False


def _why_not_enter(entry: os.DirEntry[str], root: str, shelf: str) -> str | None:
    path = Path(entry.path)
    if entry.is_symlink():
        path = path.resolve()
        if path.is_relative_to(root):
            return _ALIAS
    return "the shelf" if str(path) == shelf else None


def _met(root: str, name: str) -> ListedFile:
    """A file with size and time; one without permission is returned too, and fails when it is read."""
    try:
        status = Path(root, name).stat()
    except OSError:
        return ListedFile(name=name)
    return ListedFile(name=name, size=status.st_size, mtime_ns=status.st_mtime_ns)
