"""How the characters of a page are drawn: letters without a shape, and text over text.

A font draws all letters that it lacks alike, as an empty box (.notdef), or draws nothing.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

import msgspec
import pypdfium2.raw as pdfium

from ebook.fonts import is_invisible, missing

__all__ = ["overprinted", "without_shape"]

_Edges: TypeAlias = tuple[int, int, int, int]

_LEAST = 6  # letters; two or three of a page have the same outer edges by chance
_SHARE = 0.02  # of the different letters of a page, where there are very many

_COVERED = 0.4  # of the smaller one's box; what an accent or a kerned pair never reaches
_SMALLEST = 1.0  # points; dots and hairlines are too small to tell
_CELL = 36.0  # points; larger than most characters


def without_shape(text_page: object) -> str:
    """The letters of a page that have no shape of their own, each once; "" where all have.

    Letters that our own fonts lack are left out: a sign stands for them.

    Args:
        text_page: pdfium's own, with the boxes of what is drawn of each character.
    """
    shapes: defaultdict[_Edges, dict[str, None]] = defaultdict(dict)
    seen: set[str] = set()
    for char, edges in _letters(text_page):
        shapes[edges].setdefault(char)
        seen.add(char)
    found = [char for edges, chars in shapes.items() if _is_empty(edges) for char in chars]
    most = max(shapes.values(), key=len, default={})
    if len(most) >= max(_LEAST, _SHARE * len(seen)):
        found += most
    return "".join(dict.fromkeys(found))


def _is_empty(edges: _Edges) -> bool:
    left, right, bottom, top = edges
    return left == right and bottom == top


def _letters(text_page: object) -> Iterator[tuple[str, _Edges]]:
    """Each letter with the edges of what is drawn of it, from its origin, in thousandths of its size.

    Numbers in circles are left out, whose outer edges are those of the circle.
    """
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    counts: dict[str, bool] = {}
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        char = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if char not in counts:
            is_letter = char.isalnum() and unicodedata.category(char) != "No"
            counts[char] = is_letter and not (is_invisible(char) or missing(char))
        if (
            counts[char]
            and not _has_actual_text(text_page, index)
            and pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
            and pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        ):
            scale = 1000 / (pdfium.FPDFText_GetFontSize(text_page, index) or 1.0)
            yield (
                char,
                (
                    round((left.value - x.value) * scale),
                    round((right.value - x.value) * scale),
                    round((bottom.value - y.value) * scale),
                    round((top.value - y.value) * scale),
                ),
            )


def _has_actual_text(text_page: object, index: int) -> bool:
    """Whether a character is of a text that the file gives beside its glyphs: pdfium does not know whose box is whose."""
    drawn = pdfium.FPDFText_GetTextObject(text_page, index)
    size = ctypes.c_ulong()
    return any(
        pdfium.FPDFPageObjMark_GetParamStringValue(
            pdfium.FPDFPageObj_GetMark(drawn, mark), b"ActualText", None, 0, size
        )
        for mark in range(max(pdfium.FPDFPageObj_CountMarks(drawn) if drawn else 0, 0))
    )


class _Shape(msgspec.Struct, frozen=True):
    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.bottom, self.right, self.top

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


def overprinted(text_page: object) -> tuple[str, str] | None:
    """The first two characters of a page that lie over each other, None where there are none.

    Args:
        text_page: pdfium's own, with the boxes of what is drawn of each character.
    """
    cells: defaultdict[tuple[int, int], list[_Shape]] = defaultdict(list)
    for shape in _shapes(text_page):
        places = list(_cells(shape))
        for place in places:
            for other in cells[place]:
                if _share(shape, other) > _COVERED:
                    return other.char, shape.char
        for place in places:
            cells[place].append(shape)
    return None


def _shapes(text_page: object) -> Iterator[_Shape]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        char = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1 or not _has_a_place_of_its_own(char):
            continue
        if not pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
            continue
        shape = _Shape(char, left.value, bottom.value, right.value, top.value)
        if min(shape.right - shape.left, shape.top - shape.bottom) >= _SMALLEST:
            yield shape


def _has_a_place_of_its_own(char: str) -> bool:
    """Not what is drawn over another character on purpose, nor what has no shape."""
    return not char.isspace() and unicodedata.category(char)[0] not in "MC"


def _cells(shape: _Shape) -> Iterator[tuple[int, int]]:
    for column in range(int(shape.left // _CELL), int(shape.right // _CELL) + 1):
        for row in range(int(shape.bottom // _CELL), int(shape.top // _CELL) + 1):
            yield column, row


def _share(one: _Shape, other: _Shape) -> float:
    """How much of the smaller one is covered by the other. The parts of a ligature have one box, and no share."""
    if one.box == other.box:
        return 0.0
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    return width * height / min(one.area, other.area) if width > 0 and height > 0 else 0.0
