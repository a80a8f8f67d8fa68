"""The regions of pages become logical lines in reading order.

Each line keeps the regions that it was made of, as numbers into `Assembled.regions`.

1. `atoms`: the printed lines of all regions, and the size of running text.
2. `groups` with `blocks` and `grids`: what stays together: columns, headers, pictures with captions, tables, frames.
3. `order`: these in reading order.
4. `paragraphs` with `parts`: lines become paragraphs and titles, over columns where a sentence goes on.
5. `wording`: spaces and marks that a program got wrong are put right, and its endless repeats reported.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

import msgspec

from ebook.model import Repair
from ebook.pages.atoms import Atom, Item, Sheet, sheet_of
from ebook.pages.groups import items_of
from ebook.pages.order import Flow, ordered
from ebook.pages.page import Box, Page, PageIssue, Region
from ebook.pages.paragraphs import Counts, Writer
from ebook.pages.wording import loops_of, moved_lines, reworded
from ebook.problems import Problem
from ebook.reading.pieces import Line

__all__ = ["Assembled", "assemble"]

_EDGE, _EDGE_SIZE = 0.07, 1.3
_EDGE_LABELS = frozenset(("header", "footer", "page_number"))
_LEAST_INDENTS = 3
_NAMEPLATE, _FACTS, _LEAST_FACTS = 2.5, 0.97, 3


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an issue in reading order.

    Attributes:
        lines: their `numbers` count `regions` from 1.
        regions: every region that has text or a picture, with its page.
        repairs: what was changed of the text or of the order that a program gave.
        problems: what looks wrong and was left as it is.
    """

    lines: list[Line]
    regions: list[tuple[Page, Region]]
    repairs: list[Repair]
    problems: list[Problem]


def assemble(issue: PageIssue) -> Assembled:
    """The logical lines of an issue's pages."""
    lines: list[Line] = []
    regions: list[tuple[Page, Region]] = []
    repairs: list[Repair] = []
    counts = Counts()
    for page in issue.pages:
        numbered = []
        for region in page.regions:
            if region.kind != "rule":
                regions.append((page, region))
                numbered.append((len(regions), region))
        made, joined = _lines_of(sheet_of(page, numbered), counts)
        if made:
            made[0] = msgspec.structs.replace(made[0], page_break=True)
        lines += made
        repairs += [*joined, *moved_lines(made, [region for _, region in regions])]
    lines, changed = reworded(lines)
    return Assembled(lines=lines, regions=regions, repairs=[*repairs, *changed], problems=loops_of(lines))


def _lines_of(sheet: Sheet, counts: Counts) -> tuple[list[Line], list[Repair]]:
    edges, units = _edges(sheet)
    items = items_of(sheet, units)
    _mark_masthead(sheet, items)
    flow = _flow(sheet, items)
    writer = Writer(sheet.page.file, flow, counts)
    folio = [_edge_line(sheet, atoms, writer.module) for atoms in edges]
    writer.add_all(ordered(items, flow))
    return [*folio, *writer.lines], writer.repairs


def _edges(sheet: Sheet) -> tuple[list[list[Atom]], list[list[Atom]]]:
    """The lines at the page's edges, folio and staff lines, and the others."""
    labelled = [unit for unit in sheet.units if unit[0].label in _EDGE_LABELS]
    others = [unit for unit in sheet.units if unit not in labelled]
    boxes = [Box.around(atom.box for atom in unit) for unit in others]
    depth = _EDGE * sheet.page.height
    for at_top in (True, False):
        while others:
            row = _outermost(boxes, at_top=at_top)
            near = [at for at in row if not _is_edge_line(others[at], sheet.body)]
            end = boxes[row[0]].bottom if at_top else sheet.page.height - boxes[row[0]].top
            if near or end > depth or not _is_apart(boxes, row, sheet.body, at_top=at_top):
                break
            labelled += [others[at] for at in row]
            others = [unit for at, unit in enumerate(others) if at not in row]
            boxes = [box for at, box in enumerate(boxes) if at not in row]
    labelled.sort(key=lambda unit: (round(unit[0].box.top / (2 * sheet.body)), unit[0].box.left))
    return labelled, others


def _is_edge_line(unit: Sequence[Atom], body: float) -> bool:
    return len(unit) == 1 and unit[0].size < _EDGE_SIZE * body and not unit[0].vertical


def _outermost(boxes: Sequence[Box], *, at_top: bool) -> list[int]:
    """The lines on the level of the first or the last line of a page."""
    first = min(boxes, key=lambda box: box.bottom) if at_top else max(boxes, key=lambda box: box.top)
    level = (first.top + first.bottom) / 2
    row = [at for at, box in enumerate(boxes) if box.top <= level <= box.bottom]
    return sorted(row, key=lambda at: boxes[at].height)


def _is_apart(boxes: Sequence[Box], row: Sequence[int], body: float, *, at_top: bool) -> bool:
    """Whether the rest of the page leaves more space to a row than lines do to one another."""
    own = Box.around(boxes[at] for at in row)
    rest = [box for at, box in enumerate(boxes) if at not in row]
    if not rest:
        return False
    gap = min(box.top for box in rest) - own.bottom if at_top else own.top - max(box.bottom for box in rest)
    return gap > 0.9 * body  # more than leading


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
    """How the text of the page runs: are paragraphs indented, how wide are its columns, how far apart its lines?"""
    indents = 0
    widths: list[float] = []
    gaps: list[float] = []
    for item in items:
        if item.kind != "text" or len(item.atoms) < 3:  # noqa: PLR2004  # a paragraph of some lines
            continue
        edge = min(atom.own.left for atom in item.atoms)
        indents += sum(0.8 <= (atom.own.left - edge) / max(atom.size, 1e-6) <= 4.5 for atom in item.atoms)  # noqa: PLR2004  # characters
        gaps += (b.own.top - a.own.bottom for a, b in itertools.pairwise(item.atoms))
        widths += [max(atom.own.right for atom in item.atoms) - edge] * len(item.atoms)
    return Flow(
        body=sheet.body,
        rules=[sheet.laid(rule) for rule in sheet.rules],
        indented=indents >= _LEAST_INDENTS,
        same=sheet.same,
        measure=statistics.median(widths) if widths else 0.0,
        leading=statistics.median(gaps) if gaps else 0.0,
        printed=_printed(sheet, items),
    )


def _printed(sheet: Sheet, items: Sequence[Item]) -> dict[bool, list[Box]]:
    """Where everything on a page stands, in the direction of its lines; pictures and tables in that of the page."""
    found: dict[bool, list[Box]] = {False: [], True: []}
    for atom in (atom for unit in sheet.units for atom in unit):
        found[atom.vertical].append(atom.own)
    found[sheet.vertical] += [item.box for item in items if item.kind in {"picture", "table"}]
    return found


def _mark_masthead(sheet: Sheet, items: Sequence[Item]) -> None:
    """The small lines beside and below the nameplate of a front page stand each for itself."""
    if sheet.page.number != 1:
        return
    headers = [item for item in items if item.kind == "header" and item.size >= _NAMEPLATE * sheet.body]
    if not headers:
        return
    name = min(headers, key=lambda item: (item.box.top, -item.size))
    facts = [
        item
        for item in items
        if item.kind == "text"
        and item.box.top < name.box.bottom + 5 * sheet.body
        and item.box.bottom > name.box.top - 4 * sheet.body
        and item.size <= _FACTS * sheet.body
    ]
    for item in facts:
        item.stands = True
    if sum(len(item.atoms) for item in facts) >= _LEAST_FACTS:
        largest = max(name.atoms, key=lambda atom: atom.size)
        largest.label, largest.level = largest.label or "masthead", 0
