"""Our own checks of an EPUB file. They need no other program, and no file can harm them.

EPUBCheck knows the standard better. These checks look for what a reader would notice: does the file
open, is each document present and well-formed, does each link lead somewhere, has each page content.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from ebook.epub.container import CONTAINER, BrokenFile, EpubFile, open_epub, package_path
from ebook.epub.documents import Content, Link, read_documents, resolve
from ebook.epub.package import Package, package_of
from ebook.errors import UnreadableSource
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules.output import (
    EPUB_CONTAINER,
    EPUB_EMPTY_DOCUMENT,
    EPUB_LINK_BROKEN,
    EPUB_MALFORMED,
    EPUB_PACKAGE,
)

__all__ = ["Statistics", "check", "statistics"]


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """The extent of a book.

    Attributes:
        documents: documents in the spine.
        characters: characters of their text that are not white space, readings of ruby included.
        pictures: pictures shown in them.
    """

    documents: int
    characters: int
    pictures: int


def check(path: Path) -> list[Problem]:
    """The problems of an EPUB file; an empty list if there are none.

    Raises:
        UnreadableSource: the file does not exist or cannot be read.
    """
    _ensure_readable(path)
    here = Origin(file=path.name)
    try:
        with open_epub(path) as epub:
            return _check(epub, here)
    except BrokenFile as error:
        return [error.rule.at(here, str(error))]


def statistics(path: Path) -> Statistics:
    """How much text and how many pictures a book contains; zero where it cannot be read.

    Raises:
        UnreadableSource: the file does not exist or cannot be read.
    """
    _ensure_readable(path)
    try:
        with open_epub(path) as epub:
            package = package_of(epub, package_path(epub) or "")
            contents = read_documents(epub)[0] if package else {}
    except BrokenFile:
        package, contents = None, {}
    shown = [contents[name] for name in package.spine if name in contents] if package else []
    return Statistics(
        documents=len(shown),
        characters=sum(content.characters for content in shown),
        pictures=sum(content.pictures for content in shown),
    )


def _check(epub: EpubFile, here: Origin) -> list[Problem]:
    found = _container_problems(epub, here)
    contents, malformed = read_documents(epub)
    found += [EPUB_MALFORMED.at(here, f"{name}:{error.line}: {error}") for name, error in malformed.items()]
    path = package_path(epub)
    package = package_of(epub, path) if path else None
    if package is None:
        return found
    found += _package_problems(package, epub, here)
    found += _link_problems(epub, contents, here)
    return found + _empty_documents(package, contents, here)


def _empty_documents(package: Package, contents: dict[str, Content], here: Origin) -> list[Problem]:
    return [
        EPUB_EMPTY_DOCUMENT.at(here, f"{name} shows neither text nor picture")
        for name in package.spine
        if name in contents and not contents[name].characters and not contents[name].pictures
    ]


def _ensure_readable(path: Path) -> None:
    if not path.is_file():
        raise UnreadableSource("no such file", file=str(path), hint="check the path")
    try:
        path.open("rb").close()
    except OSError as error:
        raise UnreadableSource(
            f"cannot be read: {error.strerror or error}", file=str(path), hint="check its permissions"
        ) from error


def _container_problems(epub: EpubFile, here: Origin) -> list[Problem]:
    """Problems of the first entry, of the compression methods, and of container.xml."""
    found = [EPUB_CONTAINER.at(here, message) for message in _packing(epub)]
    path = package_path(epub)
    if path is None:
        found.append(EPUB_CONTAINER.at(here, f"{CONTAINER} is missing or does not name a package"))
    elif path not in epub.names:
        found.append(EPUB_CONTAINER.at(here, f"{CONTAINER} names the package {path}, which does not exist"))
    return found


def _packing(epub: EpubFile) -> list[str]:
    messages = []
    first = epub.entries[0] if epub.entries else None
    if first is None or first.filename != "mimetype":
        messages.append("the first file is not `mimetype`; pack it first, and stored")
    elif first.compress_type != zipfile.ZIP_STORED or first.extra:
        messages.append("`mimetype` is compressed or has extra fields; pack it stored, without them")
    elif epub.read("mimetype") != b"application/epub+zip":
        messages.append("`mimetype` does not contain exactly `application/epub+zip`")
    methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    messages += [
        f"{entry.filename} uses a compression method other than deflate, which reading systems need not support"
        for entry in epub.entries
        if entry.compress_type not in methods
    ]
    return messages


_EXTERNAL = {"http", "https", "mailto", "tel"}
_IN_CSS = re.compile(rb"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)


def _link_problems(epub: EpubFile, contents: Mapping[str, Content], here: Origin) -> list[Problem]:
    """References whose target is missing, outside the book, or an id that its document does not have."""
    return [
        EPUB_LINK_BROKEN.at(here, f"{name}:{link.line}: {link.href!r} {message}")
        for name in sorted(epub.names)
        for link in _links(name, epub, contents)
        if (message := _fault(name, link, epub, contents))
    ]


def _links(name: str, epub: EpubFile, contents: Mapping[str, Content]) -> Iterator[Link]:
    if name in contents and not name.startswith("META-INF/"):
        yield from contents[name].links
    elif name.lower().endswith(".css"):
        css = _COMMENT.sub(lambda found: b"\n" * found.group().count(b"\n"), epub.read(name))
        for found in _IN_CSS.finditer(css):
            href = next(part for part in found.groups() if part is not None)
            yield Link(href.decode("utf-8", "replace"), css.count(b"\n", 0, found.start()) + 1, loads=True)


def _fault(name: str, link: Link, epub: EpubFile, contents: Mapping[str, Content]) -> str | None:
    try:
        url = urlsplit(link.href)
    except ValueError:
        return "is not a valid URL"
    if url.scheme == "data":
        return None if link.loads else "links to a data: URL, which reading systems refuse"
    if url.scheme or url.netloc:
        return _external_fault(url.scheme, loads=link.loads)
    target = resolve(name, url.path) if url.path else name
    if target is None:
        return "leads outside the book"
    if target not in epub.names:
        return "is not in the book"
    if url.fragment and target in contents and unquote(url.fragment) not in contents[target].ids:
        return f"names an id that {target} does not have"
    return None


def _external_fault(scheme: str, *, loads: bool) -> str | None:
    if loads:
        return "would be loaded from the network; put the file into the book"
    return None if scheme in _EXTERNAL else "uses a URL scheme that reading systems do not open"


def _package_problems(package: Package, epub: EpubFile, here: Origin) -> list[Problem]:
    """Missing metadata, files that are listed but missing, and files that are not listed."""
    return [EPUB_PACKAGE.at(here, f"{package.path}: {message}") for message in _messages(package, epub)]


def _messages(package: Package, epub: EpubFile) -> Iterator[str]:
    yield from (f"{what} is missing" for what in package.lacking)
    yield from _about_manifest(package, epub)
    ids = {item.id for item in package.items}
    yield from (
        f"the spine names {idref!r}, which is not in the manifest"
        for idref in package.idrefs
        if idref not in ids
    )
    yield from (f"the spine names {idref!r} twice" for idref in _twice(package.idrefs))
    if not package.idrefs:
        yield "the spine names no document"
    if sum("nav" in item.properties for item in package.items) != 1:
        yield "the manifest must name exactly one navigation document"


def _about_manifest(package: Package, epub: EpubFile) -> Iterator[str]:
    for item in package.items:
        if item.path is None or item.path not in epub.names:
            yield f"the manifest names {item.href!r}, which is not in the file"
    yield from (
        f"two items of the manifest have the id {uid!r}"
        for uid in _twice([item.id for item in package.items])
    )
    paths = [item.path for item in package.items if item.path]
    yield from (f"the manifest names {path!r} twice" for path in _twice(paths))
    known = {"mimetype", package.path, *paths}
    yield from (
        f"{name} is in the file but not in the manifest"
        for name in sorted(epub.names - known)
        if not name.startswith("META-INF/")
    )


def _twice(names: list[str] | tuple[str, ...]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
