"""The XML files of a book: text, pictures, ids and links of each."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import msgspec
from lxml import etree

from ebook.epub.container import EpubFile, Malformed, parse

__all__ = ["Content", "Link", "read_documents", "resolve"]

_SUFFIXES = (".xhtml", ".html", ".htm", ".svg", ".opf", ".ncx", ".xml")
_HREF = "{http://www.w3.org/1999/xlink}href"
_NO_TEXT = {"head", "script", "style", "metadata", "defs"}
_PICTURES = {"img", "svg", "image", "math", "video", "object"}
_LOADING = {"src", "poster", "data"}


class Link(msgspec.Struct, frozen=True):
    """A reference from one file; `loads` is true where its target is displayed, false for a link."""

    href: str
    line: int
    loads: bool


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The content of one XML file; `characters` counts those that are not white space."""

    characters: int
    pictures: int
    ids: frozenset[str]
    links: tuple[Link, ...]


def read_documents(epub: EpubFile) -> tuple[dict[str, Content], dict[str, Malformed]]:
    """Read every file once: the XML files by name, and what is wrong with those that are not well-formed.

    Raises:
        ArchiveError: a file is damaged or too large.
    """
    contents: dict[str, Content] = {}
    malformed: dict[str, Malformed] = {}
    for entry in epub.entries:
        name, data = entry.filename, epub.read(entry.filename)
        if not name.lower().endswith(_SUFFIXES):
            continue
        try:
            contents[name] = _content(parse(data))
        except Malformed as error:
            malformed[name] = error
    return contents, malformed


def _content(root: etree._Element) -> Content:
    elements = list(root.iter(etree.Element))
    return Content(
        characters=_characters(root),
        pictures=sum(etree.QName(element).localname in _PICTURES for element in elements),
        ids=frozenset(value for element in elements if (value := element.get("id")) is not None),
        links=tuple(link for element in elements for link in _links(element)),
    )


def _characters(root: etree._Element) -> int:
    return sum(len("".join(text.split())) for text in _texts(root))


def _texts(element: etree._Element) -> Iterator[str]:
    if isinstance(element.tag, str) and etree.QName(element).localname not in _NO_TEXT:
        if element.text:
            yield element.text
        for child in element:
            yield from _texts(child)
            if child.tail:
                yield child.tail


def _links(element: etree._Element) -> Iterator[Link]:
    name = etree.QName(element).localname
    line = element.sourceline or 1
    for attribute in ("href", _HREF, "src", "poster", "data"):
        value = element.get(attribute)
        if value is not None and not (name == "item" and attribute == "href"):
            yield Link(value, line, loads=attribute in _LOADING or name in {"link", "image", "use"})


def resolve(base: str, href: str) -> str | None:
    """The path of a reference's target within the EPUB; None where it leads out of it."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))
    return None if path.startswith(("../", "/")) or path == ".." else path
