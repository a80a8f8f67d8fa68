"""The pictures of pages that lie beside a program's or library's file, which names them or is named like them."""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ebook.errors import UnreadableSource
from ebook.facsimile import PageImage
from ebook.source import Files, FolderFiles, Source

__all__ = ["page_image"]

_ENDINGS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".jp2", ".pdf")
_MANY = frozenset((".tif", ".tiff", ".pdf"))
"""The files that can hold the pictures of several pages."""
_TAIL = re.compile(
    r"(?:_content_list(?:_v2)?|[._]middle|[._]structured_content|_model|_res|[._]alto|[._]hocr)$",
    re.IGNORECASE,
)
"""What programs put behind the name of the page that they read."""
_DATA = re.compile(r"data:image/\w+;base64,")
_ORIGINAL = "_origin"
"""What MinerU puts behind the name of its copy of what it read."""


def page_image(source: Source, named: str = "", number: int = 1, count: int = 1) -> PageImage | None:
    """The picture of a page, None where there is none.

    It is looked for as the file names it, by that name alone, and under the file's own name with the ending of a
    picture; in the file's folder, and where the issue is a folder or zip anywhere in it.

    Args:
        source: the file that describes the page.
        named: what that file calls the picture, with or without a path, or the picture itself as a `data:` address.
        number: which page of the file it is, counted from 1.
        count: how many pages the file has.
    """
    if held := _DATA.match(named):
        return PageImage(file=source.name, read=functools.partial(_decoded, source.name, named[held.end() :]))
    files, folder = _place(source)
    if files is None:
        return None
    for name in _candidates(source, named):
        path = (folder / name).as_posix()
        if _fits(path, count) and files.has(path):
            return _image(files, path, number)
    for path in _elsewhere(source, named):
        if _fits(path, count):
            return _image(files, path, number)
    return None


def _decoded(file: str, content: str) -> bytes:
    try:
        return base64.b64decode(content)
    except ValueError as error:
        raise UnreadableSource(
            "a picture inside the file is damaged", file=file, hint="export it again"
        ) from error


def _place(source: Source) -> tuple[Files | None, PurePosixPath]:
    if source.container is not None:
        return source.container, PurePosixPath(source.name).parent
    return FolderFiles(source.folder) if source.folder is not None else None, PurePosixPath()


def _image(files: Files, path: str, number: int) -> PageImage:
    index = number - 1 if PurePosixPath(path).suffix.lower() in _MANY else 0
    return PageImage(file=path, read=functools.partial(files.read, path), index=index)


def _fits(path: str, count: int) -> bool:
    suffix = PurePosixPath(path).suffix.lower()
    return suffix in _ENDINGS and (count == 1 or suffix in _MANY)


def _candidates(source: Source, named: str) -> Iterator[str]:
    path = PurePosixPath(named.replace("\\", "/"))
    if named and not path.is_absolute() and ".." not in path.parts and ":" not in named:
        yield path.as_posix()
    if path.name:
        yield path.name
    for stem in _stems(source):
        for ending in _ENDINGS:
            yield stem + ending
            yield stem + ending.upper()


def _stems(source: Source) -> tuple[str, ...]:
    stem = PurePosixPath(source.name).stem
    page = _TAIL.sub("", stem)
    return tuple(dict.fromkeys((page, page + _ORIGINAL, stem)))


def _elsewhere(source: Source, named: str) -> Iterator[str]:
    """Files of the issue's folder or zip that have the name, wherever they are in it; only where it is clear which."""
    if source.container is None:
        return
    try:
        names = source.container.names()
    except UnreadableSource:
        return
    wanted = PurePosixPath(named.replace("\\", "/")).name
    for is_it in (
        lambda path: bool(wanted) and path.name == wanted,
        lambda path: path.stem in _stems(source) and path.suffix.lower() in _ENDINGS,
    ):
        found = [name for name in names if is_it(PurePosixPath(name))]
        if len(found) == 1:
            yield found[0]
