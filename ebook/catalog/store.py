"""The files of a catalogue on the disk: written only if they differ, removed when no longer referenced."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ebook import saving
from ebook.catalog.entry import ISSUES, Entry
from ebook.catalog.fingerprint import program_fingerprint
from ebook.catalog.issue import RECORD, Record, RecordHeader
from ebook.catalog.scan import CATALOG
from ebook.epub.contents import Chapter
from ebook.errors import CannotWrite

__all__ = ["CatalogFiles"]

_MARK = ".ebook-catalog"
_GENERATOR = b'<meta name="generator" content="ebook catalog">'
_HEAD = 4096
_FLUSH_EVERY = 50
"""Issues; a run that is killed reads at most so many again."""
_MADE = ".made.json"
"""In the catalogue's folder: the fingerprints of all files. It exists only while it is correct."""


class _Fingerprints(msgspec.Struct, frozen=True):
    program: str
    made: dict[str, str]


class CatalogFiles:
    """The catalogue's files; a file is written whole or not at all.

    Args:
        shelf: the shelf's folder.
    """

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf
        self.changed = 0
        self._written: set[str] = set()
        self._made_before = self._read_made()
        self._made: dict[str, str] = {}
        self._unflushed: dict[str, bytes] = {}

    def records(self) -> dict[str, RecordHeader]:
        """The records of the issues by the stem of their files; unreadable records are ignored."""
        known: dict[str, RecordHeader] = {}
        for path in sorted((self.shelf / ISSUES).glob(f"*/{RECORD}")):
            try:
                record = msgspec.json.decode(path.read_bytes(), type=RecordHeader)
            except (msgspec.DecodeError, OSError):
                continue
            if (
                record.form == program_fingerprint()
                and path.parent.name == record.entry.key
                and record.entry.files
            ):
                known[_stem(record)] = record
        return known

    def record(self, key: str) -> Record:
        """The whole record of an issue."""
        return msgspec.json.decode((self.shelf / ISSUES / key / RECORD).read_bytes(), type=Record)

    def chapters(self, entry: Entry) -> tuple[Chapter, ...]:
        """The contents of an issue."""
        return self.record(entry.key).chapters

    def write_issue(self, key: str, files: Mapping[str, bytes]) -> None:
        """Write the folder of an issue, replacing what was there.

        Its record is written later: it says that the folder is complete, so the folder has to be on the
        disk first, and flushing many folders at once is much faster than flushing each.
        """
        self._change()
        self._unflushed[key] = files[RECORD]
        saving.save(
            {f"{key}/{name}": content for name, content in files.items() if name != RECORD},
            self.shelf / ISSUES,
            force=True,
            flush=False,
        )
        if len(self._unflushed) >= _FLUSH_EVERY:
            self.flush_issues()

    def flush_issues(self) -> None:
        """Flush the folders written so far, then write their records."""
        if self._unflushed:
            os.sync()
        for key, record in self._unflushed.items():
            saving.save({RECORD: record}, self.shelf / ISSUES / key, force=True)
        self._unflushed.clear()

    def write_if_stale(self, path: str, made_from: str, make: Callable[[], bytes]) -> None:
        """Write a file, relative to the shelf, unless it exists with the same fingerprint.

        Args:
            path: the file.
            made_from: a fingerprint of everything that it depends on.
            make: makes its content.
        """
        self._made[path] = made_from
        if self._made_before.get(path) == made_from and (self.shelf / path).is_file():
            self._written.add(path)
        else:
            self.put(path, make())

    def put(self, path: str, content: bytes) -> None:
        """Write a file, relative to the shelf, unless it exists with this content."""
        self._written.add(path)
        target = self.shelf / path
        try:
            if target.read_bytes() == content:
                return
        except OSError:
            pass  # it does not exist, or saving will report what is wrong
        self._change()
        saving.save({target.name: content}, target.parent, force=True, flush=False)

    def clear(self, keys: set[str]) -> None:
        """Remove the folders of issues that are not among `keys`, and files that this run did not write.

        Temporary files of a run that was killed are removed too; they have hidden names.
        """
        for issue in (self.shelf / ISSUES).glob("*"):
            if issue.name not in keys:
                self._change()
                shutil.rmtree(issue)
        for rest in self.shelf.glob(".index.html.*.part"):
            rest.unlink()
        for name in ("opds", "calendar", "search", "assets"):
            for folder, _, names in os.walk(self.shelf / CATALOG / name, topdown=False):
                self._clear(Path(folder), names)

    def _clear(self, folder: Path, names: list[str]) -> None:
        for name in names:
            path = folder / name
            if path.relative_to(self.shelf).as_posix() not in self._written:
                self._change()
                path.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()

    def save_fingerprints(self) -> None:
        """Save the fingerprints of all files for the next run; called last."""
        content = msgspec.json.encode({"program": program_fingerprint(), "made": self._made})
        path = self.shelf / CATALOG / _MADE
        if not path.is_file() or self._made != self._made_before:
            os.sync()  # the files must be on the disk before their fingerprints; one call is cheaper than one for each file
            saving.save({_MADE: content}, path.parent, force=True)

    def _read_made(self) -> dict[str, str]:
        try:
            stored = msgspec.json.decode((self.shelf / CATALOG / _MADE).read_bytes(), type=_Fingerprints)
        except (OSError, msgspec.DecodeError):
            return {}
        return stored.made if stored.program == program_fingerprint() else {}

    def _change(self) -> None:
        """Delete the fingerprints before the first write: a run that ends early must not leave wrong ones."""
        if not self.changed:
            (self.shelf / CATALOG / _MADE).unlink(missing_ok=True)
        self.changed += 1

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the catalogue against other runs, which wait.

        Raises:
            CannotWrite: there is something else in its place.
        """
        self._ensure_own_catalogue()
        mark = self.shelf / CATALOG / _MARK
        try:
            mark.parent.mkdir(exist_ok=True)
            stream = mark.open("ab")
        except OSError as error:
            raise CannotWrite(
                f"cannot be written: {error.strerror or error}",
                file=str(mark.parent),
                hint="check its permissions",
            ) from error
        with stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield

    def _ensure_own_catalogue(self) -> None:
        folder, page = self.shelf / CATALOG, self.shelf / "index.html"
        if (
            folder.exists()
            and not (folder / _MARK).is_file()
            and (not folder.is_dir() or any(folder.iterdir()))
        ):
            raise CannotWrite(
                "something else exists where the catalogue should be",
                file=str(folder),
                hint="rename it; the catalogue needs this name",
            )
        if page.is_file() and _GENERATOR not in page.read_bytes()[:_HEAD]:
            raise CannotWrite(
                "another page exists where the catalogue's should be", file=str(page), hint="rename it"
            )


def _stem(record: RecordHeader) -> str:
    return record.entry.files[0].path.rpartition(".")[0]
