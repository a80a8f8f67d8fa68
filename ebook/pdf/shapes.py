"""Letters that a font lacks: it draws all of them alike, as an empty box (.notdef), or draws nothing."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeAlias

import pypdfium2.raw as pdfium

from ebook.fonts import is_invisible, missing

__all__ = ["without_shape"]

_Edges: TypeAlias = tuple[int, int, int, int]

_LEAST = 6  # letters; two or three of a page have the same outer edges by chance
_SHARE = 0.02  # of the different letters of a page, where there are very many


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
    """Each letter with the edges of what is drawn of it, from its origin, in thousandths of its size."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    counts: dict[str, bool] = {}
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        char = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if char not in counts:
            counts[char] = char.isalnum() and not (is_invisible(char) or missing(char))
        if (
            counts[char]
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
