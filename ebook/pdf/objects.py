"""The texts that are drawn on a page, in the order of drawing, as pdfium reads them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2.raw as pdfium

__all__ = ["TextReader", "texts"]

_LINE_END_HYPHEN = "\x02"  # what pdfium makes of a hyphen at the end of a line
_SILENT = frozenset(name.encode("utf-16-le") for name in ("Artifact\0", "Figure\0"))
# Halves of characters, in the order in which pdfium leaves them beside letters written from right to left.
_TURNED = re.compile("([\udc00-\udfff])([\ud800-\udbff])")
_DEPTH = 8  # forms within forms


def texts(page: object) -> Iterator[object]:
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


class TextReader:
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
