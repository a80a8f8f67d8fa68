"""Our own checks of a PDF, always made and needing no tool: is it whole, does it say what it should?

The PDF is read by pdfium, which has no part in making it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from ebook.edition import Edition
from ebook.pdf.compare import (
    Piece,
    bare,
    difference,
    has_the_same,
    is_not_read,
    is_turned,
    printed_pieces,
)
from ebook.pdf.reader import Page, pages, said
from ebook.problems import Problem
from ebook.rules import output

__all__ = ["check", "check_text", "first_difference"]

_NAMED = 20  # letters that a message shows


def check(path: Path) -> list[Problem]:
    """Whether a PDF opens, has pages and text, embeds its fonts, maps its text, keeps it on the page, and prints no text over text."""
    try:
        read = pages(path.read_bytes(), shapes=True)
    except ValueError as error:
        return [output.PDF_UNREADABLE.at(None, f"{path.name}: {error}")]
    if not any(page.text.strip() for page in read):
        return [output.PDF_UNREADABLE.at(None, f"{path.name} has {len(read)} pages and no text")]
    return [problem for number, page in enumerate(read, 1) for problem in _page(path.name, number, page)]


def _page(name: str, number: int, page: Page) -> list[Problem]:
    found = [
        output.FONT_NOT_EMBEDDED.at(None, f"{name}, page {number}: the font {font} is not embedded")
        for font in page.fonts_not_embedded
    ]
    if page.unmapped:
        message = f"{name}, page {number}: {page.unmapped} glyphs stand for no character, and cannot be copied or searched"
        found.append(output.EMPTY_BOX.at(None, message))
    if page.shapeless:
        message = (
            f"{name}, page {number}: {page.shapeless[:_NAMED]!r} are drawn as empty boxes, or not at all"
        )
        found.append(output.EMPTY_BOX.at(None, message))
    if page.outside:
        message = (
            f"{name}, page {number}: {page.outside!r} stands outside the page; shorten it or break it up"
        )
        found.append(output.TEXT_OUTSIDE.at(None, message))
    if page.overprinted:
        one, other = page.overprinted
        message = f"{name}, page {number}: {other!r} is drawn over {one!r}, and neither can be read"
        found.append(output.TEXT_OVER_TEXT.at(None, message))
    return found


def check_text(
    data: bytes, edition: Edition, *, name: str, missing: frozenset[str] = frozenset()
) -> list[Problem]:
    """Whether the text of a PDF is that of the edition's documents, character by character, in reading order.

    White space and characters without a shape are left out of the comparison, and so are running heads and folios, which are
    artifacts. Numbers that the print adds (of list items, of pages in the contents) may stand
    where they belong, and nowhere else.

    Args:
        data: the PDF.
        edition: what it was made from.
        name: what messages call the file.
        missing: characters that no font has, which were reported, and which readers may leave out.
    """
    try:
        printed = said(data)
    except ValueError as error:
        return [output.PDF_UNREADABLE.at(None, f"{name}: {error}")]
    expected = [piece for document in edition.documents for piece in printed_pieces(document)]
    wrong = first_difference(expected, printed, missing)
    return [output.PDF_TEXT_DIFFERS.at(None, f"{name}: {wrong}")] if wrong else []


def first_difference(
    expected: Sequence[Piece], printed: str, missing: frozenset[str] = frozenset()
) -> str | None:
    """Where the text read out of a PDF first departs from the expected pieces, in words; None where it does not.

    Characters that pdfium does not give back are left out, and so are those in `missing`. Where letters
    are written from right to left, whose neighbours pdfium puts in an order of its own, it is enough that
    no character is lost and none is doubled.
    """
    unread = missing | {char for piece in expected for char in piece.text if is_not_read(char)}
    is_reordered = is_turned(printed)
    if unread:
        expected = [msgspec.structs.replace(piece, text=_without(unread, piece.text)) for piece in expected]
        printed = _without(unread, printed)
    said = bare(printed)
    wrong = difference(list(expected), said)
    return None if wrong and is_reordered and has_the_same(expected, said) else wrong


def _without(unread: frozenset[str], text: str) -> str:
    return "".join(char for char in text if char not in unread)
