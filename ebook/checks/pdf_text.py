"""The text that a print of an edition has to hold, and how it is compared with what a PDF holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

import msgspec
from lxml import etree

from ebook.render.edition import Document

__all__ = ["Piece", "bare", "difference", "printed_pieces"]

_X = "{http://www.w3.org/1999/xhtml}"
_SILENT = frozenset({f"{_X}{name}" for name in ("script", "style", "template", "rp")})
_NUMBERED_BEFORE = frozenset({f"{_X}li", f"{_X}rt"})
_NUMBERED_AFTER = frozenset({f"{_X}a", f"{_X}li", f"{_X}rt"})
# Markers and numbers of list items; leaders and numbers of pages; the brackets of a reading that
# stands beside its base.
_ADDED = re.compile(r"[0-9.·‧・…•◦▪‣（）]*")
_LIGATURES = re.compile("[\ufb00-\ufdff\ufe70-\ufefe]")
_SHOWN = 24  # characters of context in a message


class Piece(msgspec.Struct, frozen=True):
    """A text without white space; `added_before` says that the print may add a number before it."""

    text: str
    added_before: bool = False


def printed_pieces(document: Document) -> Iterator[Piece]:
    """What of a document is printed: everything but links from page to page and what is hidden."""
    root = etree.fromstring(document.content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    body = root.find(f"{_X}body")
    if body is not None:
        yield Piece("", added_before=True)
        yield from _pieces(body, document)


def _pieces(element: etree._Element, document: Document) -> Iterator[Piece]:
    if element.tag in _NUMBERED_BEFORE:
        yield Piece("", added_before=True)
    yield from _piece(element.text)
    for child in element:
        if isinstance(child.tag, str) and not _is_left_out(child, document):
            yield from _pieces(child, document)
        yield from _piece(child.tail)
    if element.tag in _NUMBERED_AFTER:
        yield Piece("", added_before=True)


def _piece(text: str | None) -> Iterator[Piece]:
    if shown := bare(text or ""):
        yield Piece(shown)


def bare(text: str) -> str:
    """A text without white space, and without what has no shape of its own (Unicode's category Cf).

    Ligatures and joined forms of letters (U+FB00 to U+FDFF, U+FE70 to U+FEFF) are taken apart, as
    pdfium does when it reads them.
    """
    shown = "".join(char for char in "".join(text.split()) if category(char) != "Cf")
    return _LIGATURES.sub(lambda found: normalize("NFKC", found[0]), shown)


def _is_left_out(element: etree._Element, document: Document) -> bool:
    if element.tag in _SILENT or "hidden" in element.attrib:
        return True
    return element.tag == f"{_X}nav" and document.kind != "contents"


def difference(expected: list[Piece], printed: str) -> str | None:
    """Where a printed text first departs from the expected one, in words; None where it does not.

    Args:
        expected: the pieces in reading order.
        printed: as `bare()` leaves it.
    """
    position, may_add, before = 0, False, ""
    for piece in expected:
        may_add = may_add or piece.added_before
        if not piece.text:
            continue
        found = _find(piece.text, printed, position, may_add=may_add)
        if found is None:
            return _describe(piece.text, printed, position, before)
        position, may_add, before = found + len(piece.text), False, piece.text
    added = _ADDED.match(printed, position) if may_add else None
    end = added.end() if added else position
    if end < len(printed):
        return f"after its end the PDF goes on with {printed[end : end + _SHOWN]!r}"
    return None


def _find(text: str, printed: str, position: int, *, may_add: bool) -> int | None:
    if printed.startswith(text, position):
        return position
    added = _ADDED.match(printed, position) if may_add else None
    for start in range(position + 1, (added.end() if added else position) + 1):
        if printed.startswith(text, start):
            return start
    return None


def _describe(text: str, printed: str, position: int, before: str) -> str:
    same = 0
    while same < len(text) and printed[position + same : position + same + 1] == text[same]:
        same += 1
    after = (before + text[:same])[-_SHOWN:]
    wanted, got = text[same : same + _SHOWN], printed[position + same : position + same + _SHOWN]
    return f"after {after!r} the issue has {wanted!r}, and the PDF has {got!r}"
