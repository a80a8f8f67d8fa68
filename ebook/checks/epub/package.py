"""The package: its metadata, its manifest and its spine (EPUB 3.3, section 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml import etree

from ebook.checks.epub.archive import Archive
from ebook.checks.epub.links import inside
from ebook.checks.epub.xml import parsed
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules.output import EPUB_PACKAGE

__all__ = ["Package", "package_of", "package_problems"]

_DC = "{http://purl.org/dc/elements/1.1/}"


class Item(msgspec.Struct, frozen=True):
    """One row of the manifest; `path` is within the archive, None where it leads out of it."""

    id: str
    path: str | None
    href: str
    media_type: str
    properties: frozenset[str]


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A package as it stands.

    Attributes:
        path: where it lies.
        lacking: the required metadata that are not there.
        items: the manifest.
        idrefs: what the spine names.
    """

    path: str
    lacking: tuple[str, ...]
    items: tuple[Item, ...]
    idrefs: tuple[str, ...]

    @property
    def spine(self) -> tuple[str, ...]:
        """The paths of the documents in reading order, as far as they resolve."""
        paths = {item.id: item.path for item in self.items}
        return tuple(path for idref in self.idrefs if (path := paths.get(idref)))


def package_of(archive: Archive, path: str) -> Package | None:
    """The package at a path, None where there is none or it is not well-formed."""
    root = parsed(archive.read(path)) if path in archive.names else None
    if root is None:
        return None
    return Package(
        path=path,
        lacking=tuple(_lacking(root)),
        items=tuple(_item(path, item) for item in root.iterfind("{*}manifest/{*}item")),
        idrefs=tuple(item.get("idref", "") for item in root.iterfind("{*}spine/{*}itemref")),
    )


def package_problems(package: Package, archive: Archive, here: Origin) -> list[Problem]:
    """What the package lacks, names in vain, or does not name."""
    return [EPUB_PACKAGE.at(here, f"{package.path}: {message}") for message in _messages(package, archive)]


def _lacking(root: etree._Element) -> Iterator[str]:
    uid = root.get("unique-identifier")
    identifiers = root.iterfind(f"{{*}}metadata/{_DC}identifier")
    if not any(element.get("id") == uid and _has_text(element) for element in identifiers):
        yield "the identifier that the package names as its own"
    for name in ("title", "language"):
        if not any(_has_text(element) for element in root.iterfind(f"{{*}}metadata/{_DC}{name}")):
            yield f"dc:{name}"
    if root.find("{*}metadata/{*}meta[@property='dcterms:modified']") is None:
        yield "dcterms:modified"


def _has_text(element: etree._Element) -> bool:
    return bool(element.text and element.text.strip())


def _item(package: str, item: etree._Element) -> Item:
    href = item.get("href", "")
    return Item(
        id=item.get("id", ""),
        path=inside(package, href),
        href=href,
        media_type=item.get("media-type", ""),
        properties=frozenset(item.get("properties", "").split()),
    )


def _messages(package: Package, archive: Archive) -> Iterator[str]:
    yield from (f"{what} is missing" for what in package.lacking)
    yield from _about_manifest(package, archive)
    ids = {item.id for item in package.items}
    yield from (
        f"the spine names {idref!r}, which the manifest does not"
        for idref in package.idrefs
        if idref not in ids
    )
    yield from (f"the spine names {idref!r} twice" for idref in _twice(package.idrefs))
    if not package.idrefs:
        yield "the spine names no document"
    if sum("nav" in item.properties for item in package.items) != 1:
        yield "the manifest must name one navigation document, and only one"


def _about_manifest(package: Package, archive: Archive) -> Iterator[str]:
    for item in package.items:
        if item.path is None or item.path not in archive.names:
            yield f"the manifest names {item.href!r}, which is not in the file"
    yield from (
        f"two items of the manifest have the id {uid!r}"
        for uid in _twice([item.id for item in package.items])
    )
    paths = [item.path for item in package.items if item.path]
    yield from (f"the manifest names {path!r} twice" for path in _twice(paths))
    known = {"mimetype", package.path, *paths}
    yield from (
        f"{name} is in the file, and the manifest does not name it"
        for name in sorted(archive.names - known)
        if not name.startswith("META-INF/")
    )


def _twice(names: list[str] | tuple[str, ...]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
