"""Where sources and shelves lie: a folder of this machine, or a store that fsspec reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ebook.batch.addresses import absolute, is_url
from ebook.batch.place import Place

__all__ = ["for_each", "is_folder", "open_place"]

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


def open_place(url: str) -> Place:
    """A place by its path, its `file://` URL, or an fsspec URL such as `s3://bucket/folder`.

    It need not be there yet. Nothing is asked of a store before it is used.

    Raises:
        MissingTool: the package that reaches such a store is not installed.
        UsageError: no package is known for such a URL.
    """
    if is_url(url):
        from ebook.batch.store import Store

        return Store(url)
    from ebook.batch.folder import Folder

    return Folder(absolute(url))


def is_folder(url: str) -> bool:
    """Whether a URL is that of a folder: something lies below it.

    Raises:
        MissingTool, UsageError: as `open_place`.
        UnreadableSource: the store does not answer, or refuses.
    """
    return next(iter(open_place(url).walk()), None) is not None


def for_each(place: Place, act: Callable[[_Item], _Answer], items: Iterable[_Item]) -> list[_Answer]:
    """Do something with each of several files of a place, some at the same time where that is quicker."""
    if place.at_once == 1:
        return [act(item) for item in items]
    with ThreadPoolExecutor(place.at_once) as threads:
        return list(threads.map(act, items))
