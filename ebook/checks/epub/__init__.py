"""Our own checks of an EPUB file. They need no other program, and no file can harm them.

EPUBCheck knows the standard better. This asks what a reader would notice: does the file open, is
each document there and well-formed, does each link lead somewhere, is there text on each page.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from ebook.checks.epub.archive import Archive, ArchiveError, opened
from ebook.checks.epub.container import container_problems, package_path
from ebook.checks.epub.content import Content, content_of
from ebook.checks.epub.links import link_problems
from ebook.checks.epub.package import Package, package_of, package_problems
from ebook.errors import UnreadableSource
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules.output import EPUB_EMPTY_DOCUMENT

__all__ = ["Statistics", "check", "statistics"]


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is in a book.

    Attributes:
        documents: documents in the spine.
        characters: characters of their text that are not white space, readings of ruby included.
        pictures: pictures shown in them.
    """

    documents: int
    characters: int
    pictures: int


def check(path: Path) -> list[Problem]:
    """What is wrong with an EPUB file. Empty for a file in order.

    Raises:
        UnreadableSource: there is no such file, or it may not be read.
    """
    _see_that_it_is_there(path)
    here = Origin(file=path.name)
    try:
        with opened(path) as archive:
            return _check(archive, here)
    except ArchiveError as error:
        return [error.rule.at(here, str(error))]


def statistics(path: Path) -> Statistics:
    """How much text and how many pictures a book holds; zero for what cannot be read.

    Raises:
        UnreadableSource: there is no such file, or it may not be read.
    """
    _see_that_it_is_there(path)
    try:
        with opened(path) as archive:
            package = package_of(archive, package_path(archive) or "")
            contents = content_of(archive, Origin(file=path.name))[0] if package else {}
    except ArchiveError:
        package, contents = None, {}
    shown = [contents[name] for name in package.spine if name in contents] if package else []
    return Statistics(
        documents=len(shown),
        characters=sum(content.characters for content in shown),
        pictures=sum(content.pictures for content in shown),
    )


def _check(archive: Archive, here: Origin) -> list[Problem]:
    found = container_problems(archive, here)
    contents, malformed = content_of(archive, here)
    found += malformed
    path = package_path(archive)
    package = package_of(archive, path) if path else None
    if package is None:
        return found
    found += package_problems(package, archive, here)
    found += link_problems(archive, contents, here)
    return found + _empty_documents(package, contents, here)


def _empty_documents(package: Package, contents: dict[str, Content], here: Origin) -> list[Problem]:
    return [
        EPUB_EMPTY_DOCUMENT.at(here, f"{name} shows neither text nor picture")
        for name in package.spine
        if name in contents and not contents[name].characters and not contents[name].pictures
    ]


def _see_that_it_is_there(path: Path) -> None:
    if not path.is_file():
        raise UnreadableSource("no such file", file=str(path), hint="check the path")
    try:
        path.open("rb").close()
    except OSError as error:
        raise UnreadableSource(
            f"cannot be read: {error.strerror or error}", file=str(path), hint="check its permissions"
        ) from error
