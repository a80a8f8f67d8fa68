"""What an issue is made from: brought to this machine, and hashed as it was when it was read."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ebook import source
from ebook.archive.addresses import absolute, inside, is_url
from ebook.archive.fixity import trusted_mtime
from ebook.archive.job import Input
from ebook.archive.storage import Storage, for_each, open_storage
from ebook.errors import UnreadableSource
from ebook.model import Issue
from ebook.render import picture_files, pictures
from ebook.saving import os_errors_as_cannot_write

__all__ = ["TOO_LARGE", "Changed", "Inputs", "Unavailable", "unchanged"]

TOO_LARGE = ""
"""Instead of the hash of a file that is larger than anything that is read."""


class Unavailable(UnreadableSource):
    """A source that cannot be had now, whatever is in it."""


class Changed(Unavailable):
    """A source or picture that was written while it was read."""


class Inputs:
    """The files that an issue is made from.

    Attributes:
        path: where the source lies on this machine.
        taken: what was read so far, the source first.
    """

    path: Path
    taken: tuple[Input, ...]

    def __init__(self, url: str, storage: Storage, path: Path) -> None:
        self.path, self.taken = path, ()
        self._url, self._storage = url, storage

    @classmethod
    @contextmanager
    def at(cls, url: str) -> Iterator[Inputs]:
        """Reach for a source by its path or URL; what is fetched is removed in the end.

        Raises:
            Unavailable: it is not there, or its store does not answer.
        """
        url = absolute(url)
        folder, _, name = url.rpartition("/")
        if is_url(url):
            with os_errors_as_cannot_write(Path(tempfile.gettempdir())):
                fetched = tempfile.TemporaryDirectory(prefix="ebook-")
            with fetched as path:
                inputs = cls(url, open_storage(folder), Path(path, name))
                inputs._take_source(name)
                yield inputs
        else:
            from ebook.archive.storage.folder import LocalFolder

            inputs = cls(url, LocalFolder(folder or "/", links_out=True), Path(url))
            inputs._take_source(name)
            yield inputs

    def take_pictures(self, issue: Issue) -> None:
        """Bring the pictures that an issue names to where the source lies, and hash them.

        Raises:
            Unavailable: the store does not answer.
        """
        found = for_each(self._storage, self._take_picture, pictures.named(issue))
        taken = {file.path: file for files in found for file in files}
        self.taken += tuple(file for file in taken.values() if file.path != self.path.name)

    def ensure_unchanged(self) -> None:
        """See that the files are still what they were.

        Raises:
            Changed: one is not.
        """
        for file, same in zip(
            self.taken, for_each(self._storage, self._is_unchanged, self.taken), strict=True
        ):
            if not same:
                raise Changed(
                    f"{file.path!r} was changed while it was read",
                    file=self._url,
                    hint="run again when whatever writes it has finished",
                )

    def _is_unchanged(self, file: Input) -> bool:
        return unchanged(self._storage, file)

    @property
    def _fetches(self) -> bool:
        return is_url(self._url)

    def _take_source(self, name: str) -> None:
        try:
            taken = self._take(name, source.MAX_BYTES)
        except UnreadableSource as error:
            raise Unavailable(error.message, file=self._url, hint=error.hint) from error
        if taken.sha256 is None:
            raise Unavailable("no such file", file=self._url, hint="check the path")
        self.taken = (taken,)

    def _take_picture(self, src: str) -> list[Input]:
        """The file that is meant, after those that would have been meant rather if they were there."""
        taken: list[Input] = []
        for name in _spellings(src):
            try:
                taken.append(self._take(name, picture_files.MAX_BYTES))
            except UnreadableSource as error:
                if self._fetches:
                    raise Unavailable(error.message, file=error.file, hint=error.hint) from error
                taken.append(Input(path=name, sha256=None))  # rendering reports why
            if taken[-1].sha256 is not None:
                break
        return taken

    def _take(self, name: str, most: int) -> Input:
        now = time.time_ns()
        found = self._storage.stat(name)
        if found is None:
            return Input(path=name, sha256=None)
        content = self._storage.read(name) if found.size <= most else None
        if self._fetches:
            _keep(self.path.parent / name, found.size, content)
        return Input(
            path=name,
            sha256=TOO_LARGE if content is None else hashlib.sha256(content).hexdigest(),
            size=found.size,
            mtime_ns=trusted_mtime(found, now),
        )


def unchanged(storage: Storage, file: Input) -> bool:
    """Whether a file in the source's folder is still what it was.

    Raises:
        UnreadableSource: that cannot be told.
    """
    found = storage.stat(file.path)
    if found is None or file.sha256 is None:
        return found is None and file.sha256 is None
    if found.size != file.size:
        return False
    if file.mtime_ns:
        return found.mtime_ns == file.mtime_ns
    return file.sha256 == TOO_LARGE or hashlib.sha256(storage.read(file.path)).hexdigest() == file.sha256


def _spellings(src: str) -> dict[str, None]:
    try:
        names = (inside(name) for name in picture_files.spellings(src))
    except picture_files.Refused:
        return {}
    return dict.fromkeys(name for name in names if name)


def _keep(path: Path, size: int, content: bytes | None) -> None:
    """Write what was fetched; what is too large becomes a file as large, to be refused like any other."""
    with os_errors_as_cannot_write(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            if content is None:
                file.truncate(size)
            else:
                file.write(content)
