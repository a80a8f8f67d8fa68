"""A storage that fsspec reaches: an object store such as S3, or anything else with a package for it.

Object stores have no folders and no rename. A file is written in one request and becomes visible only
when it is complete. It is published by a copy within the store; a folder is copied file by file.
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
from ebook.saving import Content

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

__all__ = ["RemoteStore", "media_type"]

_EXTRA = "pip install ebook[cluster]"

_CONCURRENT_REQUESTS = 8
"""Concurrent requests."""


class RemoteStore:
    """A folder of a store; see `ebook.archive.storage.base.Place`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = _opened(url)
        # A package that does not declare concurrency may not support it.
        self.max_concurrency = _CONCURRENT_REQUESTS if self._files.async_impl else 1

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        with self._reading(name) as path:
            return bytes(self._files.cat_file(path))

    def write(self, name: str, content: Content) -> None:
        """Write a file in one request."""
        with self._writing(name) as path:
            self._make_folder(path)
            self._files.pipe_file(path, content[:], **self._metadata(path))

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
        """Size and time of a file."""
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
        """Create a folder where folders exist: on a file server, not in an object store."""
        if not self._is_s3:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)

    def _metadata(self, path: str) -> dict[str, str]:
        """Metadata stored with a file: its media type, which browsers need."""
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
        """The path of a file in the store; that of the folder itself only if `whole` is set."""
        found = inside(name)
        if found is None:
            raise _BadName("this leads out of its folder")
        if not found and not whole:
            raise _BadName("this is the whole folder")
        if self._is_s3 and "?versionId=" in found:
            raise _BadName("s3fs takes the end of this name for a version")
        return f"{self._root}/{found}" if found else self._root


class _BadName(ValueError):
    """A name that no file of a storage can have."""


def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        from fsspec.core import url_to_fs

        # A cached listing would not show what other machines write.
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
            f"unknown kind of address: {error}",
            file=url,
            hint="use a path, or a URL such as s3://bucket/folder",
        ) from error
    return files, root.rstrip("/")


def _told(error: Exception) -> tuple[str, str]:
    """A message and a hint for an error of a package."""
    kind, text = type(error).__name__, " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, _BadName):
        return text, "name a file inside the folder"
    if kind in {"NoCredentialsError", "PartialCredentialsError"}:
        return "no credentials", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    if isinstance(error, PermissionError):
        return f"the store refuses ({text})", "check the credentials, and what they allow"
    if isinstance(error, FileNotFoundError):
        return f"not found ({text})", "check the name; a bucket has to be made before it is used"
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
    """A file's media type; texts are UTF-8."""
    found = _known().get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


@functools.cache
def _known() -> dict[str, str]:
    """By suffix. What a system adds to the table is ignored, so that all machines agree."""
    table = mimetypes.MimeTypes().types_map[True]
    ours = {suffix: row.media_type for row in formats().values() for suffix in row.suffixes if suffix}
    return {**table, **_MORE, **ours}
