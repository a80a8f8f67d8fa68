"""Stage: rows of cells become tables, and the English stub that stands for an unread one, too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ebook.readers.text.items import Item, Kind
from ebook.readers.text.lines import Line

__all__ = ["find_tables", "stub_of"]

_RULE = re.compile(r"[|\s:+-]*-{2,}[|\s:+-]*")
_WIDE = re.compile(r" {2,}|\u3000{2,}| ?\t ?")
_NUMERIC = re.compile(r"[-+▲△▼▽−]?[\d０-９][\d０-９,.:%％]*[^\s]{0,3}|[-―–—]")
_STUB = re.compile(
    r"(?:Table|A table) with (?P<count>\d+|[a-z]+) columns?\s*[:：]\s*(?P<heads>[^.。]*)(?:[.。]\s*(?P<note>.*))?",
    re.DOTALL,
)
_MOST = 400
_PAIR = 2


def find_tables(lines: Sequence[Line]) -> list[Line | Item]:
    """The lines, each run of rows replaced by the table it makes."""
    found: list[Line | Item] = []
    at = 0
    while at < len(lines):
        rows = _rows_from(lines, at)
        if rows:
            found.append(_table(lines[at : at + len(rows)], rows))
            at += len(rows)
        else:
            found.append(lines[at])
            at += 1
    return found


def stub_of(line: Line) -> Item | None:
    """The stub of a table that the page-reading program did not read, with its column heads."""
    match = _STUB.fullmatch(line.text) if line.text.startswith(("Table", "A table")) else None
    if match is None:
        return None
    heads = tuple(head.strip() for head in re.split(r"[,，、]\s*", match["heads"]) if head.strip())
    return Item(
        kind=Kind.STUB,
        text=(match["note"] or "").strip(),
        file=line.file,
        numbers=line.numbers,
        rows=(_fitting(heads, match["count"]),),
        printed=line.text,
    )


def _fitting(heads: tuple[str, ...], count: str) -> tuple[str, ...]:
    """The heads, as many as the stub says there are; a head that holds a comma was cut in two."""
    wanted = int(count) if count.isdigit() else len(heads)
    while len(heads) > wanted > 0:
        shortest = min(range(len(heads) - 1), key=lambda i: len(heads[i]) + len(heads[i + 1]))
        heads = (*heads[:shortest], f"{heads[shortest]}, {heads[shortest + 1]}", *heads[shortest + 2 :])
    return heads


def _rows_from(lines: Sequence[Line], start: int) -> list[list[str]]:
    """The cells of the lines that are rows of one table, from a start on; none where no table begins."""
    for split, least in ((_bars, 2), (_tabs, 2), (_spaces, 2), (_words, 3)):
        first = split(lines[start].text)
        if len(first) < 2:  # noqa: PLR2004  # one cell makes no row
            continue
        rows = [first]
        for line in lines[start + 1 : start + _MOST]:
            cells = split(line.text)
            if not _is_row(cells, len(first), is_barred=split is _bars):
                break
            rows.append(cells)
        if len(rows) >= (3 if split is _spaces and len(first) == _PAIR else least) and _is_convincing(
            rows, split
        ):
            return rows
    return []


def _is_row(cells: list[str], count: int, *, is_barred: bool) -> bool:
    return len(cells) == count or (is_barred and len(cells) > 1)


def _is_convincing(rows: Sequence[Sequence[str]], split: object) -> bool:
    """Rows divided by spaces need short cells, by single spaces mostly numbers."""
    if split is _spaces:
        return all(len(cell) <= 24 for row in rows for cell in row)  # noqa: PLR2004
    if split is not _words:
        return True
    cells = [cell for row in rows[1:] for cell in row[1:]]
    return sum(1 for cell in cells if _NUMERIC.fullmatch(cell)) > len(cells) * 0.6


def _bars(text: str) -> list[str]:
    if "|" not in text or len(text) > 2000:  # noqa: PLR2004  # a row is no longer than that
        return []
    if _RULE.fullmatch(text):
        return [""] * max(2, text.strip("| ").count("|") + 1)
    return [cell.strip() for cell in text.strip().removeprefix("|").removesuffix("|").split("|")]


def _tabs(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("\t")] if "\t" in text and len(text) < 2000 else []  # noqa: PLR2004


def _spaces(text: str) -> list[str]:
    return [cell for cell in _WIDE.split(text) if cell] if len(text) < 200 else []  # noqa: PLR2004


def _words(text: str) -> list[str]:
    words = text.split() if len(text) < 120 else []  # noqa: PLR2004
    return words if len(words) > 2 else []  # noqa: PLR2004


def _table(lines: Sequence[Line], rows: list[list[str]]) -> Item:
    return Item(
        kind=Kind.TABLE,
        text="",
        file=lines[0].file,
        numbers=tuple(number for line in lines for number in line.numbers),
        rows=tuple(tuple(row) for row in rows if any(row)),
        printed="\n".join(line.text for line in lines),
    )
