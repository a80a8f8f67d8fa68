"""What each document of a book holds: text, pictures, the places to link to, and the links."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from ebook.checks.epub.archive import Archive
from ebook.checks.epub.xml import Malformed, parse
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules.output import EPUB_MALFORMED

__all__ = ["Content", "Link", "content_of"]

_SUFFIXES = (".xhtml", ".html", ".htm", ".svg", ".opf", ".ncx", ".xml")
_HREF = "{http://www.w3.org/1999/xlink}href"
_NO_TEXT = {"head", "script", "style", "metadata", "defs"}
_PICTURES = {"img", "svg", "image", "math", "video", "object"}
_LOADING = {"src", "poster", "data"}


class Link(msgspec.Struct, frozen=True):
    """A reference from one file; `loads` tells whether its target is shown, rather than led to."""

    href: str
    line: int
    loads: bool


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What is in one XML file. `characters` counts those that are not white space."""

    characters: int
    pictures: int
    ids: frozenset[str]
    links: tuple[Link, ...]


def content_of(archive: Archive, here: Origin) -> tuple[dict[str, Content], list[Problem]]:
    """Read every file once: the XML files by name, and those that are not well-formed.

    Raises:
        ArchiveError: a file is damaged or too large.
    """
    contents, problems = {}, []
    for entry in archive.entries:
        name, data = entry.filename, archive.read(entry.filename)
        if not name.lower().endswith(_SUFFIXES):
            continue
        try:
            contents[name] = _content(parse(data))
        except Malformed as error:
            problems.append(EPUB_MALFORMED.at(here, f"{name}:{error.line}: {error}"))
    return contents, problems


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
