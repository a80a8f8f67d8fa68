"""An article as a rectangle: titles, columns of body type, pictures, tables and boxes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from .designs import Style
from .inserts import Inserts
from .marks import Block, Mark, Piece, crosswise, stacked
from .setting import Setter
from .stories import Part, Story, Unit

TALL = 4000.0
"""More than any page, in points."""


@dataclass
class Module:
    """A unit set as a rectangle of some columns; orders: the printed order of each story's body blocks."""

    block: Block
    columns: int
    orders: dict[int, list[float]] = field(default_factory=dict)
    text: float = 0.0


class Maker:
    """Makes modules in one style."""

    def __init__(self, style: Style, seed: int) -> None:
        self.style, self.seed = style, seed
        self.setter = Setter(style)
        self.inserts = Inserts(style, self.setter, self.atoms)

    def unit(self, unit: Unit, columns: int, rank: int) -> Module:
        """A unit over so many columns; rank 0 is the page's first story."""
        width = self.style.width(columns)
        blocks, orders = [], {}
        first = unit.stories[0]
        if len(unit.stories) > 1 and first.label:
            blocks.append(self.setter.label(first.label, width))
        for at, story in enumerate(unit.stories):
            labelled = len(unit.stories) == 1
            block, order = self.story(story, columns, rank if at == 0 else 9, labelled=labelled)
            block.space = self.style.line if blocks else 0.0
            if at and self.style.module_rules:
                block = self.ruled(block)
            blocks.append(block)
            orders[story.number] = order
        block = stacked(blocks, width)
        if self.framed(unit, columns):
            pad = min(self.style.gutter * 0.32, self.style.size * 0.7)
            framed = self.inserts.framed(block, pad)
            block = Block(block.du, framed.dv, framed.at(-pad, 0.0))
        return Module(block, columns, orders)

    def ruled(self, block: Block) -> Block:
        """A block below a thin rule."""
        half = self.style.line / 2
        rule = Mark("rule", 0.0, 0.0, block.du, 0.0, weight=0.4, frame=self.setter.frame())
        return Block(block.du, block.dv + half, [rule, *block.at(0.0, half)], space=block.space / 2)

    def framed(self, unit: Unit, columns: int) -> bool:
        """Whether the unit stands in a frame."""
        chance = random.Random(f"{self.seed} frame {unit.stories[0].number}").random()
        return unit.length < 320 and columns < self.style.columns and chance < self.style.design.frames

    def story(self, story: Story, columns: int, rank: int, *, labelled: bool) -> tuple[Block, list[float]]:
        """An article over so many columns, and the order in which its body blocks are printed."""
        rng = random.Random(f"{self.seed} story {story.number} {columns}")
        if columns > 2 and rng.random() < self.style.design.across:
            found = self.story_across(story, columns, rank, rng, labelled=labelled)
            if found:
                return found
        over = self.head_columns(story, columns, rng)
        head = self.head(story, over, rank, rng, labelled=labelled)
        offsets = [head.dv if at < over else 0.0 for at in range(columns)]
        plan = self.inserts.plan(story.parts, columns, over, rng)
        early = [figure for figure in plan.tops if figure.column == 0]
        for top in plan.tops:
            for at in range(top.column, top.column + top.columns):
                top.v = max(top.v, offsets[at])
            for at in range(top.column, top.column + top.columns):
                offsets[at] = top.v + top.block.dv + self.style.line * 0.5
        atoms = self.flow(plan.flow, story.closing)
        placed, v = self.filled(atoms, offsets)
        marks = list(head.marks)
        for top in plan.tops:
            marks += top.block.at(self.start(top.column), top.v)
        marks += self.column_marks(placed, offsets, v)
        for block in plan.ends:
            v += self.style.line * 0.6
            marks += block[1].at(0.0, v)
            v += block[1].dv
        order = self.order(story, plan, placed, early)
        return Block(self.style.width(columns), v, marks), order

    def story_across(self, story: Story, columns: int, rank: int, rng, *, labelled: bool):
        """On a vertical page: the article under a headline that runs from left to right; None where it is too narrow."""
        plan = self.inserts.plan(story.parts, columns - 1, 0, rng)
        plan.flow = sorted(
            plan.flow + [story.parts[int(top.part)] for top in plan.tops], key=lambda p: p.block
        )
        plan.tops = []
        placed, v = self.filled(self.flow(plan.flow, story.closing), [0.0] * (columns - 1))
        if v < self.style.size * 12:
            return None
        style = replace(self.style, design=replace(self.style.design, vertical=False))
        wide = Maker(style, self.seed)
        wide.setter.frames = self.setter.frame() * 1000
        size = v / max(8.0, len(story.headline.text) + 1.0)
        head = wide.head_over(story, v, min(size, style.size * (4 if rank == 0 else 3)), labelled=labelled)
        if head.dv > self.style.measure:
            return None
        step = self.style.measure + self.style.gutter
        marks = crosswise(head).at((self.style.measure - head.dv) / 2, 0.0)
        marks += [mark.moved(step, 0.0) for mark in self.column_marks(placed, [0.0] * (columns - 1), v)]
        for _, block in plan.ends:
            marks += block.at(step, v + self.style.line * 0.6)
            v += block.dv + self.style.line * 0.6
        return Block(self.style.width(columns), v, marks), self.order(story, plan, placed, [])

    def running(self, unit: Unit) -> list[tuple[float, Block]]:
        """A unit as the atoms of one column, with a rule after it."""
        atoms: list[tuple[float, Block]] = []
        for story in unit.stories:
            rng = random.Random(f"{self.seed} running {story.number}")
            head = self.head(story, 1, 9, rng, labelled=True)
            atoms.append((-1.0, Block(head.du, head.dv, head.marks, glue=True, space=self.style.line * 0.7)))
            atoms += self.flow(story.parts, story.closing)
        line = Mark(
            "rule", self.style.measure * 0.2, self.style.line * 0.4, self.style.measure * 0.6, 0.0, weight=0.5
        )
        return [*atoms, (-1.0, Block(self.style.measure, self.style.line * 0.8, [line]))]

    def start(self, column: int) -> float:
        """Where a column begins."""
        return column * (self.style.measure + self.style.gutter)

    def head_columns(self, story: Story, columns: int, rng: random.Random) -> int:
        """Over how many columns the titles stand."""
        if not self.style.vertical or columns < 2:
            return columns
        needed = len(story.headline.text) * self.style.size * 1.9 / (self.style.measure + self.style.gutter)
        least = max(1, min(columns, round(needed / 2)))
        return rng.randint(least, columns)

    def head(self, story: Story, columns: int, rank: int, rng: random.Random, *, labelled: bool) -> Block:
        """The titles over so many columns."""
        style = self.style
        base = style.size * style.design.scale * {1: 1.75, 2: 2.3, 3: 2.8}.get(columns, 3.3)
        size = base * (1.25 if rank == 0 else 1.0) * rng.uniform(0.9, 1.1)
        return self.head_over(
            story, style.width(columns), size, labelled=labelled, most=3 if columns == 1 else 2
        )

    def head_over(self, story: Story, width: float, size: float, *, labelled: bool, most: int = 2) -> Block:
        """The titles in a room of this width, the headline in this size or a smaller one."""
        style, frame, blocks = self.style, self.setter.frame(), []
        align = "center" if style.centred else "start"
        if labelled and story.label:
            blocks.append(self.setter.label(story.label, width))
        heading = self.setter.headline(
            story.headline, style.head, width, size, most, align=align, frame=frame
        )
        size = heading.marks[0].size
        for piece in story.above:
            blocks.append(self.title(piece, width, max(style.size * 1.1, size * 0.5), align, frame))
        blocks.append(heading)
        for piece in story.below:
            blocks.append(self.title(piece, width, max(style.size * 1.1, size * 0.46), align, frame))
        for block in blocks[1:]:
            block.space = style.size * 0.25
        head = stacked(blocks, width)
        return Block(width, head.dv + style.size * 0.7, head.marks)

    def title(self, piece: Piece, width: float, size: float, align: str, frame: int) -> Block:
        """A kicker, deck, byline or another line of the titles."""
        style = self.style
        if piece.role in ("KICK", "DECK"):
            face = "serif" if style.head == "sans-bold" else "sans"
            return self.setter.headline(piece, face, width, size, 2, align=align, frame=frame)
        face = {"JF": style.small, "BY": style.small}.get(piece.role, style.body)
        return self.setter.text(piece, face, style.size, width, align=align, frame=frame)

    def atoms(self, parts: list[Part], width: float) -> list[Block]:
        """Body parts as lines and inserts of one column."""
        style, frame, blocks = self.style, self.setter.frame(), []
        align = "justify" if style.justified else "start"
        for part in parts:
            if part.kind in ("figure", "table", "aside"):
                blocks.append(self.inserts.insert(part, width))
            elif part.kind == "h":
                size = style.size * 1.15
                made = self.setter.lines(
                    part.pieces[0], "sans-bold", size, width, align="center", frame=frame
                )
                made[0].space = style.line * 0.4
                for block in made:
                    block.glue = True
                blocks += made
            elif part.kind == "quote":
                made = self.setter.lines(part.pieces[0], "serif-bold", style.size * 1.2, width, frame=frame)
                made[0].space = style.line * 0.5
                blocks += made
            else:
                face = style.small if part.kind == "note" else style.body
                for piece in part.pieces:
                    hanging = part.kind == "list" and style.hanging
                    blocks += self.setter.lines(
                        piece, face, style.size, width, align=align, frame=frame,
                        indent=0.0 if hanging else style.indent, hang=style.size if hanging else 0.0,
                    )  # fmt: skip
        return blocks

    def flow(self, parts: list[Part], closing: list[Piece]) -> list[Block]:
        """The atoms of a body with its closing lines; each knows the block that it belongs to."""
        found = []
        for part in parts:
            for block in self.atoms([part], self.style.measure):
                found.append((part.block, block))
        for piece in closing:
            frame = self.setter.frame()
            for block in self.setter.lines(
                piece, self.style.small, self.style.size, self.style.measure, align="end", frame=frame
            ):
                found.append((-1.0, block))
        return found

    def filled(self, atoms: list, offsets: list[float]):
        """The atoms in columns of as even a length as they allow."""
        whole = sum(block.dv + block.space for _, block in atoms)
        v = max([(whole + sum(offsets)) / len(offsets), *offsets]) if atoms else max(offsets)
        while True:
            placed = fill(atoms, offsets, v)
            if placed is not None:
                return placed, v
            v += self.style.line / 3
            if v > TALL:
                raise ValueError("an article does not fit a page")

    def column_marks(self, placed, offsets: list[float], v: float) -> list[Mark]:
        """The marks of filled columns, with rules between them."""
        marks = []
        for column, blocks in enumerate(placed):
            for at, _, block in blocks:
                marks += block.at(self.start(column), at)
            if (
                column
                and self.style.column_rules
                and v - max(offsets[column - 1 : column + 1]) > 2 * self.style.line
            ):
                top = max(offsets[column - 1 : column + 1])
                u = self.start(column) - self.style.gutter / 2
                marks.append(Mark("rule", u, top, 0.0, v - top, weight=0.3))
        return marks

    def order(self, story: Story, plan, placed, early) -> list[float]:
        """The numbers of the body's blocks in the order of print."""
        keys: dict[float, float] = {part.block: part.block for part in plan.flow}
        for top in plan.tops:
            before = [number for _, number, _ in sum(placed[: top.column], []) if number >= 0]
            keys[top.part] = (before[-1] if before else -1.0) + 0.5 + top.column / 1000
            if top in early:
                keys[top.part] = -1.0
        for number, _ in plan.ends:
            keys[number] = 1000.0 + number
        return sorted(keys, key=lambda number: (keys[number], number))


def fill(atoms: list, offsets: list[float], most: float):
    """The atoms in columns no longer than `most`: (v, number, block) for each, or None when they do not fit."""
    placed: list[list] = [[] for _ in offsets]
    at = 0
    for column, offset in enumerate(offsets):
        v = offset
        while at < len(atoms):
            number, block = atoms[at]
            space = block.space if placed[column] else 0.0
            if v + space + block.dv > most + 0.01:
                break
            placed[column].append((v + space, number, block))
            v += space + block.dv
            at += 1
        if at < len(atoms):
            while placed[column] and placed[column][-1][2].glue:
                placed[column].pop()
                at -= 1
    return placed if at == len(atoms) else None
