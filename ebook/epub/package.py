"""The package document of an EPUB: metadata, manifest and spine (EPUB 3.3, section 5; EPUB 2 as well)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from ebook.epub.container import EpubFile, parse_or_none
from ebook.epub.documents import resolve

__all__ = ["Description", "Item", "Package", "package_of", "read_description", "valid_date", "valid_time"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACE = re.compile(r"\s+")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)


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


def package_of(epub: EpubFile, path: str) -> Package | None:
    """The package at a path, None where there is none or it is not well-formed."""
    root = parse_or_none(epub.read(path)) if path in epub.names else None
    if root is None:
        return None
    return Package(
        path=path,
        lacking=tuple(_lacking(root)),
        items=tuple(_item(path, item) for item in root.iterfind("{*}manifest/{*}item")),
        idrefs=tuple(item.get("idref", "") for item in root.iterfind("{*}spine/{*}itemref")),
    )


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
        path=resolve(package, href),
        href=href,
        media_type=item.get("media-type", ""),
        properties=frozenset(item.get("properties", "").split()),
    )


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata of a package, as far as a catalogue shows them; empty where it has none.

    Attributes:
        identifier: what the package names as its own.
        series: the paper's name.
        series_number: the paper's own number, CN or ISSN.
        position: the issue's number within the series.
        date: YYYY-MM-DD.
        modified: YYYY-MM-DDThh:mm:ssZ.
    """

    identifier: str
    title: str
    lang: str
    date: str
    modified: str
    publisher: str
    creators: tuple[str, ...]
    subjects: tuple[str, ...]
    series: str
    series_number: str
    position: str


def read_description(package: etree._Element) -> Description:
    """Read the metadata of a package's root element."""
    metadata = package.find("{*}metadata")
    root = etree.Element("metadata") if metadata is None else metadata
    uid = package.get("unique-identifier")
    identifiers = {element.get("id"): _text(element) for element in root.iterfind(f"{_DC}identifier")}
    series = _series(root)
    number = series.get("id", "") if series is not None else ""
    return Description(
        identifier=identifiers.get(uid, "") or next(iter(identifiers.values()), ""),
        title=_first(root, "title"),
        lang=_first(root, "language"),
        date=valid_date(_first(root, "date")),
        modified=valid_time(_property(root, "dcterms:modified")),
        publisher=_first(root, "publisher"),
        creators=_all(root, "creator"),
        subjects=_all(root, "subject"),
        series=_text(series) or _named(root, "calibre:series"),
        series_number=_refining(root, number, "dcterms:identifier"),
        position=_refining(root, number, "group-position") or _named(root, "calibre:series_index"),
    )


def valid_date(text: str) -> str:
    """The day that a date begins with, as YYYY-MM-DD; empty for one that is less exact or does not exist."""
    found = _DAY.match(text.strip())
    return found[0] if found and _exists(found[0]) else ""


def valid_time(text: str) -> str:
    """A moment in the form that EPUB asks for, empty for any other and for one that does not exist."""
    return text if _MOMENT.fullmatch(text) and _exists(text) else ""


def _exists(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _text(element: etree._Element | None) -> str:
    """Its text on one line."""
    return "" if element is None else _SPACE.sub(" ", str(element.xpath("string()"))).strip()


def _all(root: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(text for element in root.iterfind(f"{_DC}{name}") if (text := _text(element)))


def _first(root: etree._Element, name: str) -> str:
    return next(iter(_all(root, name)), "")


def _property(root: etree._Element, name: str) -> str:
    return _text(root.find(f"{{*}}meta[@property='{name}']"))


def _series(root: etree._Element) -> etree._Element | None:
    """The first collection that is a series; the first of any kind where none says so."""
    collections = root.findall("{*}meta[@property='belongs-to-collection']")
    kinds = {uid: _refining(root, uid, "collection-type") for c in collections if (uid := c.get("id"))}
    return next(
        (c for c in collections if kinds.get(c.get("id") or "") == "series"),
        collections[0] if collections else None,
    )


def _refining(root: etree._Element, uid: str, name: str) -> str:
    for element in root.iterfind(f"{{*}}meta[@property='{name}']"):
        if uid and element.get("refines") == f"#{uid}":
            return _text(element)
    return ""


def _named(root: etree._Element, name: str) -> str:
    """EPUB 2's way: `<meta name="..." content="..."/>`."""
    found = root.find(f"{{*}}meta[@name='{name}']")
    return "" if found is None else (found.get("content") or "").strip()
