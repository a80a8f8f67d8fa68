"""A whole EPUB read with limits: its metadata, its contents, its documents in order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from lxml import etree

from ebook.epub.container import BrokenFile, EpubFile, Malformed, open_epub, package_path, parse
from ebook.epub.contents import Chapter, contents_of_nav, contents_of_ncx, printed_pages
from ebook.epub.package import Description, Item, Package, package_of, read_description
from ebook.rules.output import EPUB_CONTAINER, EPUB_HOSTILE, EPUB_MALFORMED, EPUB_PACKAGE

__all__ = ["Book", "Document", "read"]

XHTML = "application/xhtml+xml"
_NCX = "application/x-dtbncx+xml"

RESOURCES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
"""What is unpacked beside the documents, by suffix: servers go by the suffix, and so a file that
claims to be a picture must not be called `page.html`."""

_LONGEST_NAME = 200
"""Bytes; file systems allow 255 a name."""


class Document(msgspec.Struct, frozen=True):
    """A document of the book: where it lies in the archive, and its root element."""

    path: str
    root: etree._Element


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of an EPUB.

    Attributes:
        description: its metadata.
        chapters: its contents. This path and all others are relative to the package's folder, or to the
            archive where something lies outside that folder.
        pages: how many printed pages it lists.
        documents: all its documents, those of the spine first and in its order.
        spine: how many of them are in the spine.
        rightward: pages turn from right to left.
        resources: styles, pictures, fonts by their path.
        cover: the path of the cover's picture; None without.
    """

    description: Description
    chapters: tuple[Chapter, ...]
    pages: int
    documents: tuple[Document, ...]
    spine: int
    rightward: bool
    resources: Mapping[str, bytes]
    cover: str | None


def read(path: Path) -> Book:
    """Read an EPUB.

    Raises:
        ArchiveError: it is damaged, made to do harm, or not made as an EPUB is; with rule and message.
    """
    with open_epub(path) as epub:
        package, root = _package(epub)
        items = [item for item in package.items if item.path in epub.names]
        documents, spine = _documents(epub, package, items)
        if not documents:
            raise BrokenFile(EPUB_PACKAGE, "it has no document to read")
        chapters, pages = _contents(epub, items)
        book = Book(
            description=read_description(root),
            chapters=_leading(chapters, {document.path for document in documents}),
            pages=pages,
            documents=documents,
            spine=spine,
            rightward=_rightward(root),
            resources=dict(_resources(epub, items)),
            cover=_cover(root, items),
        )
        return _from_the_package(book, posixpath.dirname(package.path))


def _package(epub: EpubFile) -> tuple[Package, etree._Element]:
    path = package_path(epub)
    if path is None or path not in epub.names:
        raise BrokenFile(EPUB_CONTAINER, "it names no package; it is no EPUB, or a damaged one")
    root = _parsed(epub, path)
    package = package_of(epub, path)
    if package is None:
        raise BrokenFile(EPUB_PACKAGE, f"{path} is no package")
    return package, root


def _parsed(epub: EpubFile, path: str) -> etree._Element:
    try:
        return parse(epub.read(path))
    except Malformed as error:
        raise BrokenFile(EPUB_MALFORMED, f"{path}:{error.line}: {error}") from error


def _documents(epub: EpubFile, package: Package, items: list[Item]) -> tuple[tuple[Document, ...], int]:
    """The documents in reading order, then those that only links lead to."""
    paths = [str(item.path) for item in items if item.media_type == XHTML]
    spine = [path for path in dict.fromkeys(package.spine) if path in set(paths)]
    order = [*spine, *(path for path in dict.fromkeys(paths) if path not in set(spine))]
    for path in order:
        _ensure_can_be_saved(path)
    return tuple(Document(path, _parsed(epub, path)) for path in order), len(spine)


def _contents(epub: EpubFile, items: list[Item]) -> tuple[tuple[Chapter, ...], int]:
    for item in items:
        if "nav" in item.properties:
            nav = _parsed(epub, str(item.path))
            return contents_of_nav(nav, str(item.path)), printed_pages(nav)
    for item in items:
        if item.media_type == _NCX:
            return contents_of_ncx(_parsed(epub, str(item.path)), str(item.path)), 0
    return (), 0


def _resources(epub: EpubFile, items: list[Item]) -> Iterator[tuple[str, bytes]]:
    for item in items:
        path = str(item.path)
        if posixpath.splitext(path)[1].lower() in RESOURCES:
            _ensure_can_be_saved(path)
            yield path, epub.read(path)


def _ensure_can_be_saved(path: str) -> None:
    if any(len(part.encode()) > _LONGEST_NAME or not part for part in path.split("/")):
        raise BrokenFile(EPUB_HOSTILE, f"the path {path[:80]!r} cannot be unpacked")


def _from_the_package(book: Book, folder: str) -> Book:
    """The book with its paths relative to the package's folder, where all of it lies there."""
    start = f"{folder}/"
    paths = [*(document.path for document in book.documents), *book.resources]
    if not folder or not all(path.startswith(start) for path in paths):
        return book
    return msgspec.structs.replace(
        book,
        chapters=tuple(_moved(chapter, start) for chapter in book.chapters),
        documents=tuple(
            Document(document.path.removeprefix(start), document.root) for document in book.documents
        ),
        resources={path.removeprefix(start): content for path, content in book.resources.items()},
        cover=book.cover.removeprefix(start) if book.cover else None,
    )


def _leading(chapters: tuple[Chapter, ...], paths: set[str]) -> tuple[Chapter, ...]:
    """The chapters, without an address where it leads to no document."""
    return tuple(
        msgspec.structs.replace(
            chapter,
            path=chapter.path if chapter.path in paths else "",
            children=_leading(chapter.children, paths),
        )
        for chapter in chapters
    )


def _moved(chapter: Chapter, start: str) -> Chapter:
    children = tuple(_moved(child, start) for child in chapter.children)
    return msgspec.structs.replace(chapter, path=chapter.path.removeprefix(start), children=children)


def _rightward(root: etree._Element) -> bool:
    spine = root.find("{*}spine")
    return spine is not None and spine.get("page-progression-direction") == "rtl"


def _cover(root: etree._Element, items: list[Item]) -> str | None:
    """EPUB 3 marks the picture; EPUB 2 names its id in a `meta`."""
    named = root.find("{*}metadata/{*}meta[@name='cover']")
    uid = named.get("content") if named is not None else None
    for item in items:
        if "cover-image" in item.properties or (uid and item.id == uid and item.media_type != XHTML):
            return item.path
    return None
