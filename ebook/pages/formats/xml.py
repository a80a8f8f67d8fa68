"""XML of unknown origin, parsed without entities, network or unbounded size."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.pages.page import Box
from ebook.source import Source

__all__ = [
    "attribute",
    "children",
    "descendants",
    "name_of",
    "number",
    "parse",
    "points_box",
]

_LARGEST = 1e7
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


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
