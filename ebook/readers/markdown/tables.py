"""Tables, with the labelled lines above and below them."""

from __future__ import annotations

from markdown_it.rules_block.table import escapedSplit

from ebook.model import RichText, Table
from ebook.readers.markdown.fields import Fields
from ebook.readers.markdown.findings import Findings
from ebook.readers.markdown.inlines import parse_rich, rich_text
from ebook.readers.markdown.nodes import SyntaxTreeNode, inline_of, lines_of

__all__ = ["table"]


def table(node: SyntaxTreeNode, fields: Fields, findings: Findings) -> Table:
    """A table node and its labelled lines. Column heads that are all empty are none."""
    head, *body = node.children
    header = tuple(_cell(cell, findings) for cell in head.children[0].children)
    rows = [row for part in body for row in part.children]
    return Table(
        caption=fields.rich("caption"),
        header=header if any(header) else (),
        rows=tuple(_row(row, findings) for row in rows),
        note=fields.rich("note"),
        origin=findings.origin(lines_of(node)),
    )


def _cell(cell: SyntaxTreeNode, findings: Findings) -> RichText:
    return rich_text(inline_of(cell), lines_of(cell.children[0]), findings)


def _row(row: SyntaxTreeNode, findings: Findings) -> tuple[RichText, ...]:
    """A row with as many cells as were typed: the parser fills short rows up, and cuts long ones off."""
    lines = lines_of(row)
    typed = _typed_cells(findings.source(lines))
    cells = [_cell(cell, findings) for cell in row.children[: len(typed)]]
    cells += [parse_rich(cell, lines, findings) for cell in typed[len(cells) :]]
    return tuple(cells)


def _typed_cells(line: str) -> list[str]:
    cells = escapedSplit(line.strip("> \t"))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells
