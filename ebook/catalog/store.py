"""The files of a catalogue on the disk: written only where they differ, removed when nothing names them."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ebook import saving
from ebook.catalog.issue import ISSUES, RECORD, Record
from ebook.catalog.scan import CATALOG
from ebook.errors import CannotWrite

__all__ = ["FORM", "Store"]

FORM = 1
"""The form of what an issue's folder holds; a new one has every issue made again."""

_MARK = ".ebook-catalog"
_GENERATOR = b'<meta name="generator" content="ebook catalog">'
_HEAD = 4096


class Store:
    """The catalogue's files; a file is written whole or not at all.

    Args:
        shelf: the shelf's folder.
    """

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf
        self._written: set[str] = set()
        self.changed = 0

    def records(self) -> dict[str, Record]:
        """What is known of the issues, by the path of their files; what cannot be read is not known."""
        known: dict[str, Record] = {}
        for path in sorted((self.shelf / ISSUES).glob(f"*/{RECORD}")):
            try:
                record = msgspec.json.decode(path.read_bytes(), type=Record)
            except (msgspec.DecodeError, OSError):
                continue
            if record.form == FORM and path.parent.name == record.entry.key and record.entry.files:
                known[_stem(record)] = msgspec.structs.replace(record, chapters=())
        return known

    def record(self, key: str) -> Record:
        """All that is known of an issue."""
        return msgspec.json.decode((self.shelf / ISSUES / key / RECORD).read_bytes(), type=Record)

    def put_issue(self, key: str, files: Mapping[str, bytes]) -> None:
        """Put the folder of an issue in its place, as a whole."""
        saving.save(
            {f"{key}/{name}": content for name, content in files.items()}, self.shelf / ISSUES, force=True
        )
        self.changed += 1

    def put(self, path: str, content: bytes) -> None:
        """Write a file, relative to the shelf, unless it is there as it should be."""
        self._written.add(path)
        target = self.shelf / path
        try:
            if target.read_bytes() == content:
                return
        except OSError:
            pass  # it is not there, or saving will say what is wrong with it
        saving.save({target.name: content}, target.parent, force=True)
        self.changed += 1

    def clear(self, keys: set[str]) -> None:
        """Remove the folders of issues that are not among `keys`, and what was not written this time.

        What a run that was killed left half-written goes as well; it has a hidden name.
        """
        for issue in (self.shelf / ISSUES).glob("*"):
            if issue.name not in keys:
                shutil.rmtree(issue)
                self.changed += 1
        for rest in self.shelf.glob(".index.html.*.part"):
            rest.unlink()
        for name in ("opds", "calendar", "search", "assets"):
            for folder, _, names in os.walk(self.shelf / CATALOG / name, topdown=False):
                self._clear(Path(folder), names)

    def _clear(self, folder: Path, names: list[str]) -> None:
        for name in names:
            path = folder / name
            if path.relative_to(self.shelf).as_posix() not in self._written:
                path.unlink()
                self.changed += 1
        if not any(folder.iterdir()):
            folder.rmdir()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the catalogue: it is ours, and another run waits for this one.

        Raises:
            CannotWrite: what stands in its place is not a catalogue of ours.
        """
        self._see_that_it_is_ours()
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

    def _see_that_it_is_ours(self) -> None:
        folder, page = self.shelf / CATALOG, self.shelf / "index.html"
        if (
            folder.exists()
            and not (folder / _MARK).is_file()
            and (not folder.is_dir() or any(folder.iterdir()))
        ):
            raise CannotWrite(
                "something else stands where the catalogue should be",
                file=str(folder),
                hint="rename it; the catalogue is written to this name",
            )
        if page.is_file() and _GENERATOR not in page.read_bytes()[:_HEAD]:
            raise CannotWrite(
                "another page stands where the catalogue's should be", file=str(page), hint="rename it"
            )


def _stem(record: Record) -> str:
    return record.entry.files[0].path.rpartition(".")[0]
