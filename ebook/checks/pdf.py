"""Our own checks of a PDF, which need no other tool: can it be read, are its fonts and its text in order?"""

from __future__ import annotations

from ebook.pdf.reader import Page, PdfFile
from ebook.problems import Problem
from ebook.rules import output

__all__ = ["check_pages"]

_NAMED = 20  # letters that a message shows


def check_pages(pdf: PdfFile) -> list[Problem]:
    """Whether a PDF has text, embeds its fonts, maps its text, keeps it on the page, and prints no text over text."""
    if not any(page.text.strip() for page in pdf.pages):
        return [output.PDF_UNREADABLE.at(None, f"{pdf.name} has {len(pdf.pages)} pages and no text")]
    return [problem for number, page in enumerate(pdf.pages, 1) for problem in _page(pdf.name, number, page)]


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
