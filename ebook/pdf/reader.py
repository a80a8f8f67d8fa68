"""What pdfium reads out of a PDF: its text in the order of drawing, its fonts, what leaves the page."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from ebook.pdf.objects import TextReader, texts
from ebook.pdf.overlap import overprinted
from ebook.pdf.shapes import without_shape

__all__ = ["Carried", "Page", "carried", "pages", "said"]

_SLACK = 2.0  # points; an italic or an accent may reach a little over the edge


class Page(msgspec.Struct, frozen=True):
    """A page as it was read.

    Attributes:
        text: its text, without artifacts (running heads, folios, rules) and the letters within pictures.
        drawn: all of its text, in the order of drawing.
        fonts_not_embedded: the names of fonts that are not in the file.
        unmapped: how many glyphs have no character.
        outside: the first text that stands outside the page as it is trimmed, "" where none does.
        shapeless: letters that are drawn as an empty box, or not at all; "" where that was not asked for too.
        overprinted: the first two characters that lie over each other; None where that was not asked for too.
    """

    text: str
    drawn: str
    fonts_not_embedded: tuple[str, ...]
    unmapped: int
    outside: str
    shapeless: str = ""
    overprinted: tuple[str, str] | None = None


class Carried(msgspec.Struct, frozen=True):
    """What a PDF says of its making, and what is attached to it.

    Attributes:
        creator: name and version of the program that made it, "" where it does not say.
        files: each attached file by its name, None for one that cannot be taken out.
    """

    creator: str
    files: dict[str, bytes | None]


def pages(data: bytes, *, shapes: bool = False) -> list[Page]:
    """Read all pages; `shapes`: look for letters without a shape and for text over text as well.

    Raises:
        ValueError: the file cannot be opened, or has no pages; the message says why.
    """
    with _opened(data) as document:
        if len(document) == 0:
            raise ValueError("it has no pages")
        return [_read(page, shapes=shapes) for page in document]


def said(data: bytes) -> str:
    """The text of all pages, as `Page.text`, and nothing else of them.

    Raises:
        ValueError: the file cannot be opened; the message says why.
    """
    reader, found = TextReader(), []
    with _opened(data) as document:
        for page in document:
            text_page = page.get_textpage()
            found += [
                reader.text(item, text_page.raw) for item in texts(page.raw) if not reader.is_silent(item)
            ]
            text_page.close()
            page.close()
    return "".join(found)


def carried(data: bytes) -> Carried:
    """What is not on the pages.

    Raises:
        ValueError: the file cannot be opened; the message says why.
    """
    with _opened(data) as document:
        files: dict[str, bytes | None] = {}
        for index in range(document.count_attachments()):
            attachment = document.get_attachment(index)
            try:
                files[attachment.get_name()] = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                files[attachment.get_name()] = None
        return Carried(document.get_metadata_value("Creator"), files)


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"it cannot be opened: {error}") from error
    try:
        yield document
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage, *, shapes: bool) -> Page:
    text_page = page.get_textpage()
    trimmed = page.get_trimbox()
    said: list[str] = []
    drawn: list[str] = []
    fonts: dict[str, None] = {}
    outside = ""
    reader = TextReader()
    for item in texts(page.raw):
        text = reader.text(item, text_page.raw)
        drawn.append(text)
        if not reader.is_silent(item):
            said.append(text)
        if (font := _font_not_embedded(item)) is not None:
            fonts.setdefault(font)
        if not outside and text.strip() and _is_outside(item, trimmed):
            outside = text.strip()
    count = pdfium.FPDFText_CountChars(text_page.raw)
    unmapped = sum(pdfium.FPDFText_HasUnicodeMapError(text_page.raw, index) == 1 for index in range(count))
    shapeless, over = (without_shape(text_page.raw), overprinted(text_page.raw)) if shapes else ("", None)
    text_page.close()
    page.close()
    return Page("".join(said), "".join(drawn), tuple(fonts), unmapped, outside, shapeless, over)


def _font_not_embedded(item: object) -> str | None:
    font = pdfium.FPDFTextObj_GetFont(item)
    if pdfium.FPDFFont_GetIsEmbedded(font) == 1:
        return None
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    return buffer.value.decode(errors="replace") or "without a name"


def _is_outside(item: object, page: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return False
    return (
        left.value < page[0] - _SLACK
        or bottom.value < page[1] - _SLACK
        or right.value > page[2] + _SLACK
        or top.value > page[3] + _SLACK
    )
