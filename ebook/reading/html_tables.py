"""Tables that page-reading programs write as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.etree import _Element as Element

__all__ = ["TABLE", "table_rows"]

TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_MOST_SPAN = 100


def table_rows(markup: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The caption and the cells of a table; a cell over several rows or columns stands in the first of them.

    Whatever stands outside the cells counts as caption, so that no text is lost.

    Args:
        markup: from `<table` to `</table>`.
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = html.fragment_fromstring(markup, create_parent=True, parser=parser)
    except etree.ParserError:
        return markup, ()
    taken: dict[tuple[int, int], str] = {}
    rows = list(root.iter("tr"))
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            for down, right in _spanned(cell):
                taken[number + down, column + right] = _text(cell) if not down and not right else ""
            column += 1
    for row in rows:
        for cell in list(row.iterchildren("td", "th")):
            cell.drop_tree()
    width = 1 + max((column for _, column in taken), default=-1)
    found = (tuple(taken.get((number, column), "") for column in range(width)) for number in range(len(rows)))
    return _text(root), tuple(row for row in found if any(row))


def _spanned(cell: Element) -> Iterator[tuple[int, int]]:
    """The places that a cell takes, from its own."""
    return (
        (down, right) for down in range(_span(cell, "rowspan")) for right in range(_span(cell, "colspan"))
    )


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(1, int(value)), _MOST_SPAN) if value.isdigit() else 1


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
