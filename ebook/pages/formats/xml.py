"""XML of unknown origin, parsed without entities, network or unbounded size, and words joined into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from lxml import etree
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.pages.page import Box
from ebook.source import Source

__all__ = [
    "Word",
    "attribute",
    "children",
    "descendants",
    "joined",
    "name_of",
    "number",
    "parse",
    "points_box",
]

_LARGEST = 1e7
_CLOSED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]")
"""Characters of scripts that put no spaces between words, and their marks."""
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


class Word(msgspec.Struct, frozen=True):
    """A word or character of a line, with how sure the program is of it, 0 to 1."""

    text: str
    confidence: float = 1.0


def parse(source: Source) -> Element:
    """The root of an XML source.

    Raises:
        UnreadableSource: it is damaged, nested or large beyond reason, or holds entities of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            f"this XML is damaged: {error}", file=source.name, hint="export or copy the file again"
        ) from error
    if next(root.iter(etree.Entity), None) is not None:
        raise UnreadableSource(
            "this XML defines entities of its own, which are not read",
            file=source.name,
            hint="export the file again without a document type",
        )
    return root


def name_of(element: Element) -> str:
    """An element's name without its namespace, '' for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with some names, whatever their namespace."""
    return (child for child in element if name_of(child) in names)


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """The elements below with some names, in document order."""
    return (child for child in element.iter() if name_of(child) in names)


def attribute(element: Element, *names: str) -> str:
    """The first of some attributes that is there, whatever its namespace; '' where none is."""
    values = {etree.QName(name).localname: str(value) for name, value in element.attrib.items()}
    return next((values[name] for name in names if name in values), "")


def number(element: Element, *names: str, default: float = 0.0) -> float:
    """An attribute as a number; the default where it is missing or none."""
    try:
        value = float(attribute(element, *names))
    except ValueError:
        return default
    return value if -_LARGEST < value < _LARGEST else default


def points_box(points: str) -> Box | None:
    """The box around the points of a polygon, as in `10,20 30,20 30,40`; None where it is empty."""
    found = [(float(x), float(y)) for x, y in _POINT.findall(points)]
    if not found or any(abs(value) > _LARGEST for point in found for value in point):
        return None
    across, down = [x for x, _ in found], [y for _, y in found]
    box = Box(min(across), min(down), max(across), max(down))
    return box if box.width > 0 and box.height > 0 else None


def joined(words: Sequence[Word]) -> tuple[str, float]:
    """The text of a line and how sure it is on average; no space stands beside an ideograph."""
    text = ""
    for word in words:
        apart = text and word.text and not (_CLOSED.match(text[-1]) or _CLOSED.match(word.text[0]))
        text += (" " if apart else "") + word.text
    return text, _mean(word.confidence for word in words if word.text)


def _mean(values: Iterable[float]) -> float:
    found = [min(max(value, 0.0), 1.0) for value in values]
    return sum(found) / len(found) if found else 1.0
