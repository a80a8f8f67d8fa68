"""Tables that do not fit into a column as they are.

WeasyPrint sets a table that is wider than its column over the next one, and loses the head of a table whose first row is
higher than a column. So how wide and high a table will be is estimated from its text, in the way in which columns of a
table get their widths (CSS 2.2, 17.5.2.2), and a table that would not fit

1. is set in smaller type with narrower cells (class `narrow`), its longest words broken (`long-word`);
2. else becomes text, row by row, each cell with its head before it (`run-on`);
3. may be parted between any two rows where the few that belong together would fill a column (`parted`).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import msgspec
from lxml import etree

from ebook.print_options import Sheet

__all__ = ["SHORT", "ems", "fit_tables"]

SHORT = 4
"""Characters of a cell that are not broken into lines."""

_NARROW_CHARACTER = 0.56
"""Ems of a letter or digit; characters of CJK take one."""
_LONGEST_WORD = 8.0
"""Ems of a word in a narrow table: a longer one, such as an address on the web, is broken anywhere."""
_BREAKS_AFTER = frozenset("/-?&")
"""The marks within a word after which a line may end."""
_CJK_WORD = 2.0
"""Ems of what is not broken in a text of CJK: a character and a mark."""
_MOST = 0.8
"""Of a column's height: as much may be kept together, below a title and a caption."""
_WITHIN = 0.92
"""Of a column's width: what a box with its frame, or a list, leaves to a table."""
_WHOLE = 10
"""Characters of a cell that stays on one line with its head."""
_KEPT_TOGETHER = 3
"""Rows at either end of a table between which it is not parted (styles/print.css)."""


class _Type(msgspec.Struct, frozen=True):
    """How the cells of a table are set, in rem: size, line and what is blank at both sides of a cell."""

    size: float
    line: float
    padding: float


_USUAL, _WIDE, _NARROW = (
    _Type(0.85, 1.3, 0.6),
    _Type(0.75, 1.15, 0.6),
    _Type(0.65, 1.0, 0.2),
)  # as in styles/print.css


def fit_tables(part: etree._Element, sheet: Sheet) -> None:
    """Choose for each table below `part` how it is set."""
    width = sheet.measure * _WITHIN
    height = sheet.lines * sheet.line / sheet.font_size * _MOST
    for table in list(part.iter("table")):
        box = table.getparent()
        assert box is not None  # noqa: S101  # a table stands within the part
        rows = [_cells(row) for row in table.iter("tr")]
        usual = _WIDE if "wide" in box.get("class", "").split() else _USUAL
        if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
            continue
        heads = len(table.findall("thead/tr"))
        setting = _Setting(rows, width, usual)
        if not setting.fits:
            setting = _Setting(rows, width, _NARROW)
            _add_class(box, "narrow")
            _mark_long_words(rows)
        if not setting.fits or setting.highest(heads) > height:
            _run_on(table, heads)
        elif setting.kept_together(heads) > height:
            _add_class(box, "parted")


class _Setting:
    """A table in some type: whether it fits into a width, and how high its rows are, in rem."""

    def __init__(self, rows: Sequence[Sequence[etree._Element]], width: float, set_in: _Type) -> None:
        texts = [[_text(cell) for cell in row] for row in rows]
        columns = list(zip_longest(*texts, fillvalue=""))
        longest = _LONGEST_WORD if set_in is _NARROW else math.inf
        least = [max(min(_least(text), longest) for text in column) * set_in.size for column in columns]
        most = [max(map(ems, column)) * set_in.size for column in columns]
        inner = width - set_in.padding * len(columns)
        self.fits = sum(least) <= inner
        widths = _shared(least, most, inner)
        self.heights = [
            max(
                (_lines(text, room / set_in.size) for text, room in zip(row, widths, strict=False)), default=1
            )
            * set_in.line
            + 0.4
            for row in texts
        ]

    def highest(self, heads: int) -> float:
        """The height of the highest row, with the head that stands above it."""
        return sum(self.heights[:heads]) + max(self.heights[heads:], default=0.0)

    def kept_together(self, heads: int) -> float:
        """The height of the rows that no column parts, with the head above them."""
        rows = self.heights[heads:]
        ends = (rows,) if len(rows) < 2 * _KEPT_TOGETHER else (rows[:_KEPT_TOGETHER], rows[-_KEPT_TOGETHER:])
        return sum(self.heights[:heads]) + max(map(sum, ends), default=0.0)


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> list[float]:
    """The widths that columns get: what their longest cells take, or less by the same share of what they could do without."""
    spare = [high - low for low, high in zip(least, most, strict=True)]
    share = min(max((width - sum(least)) / (sum(spare) or 1.0), 0.0), 1.0)
    return [low + share * more for low, more in zip(least, spare, strict=True)]


def ems(text: str) -> float:
    """About how many ems the longest line of a text takes."""
    return max((sum(map(_em, line)) for line in text.split("\n")), default=0.0)


def _em(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _NARROW_CHARACTER


def _least(text: str) -> float:
    """The width below which a cell's text is not set: of its longest word."""
    if len(text) <= SHORT:
        return ems(text)
    longest, current = _CJK_WORD, 0.0
    for char in text:
        current = 0.0 if char.isspace() or _em(char) == 1.0 else current + _em(char)
        longest = max(longest, current)
        if char in _BREAKS_AFTER:
            current = 0.0
    return longest


def _text(cell: etree._Element) -> str:
    """A cell's text, with a line feed for each break."""
    text = cell.text or ""
    for child in cell:
        text += ("\n" if child.tag == "br" else _text(child)) + (child.tail or "")
    return text


def _mark_long_words(rows: Iterable[Iterable[etree._Element]]) -> None:
    for row in rows:
        for cell in row:
            if _least(_text(cell)) > _LONGEST_WORD:
                _add_class(cell, "long-word")


def _lines(text: str, room: float) -> int:
    return sum(max(-int(-ems(line) // max(room - 0.5, 0.5)), 1) for line in text.split("\n"))


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


# --- row by row ---------------------------------------------------------------------------


def _run_on(table: etree._Element, heads: int) -> None:
    """Make paragraphs of a table's rows, each cell after the head of its column."""
    table.tag = "div"
    table.set("class", "run-on")
    for caption in table.iter("caption"):
        caption.tag = "p"
        caption.set("class", "caption")
    for group in table.iter("thead", "tbody"):
        group.tag = "div"
    rows = list(table.iter("tr"))
    labels = [" ".join("".join(cell.itertext()).split()) for cell in _cells(rows[heads - 1])] if heads else []
    for number, row in enumerate(rows):
        row.tag = "p"
        row.set("class", "row heads" if number < heads else "row")
        _set_cells(_cells(row), labels if number >= heads else ())


def _set_cells(cells: Iterable[etree._Element], labels: Sequence[str]) -> None:
    for place, cell in enumerate(cells):
        kinds = ["cell", str(cell.tag), *(["whole"] if len(_text(cell)) <= _WHOLE else [])]
        cell.set("class", " ".join(kinds))
        cell.tag = "span"
        for name in ("scope", "headers"):
            cell.attrib.pop(name, None)
        if place and place < len(labels) and "".join(cell.itertext()).strip():
            label = etree.Element("span", {"class": "label", "data-repeated": ""})
            label.text, label.tail, cell.text = labels[place], cell.text, None
            cell.insert(0, label)


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())
