"""Tables, with heads that a screen reader can name for each cell."""

from __future__ import annotations

import re

from ebook.languages.words import Words
from ebook.model import RichText, Table, plain
from ebook.render.inline import phrase
from ebook.xhtml import Element, H, word

__all__ = ["table"]

_NUMBER = re.compile(r"[+\-−－▲△]?[\d０-９][\d０-９,，.．:：/]*[%％°℃]?C?|[—–\-－/]*|")
_WIDE = 5
_SHORT = 6
"""Heads of rows up to so many characters, such as place names, are not broken into lines."""


def table(block: Table, words: Words) -> Element:
    """A table in a box of its own, its note below it. Short rows are filled up with empty cells.

    A table without rows says in their place that they could not be read: nobody should take it for
    complete.
    """
    width = max((len(row) for row in (block.header, *block.rows)), default=0)
    parts = [_grid(block, width, words)]
    if block.note:
        parts.append(H.p({"class": "table-note"}, *phrase(block.note)))
    return H.div({"class": "table wide" if width > _WIDE else "table"}, *parts)


def _grid(block: Table, width: int, words: Words) -> Element:
    grid = H.table()
    named = _has_row_heads(block)
    shapes = [_shape(block, column, named=named) for column in range(width)]
    if block.caption:
        grid.append(H.caption(*phrase(block.caption)))
    if block.header:
        heads = [
            H.th({"scope": "col"} | shapes[column], *phrase(cell)) for column, cell in enumerate(block.header)
        ]
        grid.append(H.thead(H.tr(*heads, *_blank(width - len(heads)))))
    head = _row_head(block) if named else None
    rows = [_row(row, shapes, head) for row in block.rows] or [_unread(width, words)]
    grid.append(H.tbody(*rows))
    return grid


def _unread(width: int, words: Words) -> Element:
    """A row over all columns; PDF/UA-1 (7.2) wants a table's head to be followed by a body."""
    span = {"colspan": str(width)} if width > 1 else {}
    return H.tr(H.td({"class": "remark"} | span, word(words.bracketed(words.table_unread))))


def _row(row: tuple[RichText, ...], shapes: list[dict[str, str]], head: dict[str, str] | None) -> Element:
    cells: list[Element] = []
    for column, cell in enumerate(row):
        if head and column == 0:
            cells.append(H.th(head, *phrase(cell)))
        else:
            cells.append(H.td(shapes[column], *phrase(cell)))
    return H.tr(*cells, *_blank(len(shapes) - len(row)))


def _row_head(block: Table) -> dict[str, str]:
    short = all(len(plain(row[0])) <= _SHORT for row in block.rows)
    return {"scope": "row"} | ({"class": "short"} if short else {})


def _shape(block: Table, column: int, *, named: bool) -> dict[str, str]:
    return {"class": "number"} if _is_numeric(block, column) and not (named and column == 0) else {}


def _blank(count: int) -> list[Element]:
    return [H.td() for _ in range(count)]


def _is_numeric(block: Table, column: int) -> bool:
    """Whether a column holds figures, which are set flush right so that they can be compared."""
    cells = [plain(row[column]).strip() for row in block.rows if column < len(row)]
    return any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)


def _has_row_heads(block: Table) -> bool:
    """Whether the first column names the rows: it is filled, and no name occurs twice."""
    names = [plain(row[0]).strip() if row else "" for row in block.rows]
    return bool(block.header) and len(block.header) > 1 and all(names) and len(set(names)) == len(names)
