"""The files that an issue is made from: fetched to this machine, and hashed as they were read."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ebook import picture_files, source
from ebook.archive.addresses import absolute, inside, is_url
from ebook.archive.fixity import trusted_mtime
from ebook.archive.job import Input
from ebook.archive.storage import Storage, for_each, open_storage
from ebook.errors import UnreadableSource
from ebook.readers import Reading
from ebook.saving import os_errors_as_cannot_write

__all__ = ["TOO_LARGE", "Changed", "Inputs", "Unavailable", "unchanged"]

TOO_LARGE = ""
"""In place of the hash of a file that is too large to be read."""


class Unavailable(UnreadableSource):
    """A source that cannot be fetched now, whatever its content."""


class Changed(Unavailable):
    """A source or picture that changed while it was read."""


class Inputs:
    """The files that an issue is made from.

    Attributes:
        path: of the source on this machine.
        taken: files read so far, the source first, then its corrections if there are any.
    """

    path: Path
    taken: tuple[Input, ...]

    def __init__(self, url: str, storage: Storage, path: Path, *, is_folder: bool) -> None:
        self.path, self.taken = path, ()
        self._url, self._storage, self._is_folder = url, storage, is_folder

    @classmethod
    @contextmanager
    def at(cls, url: str, files: Sequence[str] = ()) -> Iterator[Inputs]:
        """Get a source by its path or URL; fetched files are removed at the end.

        Args:
            url: of a file, or of a folder.
            files: those of the folder, relative to the folder that it is in.

        Raises:
            Unavailable: it does not exist, or its store does not answer.
        """
        url = (
            url if files else absolute(url)
        )  # a link to a folder keeps its name, by which its files are listed
        folder, _, name = url.rpartition("/")
        if is_url(url):
            with os_errors_as_cannot_write(Path(tempfile.gettempdir())):
                fetched = tempfile.TemporaryDirectory(prefix="ebook-")
            with fetched as path:
                inputs = cls(url, open_storage(folder), Path(path, name), is_folder=bool(files))
                inputs._take_source(files or (name,))
                yield inputs
        else:
            from ebook.archive.storage.folder import LocalFolder

            inputs = cls(url, LocalFolder(folder or "/", links_out=True), Path(url), is_folder=bool(files))
            inputs._take_source(files or (name,))
            yield inputs

    def take_pictures(self, reading: Reading, *, facsimiles: bool = False) -> None:
        """Fetch the pictures that a reading names into the source's folder, and hash them; a folder's are its files.

        Args:
            reading: what was read.
            facsimiles: whether those of the printed pages are needed.

        Raises:
            Unavailable: the store does not answer.
        """
        if self._is_folder:
            return
        named = dict.fromkeys(picture_files.named_pictures(reading.issue))
        if facsimiles:
            named |= dict.fromkeys(page.image.file for page in reading.facsimiles)
        found = for_each(self._storage, self._take_picture, named)
        taken = {file.path: file for files in found for file in files}
        self.taken += tuple(file for file in taken.values() if file.path != self.path.name)

    def ensure_unchanged(self) -> None:
        """Check that no file has changed since it was read.

        Raises:
            Changed: one has.
        """
        for file, same in zip(
            self.taken, for_each(self._storage, self._is_unchanged, self.taken), strict=True
        ):
            if not same:
                raise Changed(
                    f"{file.path!r} was changed while it was read",
                    file=self._url,
                    hint="run again when the program that writes it has finished",
                )

    def _is_unchanged(self, file: Input) -> bool:
        return unchanged(self._storage, file)

    @property
    def _fetches(self) -> bool:
        return is_url(self._url)

    def _take_source(self, files: Iterable[str]) -> None:
        try:
            self.taken = tuple(self._take(name, source.MAX_BYTES) for name in files)
        except UnreadableSource as error:
            raise Unavailable(error.message, file=self._url, hint=error.hint) from error
        if any(taken.sha256 is None for taken in self.taken):
            raise Unavailable("no such file", file=self._url, hint="check the path")
        corrections = self._take(f"{self.path.name}{source.CORRECTIONS}", source.MAX_BYTES)
        self.taken += () if corrections.sha256 is None else (corrections,)

    def _take_picture(self, src: str) -> list[Input]:
        """The picture, after the files that would be preferred if they existed."""
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
    """Whether a file in the source's folder is unchanged.

    Raises:
        UnreadableSource: it cannot be read.
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
    """Write a fetched file; one that is too large becomes an empty file of that size, to be refused later."""
    with os_errors_as_cannot_write(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            if content is None:
                file.truncate(size)
            else:
                file.write(content)
