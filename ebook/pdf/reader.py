"""What pdfium reads out of a finished PDF: its text, its fonts, what leaves the page, what is attached.

`read_pdf` opens a file once and reads all of it; `text_of` reads its text alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from ebook.edition import Provenance
from ebook.pdf.shapes import overprinted, without_shape
from ebook.pdf.xmp import provenance_of

__all__ = ["Page", "PdfFile", "read_pdf", "text_of"]

_SLACK = 2.0  # points; an italic or an accent may reach a little over the edge
_LINE_END_HYPHEN = "\x02"  # what pdfium makes of a hyphen at the end of a line
_SILENT = frozenset(name.encode("utf-16-le") for name in ("Artifact\0", "Figure\0"))
# Halves of characters, in the order in which pdfium leaves them beside letters written from right to left.
_TURNED = re.compile("([\udc00-\udfff])([\ud800-\udbff])")
_DEPTH = 8  # forms within forms


class Page(msgspec.Struct, frozen=True):
    """A page as pdfium reads it.

    Attributes:
        text: its text, without artifacts (running heads, folios, rules) and the letters within pictures.
        drawn: all of its text, in the order of drawing.
        fonts_not_embedded: the names of fonts that are not in the file.
        unmapped: how many glyphs have no character.
        outside: the first text that stands outside the page as it is trimmed, "" where none does.
        shapeless: letters that are drawn as an empty box, or not at all; "" where there are none.
        overprinted: the first two characters that lie over each other; None where there are none, and on the
            picture of a page, where text is not seen.
    """

    text: str
    drawn: str
    fonts_not_embedded: tuple[str, ...]
    unmapped: int
    outside: str
    shapeless: str
    overprinted: tuple[str, str] | None


class PdfFile(msgspec.Struct, frozen=True):
    """A finished PDF.

    Attributes:
        name: its file name, for messages.
        creator: name and version of the program that made it, "" where the file does not say.
        pages: in order.
        files: each attached file by its name, None for one that cannot be extracted.
        provenance: what its metadata say of its source; None where they say nothing.
    """

    name: str
    creator: str
    pages: tuple[Page, ...]
    files: Mapping[str, bytes | None]
    provenance: Provenance | None

    @property
    def is_ours(self) -> bool:
        """Whether the file says that this program made it, in any version."""
        return self.creator.startswith("ebook ")


def read_pdf(data: bytes, name: str) -> PdfFile:
    """Open a PDF and read all of it.

    Raises:
        ValueError: the file cannot be opened, or has no pages; the message says why.
    """
    with _opened(data) as document:
        if len(document) == 0:
            raise ValueError("it has no pages")
        return PdfFile(
            name=name,
            creator=document.get_metadata_value("Creator"),
            pages=tuple(_read(page) for page in document),
            files=dict(_attached(document)),
            provenance=provenance_of(data),
        )


def text_of(data: bytes | BinaryIO) -> str:
    """The text of all pages, as `Page.text`.

    Raises:
        ValueError: the file cannot be opened; the message says why.
    """
    reader, found = _TextReader(), []
    with _opened(data) as document:
        for page in document:
            text_page = page.get_textpage()
            found += [
                reader.text(item, text_page.raw) for item in _texts_of(page.raw) if not reader.is_silent(item)
            ]
            text_page.close()
            page.close()
    return "".join(found)


def _attached(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, bytes | None]]:
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        try:
            yield attachment.get_name(), bytes(attachment.get_data())
        except pypdfium2.PdfiumError:
            yield attachment.get_name(), None


@contextlib.contextmanager
def _opened(data: bytes | BinaryIO) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"it cannot be opened: {error}") from error
    try:
        yield document
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage) -> Page:
    text_page = page.get_textpage()
    trimmed = page.get_trimbox()
    read: list[str] = []
    drawn: list[str] = []
    fonts: dict[str, None] = {}
    outside, is_behind_a_picture = "", False
    reader = _TextReader()
    for item in _texts_of(page.raw):
        is_behind_a_picture |= (
            pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        )
        text = reader.text(item, text_page.raw)
        drawn.append(text)
        if not reader.is_silent(item):
            read.append(text)
        if (font := _font_not_embedded(item)) is not None:
            fonts.setdefault(font)
        if not outside and text.strip() and _is_outside(item, trimmed):
            outside = text.strip()
    count = pdfium.FPDFText_CountChars(text_page.raw)
    unmapped = sum(pdfium.FPDFText_HasUnicodeMapError(text_page.raw, index) == 1 for index in range(count))
    shapeless = without_shape(text_page.raw)
    over = None if is_behind_a_picture else overprinted(text_page.raw)
    text_page.close()
    page.close()
    return Page("".join(read), "".join(drawn), tuple(fonts), unmapped, outside, shapeless, over)


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


def _texts_of(page: object) -> Iterator[object]:
    """The text objects of a page, given as pdfium has it, and those of the forms on it."""
    return _texts(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)


def _texts(parent: object, count: object, get: object, depth: int = 0) -> Iterator[object]:
    for index in range(count(parent)):  # type: ignore[operator]  # pdfium's functions are untyped
        item = get(parent, index)  # type: ignore[operator]
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            yield from _texts(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)


class _TextReader:
    """Reads text objects, all into the same piece of memory."""

    def __init__(self) -> None:
        self._letters = (ctypes.c_ushort * 512)()
        self._size = ctypes.c_ulong()

    def text(self, item: object, text_page: object) -> str:
        """What a text object says."""
        size = self._text_size(item, text_page)
        if size > ctypes.sizeof(self._letters):
            self._letters = (ctypes.c_ushort * size)()
            size = self._text_size(item, text_page)
        text = ctypes.string_at(self._letters, size).decode("utf-16-le", "surrogatepass").rstrip("\0")
        if not text.isascii() and _TURNED.search(text):
            text = (
                _TURNED.sub(r"\2\1", text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            )
        return text.replace(_LINE_END_HYPHEN, "-")

    def _text_size(self, item: object, text_page: object) -> int:
        size: int = pdfium.FPDFTextObj_GetText(item, text_page, self._letters, ctypes.sizeof(self._letters))
        return size

    def is_silent(self, item: object) -> bool:
        """Whether an object is marked as an artifact, or as a part of a picture (ISO 32000-1, 14.6)."""
        for index in range(pdfium.FPDFPageObj_CountMarks(item)):
            mark = pdfium.FPDFPageObj_GetMark(item, index)
            room = ctypes.sizeof(self._letters)
            pdfium.FPDFPageObjMark_GetName(mark, self._letters, room, ctypes.byref(self._size))
            if ctypes.string_at(self._letters, self._size.value) in _SILENT:
                return True
        return False
