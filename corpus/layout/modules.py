"""An article as a rectangle: titles, columns of body type, pictures, tables and boxes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from .boxes import label_of_note
from .designs import Style
from .inserts import Inserts, Plan
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
        if self.are_briefs(unit):
            block, orders = self.briefs(unit, columns)
            block.space = self.style.size * 0.5
            return Module(stacked([*blocks, block], width), columns, orders)
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
        """Whether the unit is framed."""
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
        found, v = self.end_marks(plan, v)
        marks += found
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
        found, v = self.end_marks(plan, v)
        marks += [mark.moved(step, 0.0) for mark in found]
        return Block(self.style.width(columns), v, marks), self.order(story, plan, placed, [])

    def end_marks(self, plan: Plan, v: float) -> tuple[list[Mark], float]:
        """What is set below the columns, and where it ends."""
        marks: list[Mark] = []
        for row in plan.rows():
            v += self.style.line * 0.6
            for end in row:
                marks += end.block.at(self.start(end.column), v)
            v += max(end.block.dv for end in row)
        return marks, v

    def briefs(self, unit: Unit, columns: int) -> tuple[Block, dict[int, list[float]]]:
        """Briefs one after the other through some columns, each under a headline as small as a cross-heading."""
        details, size = self.style.details, self.style.size * self.style.details.brief_size
        atoms: list[tuple[float, Block]] = []
        for story in unit.stories:
            frame = self.setter.frame()
            head = self.setter.lines(
                story.headline,
                details.heading_face,
                size,
                self.style.measure,
                align=details.heading_align,
                frame=frame,
            )
            for piece in story.below:
                head += self.setter.lines(
                    piece, self.style.small, self.style.size, self.style.measure, frame=frame
                )
            head[0].space = self.style.line * details.heading_space
            for block in head:
                block.glue = True
            atoms += [(-1.0, block) for block in head]
            atoms += self.flow(story.parts, story.closing)
        placed, v = self.filled(atoms, [0.0] * columns)
        marks = self.column_marks(placed, [0.0] * columns, v)
        orders = {story.number: [part.block for part in story.parts] for story in unit.stories}
        return Block(self.style.width(columns), v, marks), orders

    def are_briefs(self, unit: Unit) -> bool:
        """Whether a unit can be set as briefs: nothing stands above its headlines, and they are short."""
        longest = 60 if self.style.lang.startswith(("en", "ko")) else 22
        return (
            self.style.details.brief_size > 0
            and len(unit.stories) > 1
            and unit.length < 260 * len(unit.stories)
            and all(not story.above and len(story.headline.text) <= longest for story in unit.stories)
        )

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
                details = style.details
                made = self.setter.lines(
                    part.pieces[0],
                    details.heading_face,
                    style.size * details.heading_size,
                    width,
                    align=details.heading_align,
                    frame=frame,
                )
                made[0].space = style.line * details.heading_space
                for block in made:
                    block.glue = True
                blocks += made
            elif part.kind == "quote":
                made = self.setter.lines(part.pieces[0], "serif-bold", style.size * 1.2, width, frame=frame)
                made[0].space = style.line * 0.5
                blocks += made
            elif (
                part.kind == "note"
                and style.details.note_label
                and label_of_note(part.pieces[0].text, style.lang)
            ):
                blocks += self.labelled_note(part.pieces[0], width, frame)
            else:
                face = style.small if part.kind == "note" else style.body
                for piece in part.pieces:
                    hanging = part.kind == "list" and style.hanging
                    blocks += self.setter.lines(
                        piece, face, style.size, width, align=align, frame=frame,
                        indent=0.0 if hanging else style.indent, hang=style.size if hanging else 0.0,
                    )  # fmt: skip
        return blocks

    def labelled_note(self, piece: Piece, width: float, frame: int) -> list[Block]:
        """A note with the words that say so as a heading of its own."""
        style = self.style
        label = label_of_note(piece.text, style.lang)
        head = self.setter.lines(
            replace(piece, text=label), "sans-bold", style.size * style.details.box_label, width, frame=frame
        )
        rest = self.setter.lines(
            replace(piece, text=piece.text[len(label) :]), style.body, style.size, width, indent=style.indent, frame=frame,
        )  # fmt: skip
        for block in (*head, *rest):
            for mark in block.marks:
                mark.piece, mark.first = piece, mark.first and block in head
        for block in head:
            block.glue = True
        rest[-1].piece = piece
        return [*head, *rest]

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
        for end in plan.ends:
            keys[end.part] = 1000.0 + end.part
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
