"""Where sources and shelves are: a folder of this machine, or a store that fsspec can reach."""

from __future__ import annotations

from pathlib import Path

from ebook.archive.addresses import absolute, is_url
from ebook.archive.storage.base import FileInfo, Storage, for_each

__all__ = ["FileInfo", "Storage", "for_each", "is_folder", "open_storage"]


def open_storage(url: str) -> Storage:
    """The storage at a path, a `file://` URL, or an fsspec URL such as `s3://bucket/folder`.

    It need not exist yet. A remote store is not contacted before it is used.

    Raises:
        MissingTool: the package for this kind of store is not installed.
        UsageError: no package is known for such a URL.
    """
    if is_url(url):
        from ebook.archive.storage.remote import RemoteStore

        return RemoteStore(url)
    from ebook.archive.storage.folder import LocalFolder

    return LocalFolder(absolute(url))


def is_folder(url: str) -> bool:
    """Whether a path or URL is a folder; in a store without folders, whether any file lies below it.

    Raises:
        MissingTool, UsageError: as `open_storage`.
        UnreadableSource: the store does not answer, or refuses.
    """
    if is_url(url):
        return next(iter(open_storage(url).walk()), None) is not None
    return Path(url).is_dir()
