"""The regions of pages become logical lines in reading order.

Each line keeps the regions that it was made of, as numbers into `Assembled.regions`.

1. `atoms`: the printed lines of all regions, and the size of running text.
2. `groups` with `grids`: what stays together: columns, headers, pictures with captions, tables, frames.
3. `order`: these in reading order.
4. `paragraphs`: lines become paragraphs and titles, over columns where a sentence goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ebook.model import Repair
from ebook.pages.atoms import Atom, Sheet, sheet_of
from ebook.pages.groups import Item, items_of
from ebook.pages.order import Flow, ordered
from ebook.pages.page import Box, Page, PageIssue, Region
from ebook.pages.paragraphs import Writer
from ebook.reading.pieces import Line

__all__ = ["Assembled", "assemble"]

_EDGE = 0.07
_LEAST_INDENTS = 3


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an issue in reading order.

    Attributes:
        lines: their `numbers` count `regions` from 1.
        regions: every region that has text or a picture, with its page.
        repairs: what was changed of the text or of the order that a program gave.
    """

    lines: list[Line]
    regions: list[tuple[Page, Region]]
    repairs: list[Repair]


def assemble(issue: PageIssue) -> Assembled:
    """The logical lines of an issue's pages."""
    lines: list[Line] = []
    regions: list[tuple[Page, Region]] = []
    for page in issue.pages:
        numbered = []
        for region in page.regions:
            if region.kind != "rule":
                regions.append((page, region))
                numbered.append((len(regions), region))
        module = max((line.module for line in lines), default=0) + 1
        made = _lines_of(sheet_of(page, numbered), module)
        if made:
            made[0] = msgspec.structs.replace(made[0], page_break=True)
        lines += made
    return Assembled(lines=lines, regions=regions, repairs=[])


def _lines_of(sheet: Sheet, module: int) -> list[Line]:
    edges, units = _edges(sheet)
    items = items_of(sheet, units)
    flow = _flow(sheet, items)
    folio = [_edge_line(sheet, atoms, module) for atoms in edges]
    writer = Writer(sheet.page.file, flow, module)
    writer.add_all(ordered(items, flow))
    return [*folio, *writer.lines]


def _edges(sheet: Sheet) -> tuple[list[list[Atom]], list[list[Atom]]]:
    """The lines at the page's edges, folio and staff lines, and the others."""
    page = sheet.page
    top, bottom = _EDGE * page.height, (1 - _EDGE) * page.height
    edges: list[list[Atom]] = []
    left: list[list[Atom]] = []
    for unit in sheet.units:
        labelled = unit[0].label in {"header", "footer", "page_number"}
        box = Box.around(atom.box for atom in unit)
        small = len(unit) == 1 and unit[0].size < 1.3 * sheet.body and not unit[0].vertical
        at_edge = small and (box.bottom <= top or box.top >= bottom) and _is_alone(sheet, unit, box)
        (edges if labelled or at_edge else left).append(unit)
    edges.sort(key=lambda unit: (round(unit[0].box.top / (2 * sheet.body)), unit[0].box.left))
    return edges, left


def _is_alone(sheet: Sheet, unit: Sequence[Atom], box: Box) -> bool:
    """Whether no text stands beyond a line, nor close to it on its inner side."""
    at_top = box.bottom < sheet.page.height / 2
    for other in sheet.units:
        if other is unit:
            continue
        near = Box.around(atom.box for atom in other)
        level = min(box.bottom, near.bottom) - max(box.top, near.top)
        if level > 0.5 * min(box.height, near.height):
            continue
        gap = near.top - box.bottom if at_top else box.top - near.bottom
        beside = near.right < box.left or near.left > box.right
        if gap < (-0.5 * sheet.body if beside else 0.9 * sheet.body):
            return False
    return True


def _edge_line(sheet: Sheet, atoms: Sequence[Atom], module: int) -> Line:
    label = atoms[0].label or ("header" if atoms[0].box.top < sheet.page.height / 2 else "footer")
    return Line(
        text=" ".join(atom.text for atom in atoms),
        file=sheet.page.file,
        numbers=tuple(sorted({atom.region for atom in atoms})),
        size=round(atoms[0].size / sheet.body, 2),
        label=label,
        module=module,
    )


def _flow(sheet: Sheet, items: Sequence[Item]) -> Flow:
    """How the text of the page runs: are paragraphs indented?"""
    indents = 0
    for item in items:
        if item.kind != "text" or len(item.atoms) < 3:  # noqa: PLR2004  # a paragraph of some lines
            continue
        edge = min(atom.own.left for atom in item.atoms)
        indents += sum(0.8 <= (atom.own.left - edge) / max(atom.size, 1e-6) <= 4.5 for atom in item.atoms)  # noqa: PLR2004  # characters
    rules = [sheet.laid(rule) for rule in sheet.rules]
    return Flow(body=sheet.body, rules=rules, indented=indents >= _LEAST_INDENTS, same=sheet.same)
