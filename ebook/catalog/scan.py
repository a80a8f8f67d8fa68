"""Find the EPUBs and PDFs of a shelf; those with the same stem are one issue."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ebook.catalog.entry import FileState
from ebook.errors import UnreadableSource

__all__ = ["CATALOG", "IssueFiles", "file_state", "find_issues"]

CATALOG = "catalog"
"""The folder of a shelf that holds its catalogue."""


class IssueFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files of one issue.

    Attributes:
        stem: their path without its suffix, relative to the shelf, with `/` between its parts.
        epub: the e-book's path; None without.
        pdf: the print's path; None without.
    """

    stem: str
    epub: Path | None = None
    pdf: Path | None = None


def find_issues(shelf: Path) -> list[IssueFiles]:
    """The issues of a shelf, ordered by their paths.

    Hidden files and folders are skipped, and so are the catalogue itself and symbolic links that lead off
    the shelf.

    Raises:
        UnreadableSource: there is no such folder.
    """
    if not shelf.is_dir():
        raise UnreadableSource(
            "no such folder", file=str(shelf), hint="name the folder that holds the issues"
        )
    issues: dict[str, IssueFiles] = {}
    for path in _files(shelf.resolve()):
        stem = path.relative_to(shelf.resolve()).with_suffix("").as_posix()
        issue = issues.get(stem, IssueFiles(stem=stem))
        issues[stem] = msgspec.structs.replace(issue, **{path.suffix.lower()[1:]: path})
    return [issues[stem] for stem in sorted(issues)]


def file_state(path: Path, shelf: Path, *, before: FileState | None = None) -> FileState:
    """A file as it is now; if size and time are the same as in `before`, it is not read.

    Raises:
        UnreadableSource: it cannot be read.
    """
    name = path.relative_to(shelf.resolve()).as_posix()
    try:
        status = path.stat()
        if before and (before.path, before.size, before.mtime_ns) == (
            name,
            status.st_size,
            status.st_mtime_ns,
        ):
            return before
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableSource(
            f"cannot be read: {error.strerror or error}", file=name, hint="check its permissions"
        ) from error
    return FileState(path=name, size=status.st_size, mtime_ns=status.st_mtime_ns, sha256=digest)


def _files(shelf: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(shelf):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here, name) != (shelf, CATALOG)
        )
        for name in sorted(names):
            path = here / name
            if not name.startswith(".") and path.suffix.lower() in {".epub", ".pdf"} and _within(path, shelf):
                yield path


def _within(path: Path, shelf: Path) -> bool:
    """Whether it is a file on the shelf, not a link to one elsewhere."""
    return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(shelf))
