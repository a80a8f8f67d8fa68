"""Find the sources of a run: folders, patterns and URLs -> the files that are issues.

A folder is searched with all below it; of its files those are issues whose ending belongs to a
format that can be read. What accompanies an archive (README, licences, BagIt's own files, RFC 8493)
is none, nor is what is hidden or what a system keeps for itself. Everything that is passed over is
told, by name or, where it is only of another format, counted.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

import msgspec

from ebook.batch.addresses import absolute, join, split_pattern
from ebook.batch.walking import is_folder, walk
from ebook.errors import UnreadableSource, UsageError
from ebook.formats import formats
from ebook.source import is_text

__all__ = ["Found", "Passed", "Root", "SourceFile", "find"]

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


class Passed(msgspec.Struct, frozen=True):
    """A file or folder that was passed over, and why."""

    path: str
    why: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
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
    passed: tuple[Passed, ...] = ()
    others: dict[str, int] = {}
    unnameable: tuple[str, ...] = ()


def find(named: Iterable[str], shelf: str) -> Found:
    """Find the sources that folders, patterns, files and URLs name.

    Args:
        named: as a user names them.
        shelf: absolute path or URL of the shelf, which is passed over where it lies in an archive.

    Raises:
        UsageError: two sources have one key, or a root is the shelf itself.
        UnreadableSource: one names nothing that is an issue, or a folder cannot be listed.
    """
    roots = tuple(dict.fromkeys(_root(name) for name in named))
    passed: list[Passed] = []
    others: Counter[str] = Counter()
    sources: list[SourceFile] = []
    for root in roots:
        if root.name is None and root.url == shelf:
            raise UsageError(
                "the shelf is the archive itself", file=shelf, hint="name a folder of its own with -o"
            )
        found = list(_sources(root, shelf, passed, others))
        if not found:
            raise _nothing(root)
        sources += found
    good, bad = _partition(sources)
    return Found(
        roots=roots,
        sources=_unique(good),
        passed=tuple(passed),
        others=dict(sorted(others.items())),
        unnameable=tuple(sorted(_readable_name(source.url) for source in bad)),
    )


def _sources(root: Root, shelf: str, passed: list[Passed], others: Counter[str]) -> Iterator[SourceFile]:
    """The sources of a root; what is none is added to the other two."""
    for met in walk(root.url, shelf, root.name):
        if met.passed:
            passed.append(Passed(join(root.url, met.name), met.passed))
        elif not root.covers(met.name):
            continue
        elif not _is_issue(met.name, root):
            others[PurePosixPath(met.name).suffix.lower()] += 1
        elif root.name is None and _ACCOMPANYING.fullmatch(met.name.rpartition("/")[2]):
            passed.append(Passed(join(root.url, met.name), "accompanies the archive"))
        else:
            yield SourceFile(key=met.name, root=root.url, size=met.size, mtime_ns=met.mtime_ns)


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
