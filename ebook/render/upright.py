"""What stands upright in vertical lines: short numbers in one cell (縦中横), capitals one above the other.

JLREQ 3.2.5 and CLREQ 3.2.2: one or two digits, or a digit and a capital (A2版), are set side by side in
the width of one character, and abbreviations of capitals (NHK, G20) stand upright, letter by letter.
Longer words and decimals lie on their side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ebook.xhtml import XHTML, Element, H

__all__ = ["set_upright", "split_upright"]

_RUN = re.compile(
    r"(?<![0-9A-Za-z.,:/+\-])(?:(?P<cell>[0-9]{1,2}|[A-Z][0-9]|[0-9][A-Z]|[!?]{2})(?![0-9A-Za-z.,:/%+\-])"
    r"|(?P<letters>[0-9A-Z]{1,4})(?![0-9A-Za-z.,:/%+\-]))"
)
_LEFT_ALONE = frozenset({f"{{{XHTML}}}rt"})


def set_upright(root: Element) -> None:
    """Mark the runs in an element's text, in place. The characters stay as they are."""
    for element in list(root.iter()):
        alone = element.tag in _LEFT_ALONE or element.get("class") == "tcy"
        if element.text and not alone:
            element.text, spans = _runs(element.text)
            element[:0] = spans
        parent = element.getparent()
        if element.tail and parent is not None and element is not root:
            element.tail, spans = _runs(element.tail)
            after = parent.index(element) + 1
            parent[after:after] = spans


def split_upright(text: str) -> Iterator[tuple[str, Literal["tcy", "upright", ""]]]:
    """The text in pieces, each with what is special about it: one cell, upright letters, or nothing."""
    end = 0
    for match in _RUN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match[0], "tcy" if match["cell"] else "upright"
        end = match.end()
    if end < len(text):
        yield text[end:], ""


def _runs(text: str) -> tuple[str, list[Element]]:
    """The text before the first run, then each run with what follows it as its tail."""
    spans: list[Element] = []
    end = len(text)
    for match in reversed(list(_RUN.finditer(text))):
        span = H.span({"class": "tcy" if match["cell"] else "upright"}, match[0])
        span.tail = text[match.end() : end]
        spans.insert(0, span)
        end = match.start()
    return text[:end], spans
