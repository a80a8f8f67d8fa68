"""What stands in or beside the columns of an article: pictures with captions, tables, boxes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .designs import Style
from .faces import face
from .lines import Cut, break_lines
from .marks import Block, Mark, Piece, crosswise, stacked
from .setting import Setter
from .stories import Part


_TALLEST = 16
"""Lines of a box that does not take all columns."""


@dataclass
class Top:
    """A picture over the first lines of some columns."""

    part: float
    block: Block
    column: int
    columns: int
    v: float = 0.0


@dataclass
class End:
    """What is set below the columns of an article, across all or some of them."""

    part: float
    block: Block
    column: int
    columns: int


@dataclass
class Plan:
    """Where the parts of a body go: above columns, into them, or below them all."""

    tops: list[Top] = field(default_factory=list)
    flow: list[Part] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)

    def rows(self) -> list[list[End]]:
        """What is set below the columns, row by row."""
        rows: list[list[End]] = []
        for end in self.ends:
            if rows and end.column and end.column >= rows[-1][-1].column + rows[-1][-1].columns:
                rows[-1].append(end)
            else:
                rows.append([end])
        return rows


class Inserts:
    """Makes inserts in one style."""

    def __init__(
        self, style: Style, setter: Setter, atoms: Callable[[list[Part], float], list[Block]]
    ) -> None:
        self.style, self.setter, self.atoms = style, setter, atoms
        self.pictures = 0

    def plan(self, parts: list[Part], columns: int, over: int, rng: random.Random) -> Plan:
        """Where each part goes in a module of so many columns."""
        plan = Plan()
        for part in parts:
            if columns > 1 and part.kind == "figure" and not plan.tops and rng.random() < 0.7:
                span = rng.randint(1, min(columns, 3))
                column = rng.choice((0, columns - span))
                if self.style.vertical:
                    span = min(span, columns - column)
                plan.tops.append(Top(part.block, self.figure(part, self.style.width(span)), column, span))
            elif columns > 1 and part.kind == "table" and self.table_width(part) > self.style.measure:
                plan.ends.append(End(part.block, self.table(part, self.style.width(columns)), 0, columns))
            elif columns > 1 and part.kind == "aside" and rng.random() < 0.5:
                self.place_end(plan, part, columns, rng)
            elif columns > 1 and part.kind == "note" and rng.random() < self.style.details.notes_beside:
                self.place_end(plan, part, columns, rng)
            else:
                plan.flow.append(part)
        return plan

    def place_end(self, plan: Plan, part: Part, columns: int, rng: random.Random) -> None:
        """Put a box or a note below the columns: across all of them, or across some, beside what is already there."""
        before = plan.ends[-1] if plan.ends else None
        room = columns - before.column - before.columns if before else 0
        if room > 0 and rng.random() < 0.8:
            start, span = columns - room, rng.randint(1, room)
        elif rng.random() < self.style.details.narrow:
            start, span = 0, rng.randint(1, columns - 1)
        else:
            start, span = 0, columns
        if part.kind == "note":
            span = min(span, 2)
            block = stacked(self.atoms([part], self.style.width(span)), self.style.width(span))
        else:
            block = self.aside(part, span)
            if block.dv > _TALLEST * self.style.line and not start:
                start, span = 0, columns
                block = self.aside(part, span)
        plan.ends.append(End(part.block, block, start, span))

    def insert(self, part: Part, width: float) -> Block:
        """A picture, table or box of one column, with space before it."""
        if part.kind == "figure":
            block = self.figure(part, width)
        elif part.kind == "table":
            block = self.table(part, width)
        else:
            block = self.framed(self.stack(part, width - 1.4 * self.style.size), self.style.size * 0.7)
        block.space = self.style.line * 0.5
        half = self.style.line * 0.4
        return Block(block.du, block.dv + half, block.marks, space=block.space)

    def stack(self, part: Part, width: float) -> Block:
        """A box's title and body in one column."""
        return stacked(self.box_titles(part, width) + self.atoms(part.parts, width), width)

    def box_titles(self, part: Part, width: float) -> list[Block]:
        """The title of a box; where its body begins with a heading, the title is a label over that."""
        if not part.title:
            return []
        details = self.style.details
        labelled = bool(part.parts) and part.parts[0].kind == "h"
        size = self.style.size * (details.box_label if labelled else details.box_title)
        frame = self.setter.frame()
        return [self.setter.text(part.title, "sans-bold", size, width, align="center", frame=frame)]

    def aside(self, part: Part, columns: int) -> Block:
        """A box over several columns."""
        pad = self.style.size * 0.8
        width = self.style.width(columns) - 2 * pad
        blocks = self.box_titles(part, width)
        inner = (width - (columns - 1) * self.style.gutter) / columns
        atoms = self.atoms(part.parts, inner)
        v = sum(block.dv + block.space for block in atoms) / columns
        placed = None
        while placed is None:
            placed, v = _even(atoms, columns, v), v + self.style.line / 3
        marks = [
            mark
            for column, blocks_at in enumerate(placed)
            for at, block in blocks_at
            for mark in block.at(column * (inner + self.style.gutter), at)
        ]
        body = Block(width, max((at + b.dv for c in placed for at, b in c), default=0.0), marks)
        return self.framed(stacked([*blocks, body], width), pad)

    def framed(self, block: Block, pad: float) -> Block:
        """A block in a frame; where it is as wide as its columns, the frame stands around them."""
        wide = Block(block.du + 2 * pad, block.dv + 2 * pad, block.at(pad, pad))
        frame = Mark("frame", 0.0, 0.0, wide.du, wide.dv, weight=0.6, frame=self.setter.frame())
        return Block(wide.du, wide.dv, [frame, *wide.marks])

    def figure(self, part: Part, width: float) -> Block:
        """A picture with its caption and credit; width is the room along the lines."""
        self.pictures += 1
        style, small = self.style, self.style.size * 0.86
        seed = int(part.block) * 100 + self.pictures
        shape = random.Random(seed).uniform(0.55, 0.75)
        across = style.vertical
        wide = width if not across else max(width / (shape + 0.25), style.size * 9)
        blocks = [
            self.setter.text(
                piece, style.small, small, wide, frame=self.setter.frame(), leading=1.3, vertical=False,
                align="end" if piece.role == "CRED" else "start",
            )
            for piece in part.pieces
        ]  # fmt: skip
        height = wide * shape
        if across:
            height = max(width - sum(b.dv for b in blocks) - small * 0.5, width * 0.3)
        picture = Block(wide, height + small * 0.4, [Mark("picture", 0.0, 0.0, wide, height, seed=seed)])
        whole = stacked([picture, *blocks], wide)
        return crosswise(whole) if across else whole

    def table_width(self, part: Part) -> float:
        """The width of a table whose cells are not broken."""
        size = self.style.size * 0.88
        return sum(_natural(part, self.style.small)) * size + size * 1.2 * len(part.table["header"])

    def table(self, part: Part, width: float) -> Block:
        """A table with its caption and note, in the direction of the page's lines."""
        if not self.style.vertical:
            return self.table_across(part, width, self.style.size * 0.88)
        size = self.style.size * 0.88
        wide = min(max(self.table_width(part), self.style.size * 10), self.style.size * 34)
        while True:
            block = crosswise(self.table_across(part, wide, size))
            if block.du <= width or size < 4:
                return block
            size, wide = size * 0.94, wide * 1.05

    def table_across(self, part: Part, width: float, size: float) -> Block:
        """A horizontal table of this width."""
        natural = _natural(part, self.style.small)
        while size > 4.5 and sum(_least(part, self.style.small)) * size + 0.8 * size * len(natural) > width:
            size *= 0.95
        pad = size * 0.4
        room = width - 2 * pad * len(natural)
        shares = _shares(
            [n * size for n in natural], [n * size for n in _least(part, self.style.small)], room
        )
        blocks = [
            self.setter.text(
                p, "sans-bold", size * 1.1, width, align="center", vertical=False, frame=self.setter.frame()
            )
            for p in part.pieces
        ]
        rows = [part.table["header"], *part.table["rows"]]
        frame, whole = self.setter.frame(), Piece("TAB", _article(part), "")
        for number, row in enumerate(rows):
            blocks.append(self.row(row, number, shares, pad, size, frame, whole))
        rule = Mark("rule", 0.0, 0.0, width, 0.0, weight=0.6, frame=frame)
        blocks.append(Block(width, size * 0.3, [rule]))
        for note in part.parts:
            blocks.append(
                self.setter.text(
                    note.pieces[0],
                    self.style.small,
                    size * 0.9,
                    width,
                    vertical=False,
                    frame=self.setter.frame(),
                )
            )
        return stacked(blocks, width)

    def row(self, row, number: int, shares, pad: float, size: float, frame: int, whole: Piece) -> Block:
        """A row of cells, with a rule above the head and below it."""
        marks, u, most = [], 0.0, 0.0
        name = "sans-bold" if number == 0 else self.style.small
        for column, (cell, share) in enumerate(zip(row, shares)):
            cuts = break_lines(str(cell), face(name), share / size + 0.05, self.style.lang)
            for at, cut in enumerate(cuts):
                mark = self.setter.line(
                    Cut(cut.text, cut.width), whole, name, size, share, align="start" if column == 0 else "center",
                    frame=frame, first=at == 0 and column == 0,
                )  # fmt: skip
                marks += [mark.moved(u + pad, at * size * 1.25 + size * 0.2)] if cut.text else []
            most = max(most, len(cuts) * size * 1.25 + size * 0.4)
            u += share + 2 * pad
        if number < 2:
            marks.append(Mark("rule", 0.0, 0.0, u, 0.0, weight=0.6, frame=frame))
        return Block(u, most, marks)


def _article(part: Part) -> int | None:
    pieces = part.pieces + [piece for inner in part.parts for piece in inner.pieces]
    return pieces[0].article if pieces else None


def _natural(part: Part, name: str) -> list[float]:
    rows = [part.table["header"], *part.table["rows"]]
    count = max(map(len, rows))
    padded = [[str(cell) for cell in row] + [""] * (count - len(row)) for row in rows]
    return [max(face(name).width(row[at]) for row in padded) + 0.3 for at in range(count)]


def _least(part: Part, name: str) -> list[float]:
    """The widest part of each column that is not broken, in ems."""
    rows = [part.table["header"], *part.table["rows"]]
    words = [[re.findall(r"[!-~]+|.", str(cell)) for cell in row] for row in rows]
    return [
        max(face(name).width(word) for row in words for word in (row[at] if at < len(row) else []) or [""])
        + 0.3
        for at in range(max(map(len, rows)))
    ]


def _shares(natural: list[float], least: list[float], room: float) -> list[float]:
    """The widths of a table's columns: as they would like, or less for the widest, but for what is not broken."""
    if sum(natural) <= room:
        spare = (room - sum(natural)) / len(natural)
        return [width + spare for width in natural]
    cap = max(natural)
    while sum(max(min(width, cap), low) for width, low in zip(natural, least)) > room and cap > 1:
        cap *= 0.97
    capped = [max(min(width, cap), low) for width, low in zip(natural, least)]
    return [width * min(1.0, room / sum(capped)) for width in capped]


def _even(atoms: list[Block], columns: int, most: float):
    placed: list[list[tuple[float, Block]]] = [[] for _ in range(columns)]
    at = 0
    for column in range(columns):
        v = 0.0
        while at < len(atoms):
            space = atoms[at].space if placed[column] else 0.0
            if v + space + atoms[at].dv > most + 0.01:
                break
            placed[column].append((v + space, atoms[at]))
            v += space + atoms[at].dv
            at += 1
    return placed if at == len(atoms) else None
