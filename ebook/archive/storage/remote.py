"""A place that fsspec reaches: an object store as S3 is one, or whatever else has a package for it.

An object store has no folders and no rename. A file is written in one request, which shows nothing
before it is whole; one is published by a copy that the store makes itself, and a folder is its files.
"""

from __future__ import annotations

import functools
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ebook.archive.addresses import inside, is_hidden
from ebook.archive.storage.base import FileInfo, for_each
from ebook.errors import CannotWrite, EbookError, MissingTool, UnreadableSource, UsageError
from ebook.formats import formats

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["RemoteStore", "media_type"]

_EXTRA = "pip install ebook[cluster]"

_AT_ONCE = 8
"""Requests at the same time."""


class RemoteStore:
    """A folder of a store; see `ebook.archive.storage.base.Place`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = _opened(url)
        # Where a package does not say that it can do several things at once, it may be unable to.
        self.max_concurrency = _AT_ONCE if self._files.async_impl else 1

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        with self._reading(name) as path:
            return bytes(self._files.cat_file(path))

    def write(self, name: str, content: bytes) -> None:
        """Write a file in one request."""
        with self._writing(name) as path:
            self._make_folder(path)
            self._files.pipe_file(path, content, **self._told_with(path))

    def publish(self, staged: str, name: str) -> None:
        """Copy a staged file, or all files of a staged folder, into place; then remove what was staged."""
        with self._writing(staged) as source, self._writing(name) as target:
            copies = {path: target + path[len(source) :] for path in self._files.find(source)}
            if not copies:
                raise FileNotFoundError(source)
            before = set(self._files.find(target))
            for copy in copies.values():
                self._make_folder(copy)
            for_each(self, lambda path: self._files.cp_file(path, copies[path]), copies)
            for_each(self, self._files.rm_file, (*sorted(before.difference(copies.values())), *copies))

    def remove(self, name: str) -> None:
        """Remove a file, or all files of a folder."""
        with self._writing(name) as path:
            for_each(self, self._files.rm_file, self._files.find(path))

    def stat(self, name: str) -> FileInfo | None:
        """What is known of a file."""
        with self._reading(name) as path:
            try:
                known = self._files.info(path)
            except FileNotFoundError:
                return None
            return _found(name, known) if known["type"] == "file" else None

    def walk(self, name: str = "") -> Iterator[FileInfo]:
        """All files below a folder."""
        with self._reading(name) as path:
            listed = self._files.find(path, detail=True)
        for found, known in sorted(listed.items()):
            below = found[len(path) + 1 :]
            if below and not is_hidden(below):
                yield _found(found[len(self._root) + 1 :], known)

    def _make_folder(self, path: str) -> None:
        """Folders are made where they are real: on a file server they are, in an object store not."""
        if not self._is_s3:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)

    def _told_with(self, path: str) -> dict[str, str]:
        """What a store keeps beside a file: its type, by which a browser knows what to do with it."""
        return {"ContentType": media_type(path)} if self._is_s3 else {}

    @property
    def _is_s3(self) -> bool:
        named = self._files.protocol
        return "s3" in ((named,) if isinstance(named, str) else named)

    @contextmanager
    def _reading(self, name: str) -> Iterator[str]:
        try:
            yield self._path(name)
        except Exception as error:  # each package has errors of its own
            message, hint = _told(error)
            file = f"{self.url}/{name}" if name else self.url
            raise UnreadableSource(f"cannot be read: {message}", file=file, hint=hint) from error

    @contextmanager
    def _writing(self, name: str) -> Iterator[str]:
        try:
            yield self._path(name, whole=False)
        except EbookError:
            raise
        except Exception as error:  # each package has errors of its own
            message, hint = _told(error)
            raise CannotWrite(
                f"cannot be written: {message}", file=f"{self.url}/{name}", hint=hint
            ) from error

    def _path(self, name: str, *, whole: bool = True) -> str:
        """Where a file is, or the folder itself where it may be the `whole` of it."""
        found = inside(name)
        if found is None:
            raise _BadName("this leads out of its folder")
        if not found and not whole:
            raise _BadName("this is the whole folder")
        if self._is_s3 and "?versionId=" in found:
            raise _BadName("s3fs takes the end of this name for a version")
        return f"{self._root}/{found}" if found else self._root


class _BadName(ValueError):
    """A name that no file in a place can have."""


def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        from fsspec.core import url_to_fs

        # A listing that is kept would not show what other machines write.
        files, root = url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        cause = error.__cause__ if isinstance(error.__cause__, ImportError) else error
        is_ours = (cause.name or "").partition(".")[0] in {"fsspec", "s3fs", "aiobotocore"}
        raise MissingTool(
            f"the package that reaches it is not installed: {error}",
            file=url,
            hint=_EXTRA if is_ours else "install the package that fsspec asks for",
        ) from error
    except ValueError as error:
        raise UsageError(
            f"nothing is known of such an address: {error}",
            file=url,
            hint="use a path, or a URL such as s3://bucket/folder",
        ) from error
    return files, root.rstrip("/")


def _told(error: Exception) -> tuple[str, str]:
    """What a package's error says, and what to do about it."""
    kind, text = type(error).__name__, " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, _BadName):
        return text, "name a file inside the folder"
    if kind in {"NoCredentialsError", "PartialCredentialsError"}:
        return "no credentials", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    if isinstance(error, PermissionError):
        return f"the store refuses ({text})", "check the credentials, and what they allow"
    if isinstance(error, FileNotFoundError):
        return f"not there ({text})", "check the name; a bucket has to be made before it is used"
    if "Connect" in kind or "Timeout" in kind or isinstance(error, ConnectionError | TimeoutError):
        return (
            f"the store does not answer ({text})",
            "check the network, and AWS_ENDPOINT_URL where one is set",
        )
    return f"{text} ({kind})", "check the address, and the store itself"


def _found(name: str, known: dict[str, Any]) -> FileInfo:
    changed = known.get("LastModified") or known.get("mtime") or known.get("modified") or known.get("created")
    return FileInfo(name, int(known.get("size") or 0), _nanoseconds(changed))


def _nanoseconds(changed: object) -> int:
    match changed:
        case datetime():
            return int(changed.timestamp() * 1000) * 1_000_000
        case int() | float():
            return int(changed * 1000) * 1_000_000
        case _:
            return 0


_MORE = {
    ".xhtml": "application/xhtml+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}


def media_type(name: str) -> str:
    """A file's media type, with the encoding that all our texts have."""
    found = _known().get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


@functools.cache
def _known() -> dict[str, str]:
    """By ending. What a system adds of its own is left out, so that all say the same."""
    table = mimetypes.MimeTypes().types_map[True]
    ours = {suffix: row.media_type for row in formats().values() for suffix in row.suffixes if suffix}
    return {**table, **_MORE, **ours}
