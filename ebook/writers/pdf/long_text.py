"""Very long texts in pieces.

WeasyPrint copies the rest of a text for each of its lines, so the time that a paragraph takes grows
with the square of its length. In pieces it grows with the length.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lxml import etree

__all__ = ["divide"]

_LONG = 3000  # characters; far longer than a paragraph of a newspaper
_PIECE = 1000


def divide(root: etree._Element) -> None:
    """Put each text below `root` that is too long into a row of `span`."""
    for element in list(root.iter(etree.Element)):
        if element.text and len(element.text) > _LONG:
            spans, element.text = _spans(element.text), None
            element[:0] = spans
        if element.tail and len(element.tail) > _LONG and (parent := element.getparent()) is not None:
            spans, element.tail = _spans(element.tail), None
            place = parent.index(element) + 1
            parent[place:place] = spans


def _spans(text: str) -> list[etree._Element]:
    spans = []
    for piece in _pieces(text):
        span = etree.Element("span")
        span.text = piece
        spans.append(span)
    return spans


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + _PIECE
        while end < len(text) and _belongs_to_what_precedes(text[end]):
            end += 1
        yield text[start:end]
        start = end


def _belongs_to_what_precedes(char: str) -> bool:
    return unicodedata.category(char)[0] in "MC" or char == " "
