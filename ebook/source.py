"""A source, read once: a file, or the files of a folder or zip that hold an issue together."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol

import msgspec

from ebook.errors import UnreadableSource

__all__ = [
    "CORRECTIONS",
    "MAX_BYTES",
    "MAX_FILES",
    "Files",
    "FolderFiles",
    "Source",
    "ZipFiles",
    "is_text",
    "natural_key",
]

MAX_BYTES = 256 * 1024 * 1024
"""A source file larger than this is refused: a newspaper page's text is some ten thousand bytes."""
MAX_FILES = 20_000
"""A folder or zip with more files is refused: it is an archive of issues, not an issue."""
CORRECTIONS = ".corrections.jsonl"
"""What a source's name ends in to be that of its corrections (`ebook.corrections`); these files are no sources."""
_MOST_UNPACKED = 4 * 1024 * 1024 * 1024
_HIDDEN = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))
_ZIP = b"PK\x03\x04"
_NUMBER = re.compile(r"(\d+)")


class Files(Protocol):
    """The files of a folder or zip by their paths below it, with `/` between: listed once, read when asked for."""

    def names(self) -> tuple[str, ...]:
        """The paths of all files in natural order (page 2 before page 10), hidden ones left out."""

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            UnreadableSource: it is not there, too large, or cannot be read.
        """


class FolderFiles(msgspec.Struct, frozen=True, dict=True):
    """The files of a folder and its subfolders."""

    folder: Path

    def names(self) -> tuple[str, ...]:
        """As `Files.names`.

        Raises:
            UnreadableSource: there are too many, or the folder cannot be listed.
        """
        return self._names

    @functools.cached_property
    def _names(self) -> tuple[str, ...]:
        found: list[str] = []
        try:
            for path in self.folder.rglob("*"):
                name = path.relative_to(self.folder).as_posix()
                if not _is_hidden(name) and path.is_file():
                    found.append(name)
                if len(found) > MAX_FILES:
                    raise _too_many(str(self.folder))
        except OSError as error:
            raise _unreadable(str(self.folder), error) from error
        return tuple(sorted(found, key=natural_key))

    def has(self, name: str) -> bool:
        """As `Files.has`."""
        try:
            return (self.folder / _inside(name, str(self.folder))).is_file()
        except (OSError, ValueError, UnreadableSource):
            return False

    def read(self, name: str) -> bytes:
        """As `Files.read`. A link that leads out of the folder is not followed."""
        path = self.folder / _inside(name, str(self.folder))
        root = self.folder.resolve()
        try:
            if not path.resolve().is_relative_to(root):
                raise UnreadableSource(
                    "this link leads out of the folder", file=str(path), hint="copy the file into the folder"
                )
            if path.stat().st_size > MAX_BYTES:
                raise _too_large(str(path))
            return path.read_bytes()
        except FileNotFoundError as error:
            raise UnreadableSource("no such file", file=str(path), hint="check the path") from error
        except OSError as error:
            raise _unreadable(str(path), error) from error


class ZipFiles(msgspec.Struct, frozen=True, dict=True):
    """The files of a zip.

    Attributes:
        name: what messages call it.
        data: its bytes.
    """

    name: str
    data: bytes

    def names(self) -> tuple[str, ...]:
        """As `Files.names`.

        Raises:
            UnreadableSource: it is damaged, holds too much, or a path leads out of it.
        """
        return tuple(sorted(self._members, key=natural_key))

    def has(self, name: str) -> bool:
        """As `Files.has`."""
        return name in self._members

    def read(self, name: str) -> bytes:
        """As `Files.read`."""
        member = self._members.get(name)
        if member is None:
            raise UnreadableSource("no such file", file=f"{self.name}/{name}", hint="check the path")
        if member.flag_bits & 1:
            raise UnreadableSource(
                "this file is encrypted", file=f"{self.name}/{name}", hint="pack the zip without a password"
            )
        try:
            with self._open() as archive, archive.open(member) as file:
                data = file.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise _damaged(f"{self.name}/{name}") from error
        except Exception as error:  # zlib, bz2 and lzma have errors of their own for damaged data
            if type(error).__module__ in {"zlib", "_bz2", "_lzma"}:
                raise _damaged(f"{self.name}/{name}") from error
            raise
        if len(data) > MAX_BYTES:
            raise _too_large(f"{self.name}/{name}")
        return data

    def _open(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @functools.cached_property
    def _members(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with self._open() as archive:
                listed = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise _damaged(self.name) from error
        if len(listed) > MAX_FILES:
            raise _too_many(self.name)
        if sum(member.file_size for member in listed) > _MOST_UNPACKED:
            raise UnreadableSource(
                f"unpacked, it would take more than {_MOST_UNPACKED >> 30} GiB",
                file=self.name,
                hint="pack one issue in one zip",
            )
        named = ((_inside(_name_of(member), self.name), member) for member in listed if not member.is_dir())
        return {name: member for name, member in named if not _is_hidden(name)}


class Source(msgspec.Struct, frozen=True):
    """A source of an issue.

    Attributes:
        name: what messages and origins call it: the file's or folder's name without what is above it.
        data: its bytes; empty for a folder.
        folder: where relative picture paths start, None for a source without a place.
        files: the files of a folder or zip, None for any other file.
        container: the folder or zip that it is a file of, where it was read as part of that; `name` is its path there.
    """

    name: str
    data: bytes
    folder: Path | None = None
    files: Files | None = None
    container: Files | None = None

    @classmethod
    def from_path(cls, path: str | Path) -> Source:
        """Read a file, or list a folder.

        Raises:
            UnreadableSource: it does not exist, is no file or folder, may not be read, is empty or too large.
        """
        path = Path(path)
        try:
            if not path.exists():
                raise UnreadableSource("no such file", file=str(path), hint="check the path")
            if path.is_dir():
                return cls._from_folder(path)
            if not path.is_file():
                raise UnreadableSource(
                    "this is not a regular file", file=str(path), hint="copy its content to a file"
                )
            if path.stat().st_size > MAX_BYTES:
                raise _too_large(str(path))
            data = path.read_bytes()
        except OSError as error:
            raise _unreadable(str(path), error) from error
        if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise UnreadableSource(
                "the file is empty", file=str(path), hint="export it again from where it came"
            )
        files = ZipFiles(path.name, data) if data.startswith(_ZIP) else None
        return cls(path.name, data, path.absolute().parent, files)

    @classmethod
    def _from_folder(cls, path: Path) -> Source:
        files = FolderFiles(path.absolute())
        if not files.names():
            raise UnreadableSource(
                "this folder holds no files", file=str(path), hint="name the folder that holds the pages"
            )
        return cls(path.resolve().name, b"", files.folder, files)

    def member(self, name: str) -> Source:
        """A file of a folder or zip as a source of its own.

        Raises:
            UnreadableSource: it cannot be read.
        """
        files = self.files
        if files is None:
            raise UnreadableSource("this is neither a folder nor a zip", file=self.name, hint="name a folder")
        folder = None
        if isinstance(files, FolderFiles):
            folder = files.folder / PurePosixPath(name).parent
        data = files.read(name)
        return Source(name, data, folder, ZipFiles(name, data) if data.startswith(_ZIP) else None, files)

    @property
    def corrections_path(self) -> Path | None:
        """Where the corrections of the source are, beside it; None for a source without a place."""
        if self.folder is None:
            return None
        beside = self.folder.parent if isinstance(self.files, FolderFiles) else self.folder
        return beside / f"{self.name}{CORRECTIONS}"

    @property
    def has_corrections(self) -> bool:
        """Whether there is a file of corrections beside it."""
        try:
            return self.corrections_path is not None and self.corrections_path.exists()
        except OSError:  # with this ending, the name is too long for a file
            return False

    def read_again(self) -> Callable[[], bytes]:
        """A function that gives the bytes later; a part of a folder or zip is not held in memory until then."""
        if self.container is not None:
            return functools.partial(self.container.read, self.name)
        data = self.data
        return lambda: data


def natural_key(name: str) -> list[tuple[bool, int, str]]:
    """The order of people: page 2 stands before page 10."""
    parts = _NUMBER.split(name)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]


def is_text(name: str) -> bool:
    """Whether a file's name is Unicode: one in an old encoding comes as surrogates (PEP 383), and fits no address."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _name_of(member: zipfile.ZipInfo) -> str:
    """A member's name; old Chinese zips have GB 18030 where the standard has code page 437."""
    if member.flag_bits & 0x800 or member.filename.isascii():
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _inside(name: str, container: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        raise UnreadableSource(
            f"the path {name!r} leads out of it", file=container, hint="pack the issue again with plain paths"
        )
    return path.as_posix()


def _is_hidden(name: str) -> bool:
    return name.endswith(CORRECTIONS) or any(part.startswith(".") or part in _HIDDEN for part in _parts(name))


def _parts(name: str) -> Iterator[str]:
    yield from PurePosixPath(name).parts


def _too_large(file: str) -> UnreadableSource:
    return UnreadableSource(f"larger than {MAX_BYTES >> 20} MiB", file=file, hint="split it into issues")


def _too_many(file: str) -> UnreadableSource:
    return UnreadableSource(
        f"more than {MAX_FILES} files",
        file=file,
        hint="name the folder of one issue; `ebook archive` takes all",
    )


def _damaged(file: str) -> UnreadableSource:
    return UnreadableSource("the zip is damaged", file=file, hint="copy or download it again")


def _unreadable(file: str, error: OSError) -> UnreadableSource:
    return UnreadableSource(
        f"cannot be read: {error.strerror or error}", file=file, hint="check its permissions"
    )
