"""What is printed on a page, in two kinds of coordinates.

Text is laid out in (u, v): u runs along the lines, v from line to line. On a horizontal page u is x and v is y; on a
vertical page u runs down and v from the right edge to the left. `Mark.turned` goes from one to the other. All lengths
are points; the origin is a corner of the type area.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(eq=False)
class Piece:
    """A part of the issue that is printed in one go: a headline, a paragraph, a caption.

    Attributes:
        role: as in `corpus.pages`: MAST, FOLIO, COL, KICK, HEAD, DECK, BY, P, H, FIG, ...
        article: the number of its article in the issue, None for mastheads and folios.
        text: as the issue has it.
        info: the people of its article, for names.
    """

    role: str
    article: int | None
    text: str
    info: dict[str, Any] = field(default_factory=dict)


@dataclass
class Mark:
    """A printed line, picture, rule, frame or filled box.

    Attributes:
        kind: 'text', 'picture', 'rule', 'frame' or 'fill'.
        u, v, du, dv: its rectangle; of a text its line of ems.
        text: what is printed.
        face, size: of the text; the size in points.
        across: on a vertical page: a line that runs from left to right.
        gap: what is added behind each character, word_gap behind each space.
        white: printed in white on a fill.
        piece: what the text belongs to.
        first: whether this is the piece's first line.
        frame: marks with the same frame are drawn one after another.
        seed: of a picture.
        cell: row and column of a table's cell.
    """

    kind: str
    u: float
    v: float
    du: float
    dv: float
    text: str = ""
    face: str = "serif"
    size: float = 0.0
    across: bool = False
    gap: float = 0.0
    word_gap: float = 0.0
    white: bool = False
    piece: Piece | None = None
    first: bool = False
    frame: int = 0
    seed: int = 0
    weight: float = 0.5

    def moved(self, u: float, v: float) -> Mark:
        """The same mark somewhere else."""
        mark = copy(self)
        mark.u, mark.v = self.u + u, self.v + v
        return mark

    def turned(self, extent: float) -> Mark:
        """From a vertical block's (u, v) to (x, y) or back; extent is the block's width on paper."""
        return replace(self, u=extent - self.v - self.dv, v=self.u, du=self.dv, dv=self.du)

    def laid_across(self, width: float) -> Mark:
        """A mark of a horizontal block of this width, in the (u, v) of a vertical page."""
        return replace(self, u=self.v, v=width - self.u - self.du, du=self.dv, dv=self.du, across=True)


@dataclass
class Block:
    """A rectangle of marks.

    Attributes:
        du, dv: its size.
        marks: relative to its start.
        glue: it may not be the last of a column.
        piece: the piece that ends with it, if one does.
    """

    du: float
    dv: float
    marks: list[Mark] = field(default_factory=list)
    glue: bool = False
    space: float = 0.0
    piece: Piece | None = None

    def at(self, u: float, v: float) -> list[Mark]:
        """Its marks, when it stands there."""
        return [mark.moved(u, v) for mark in self.marks]


def stacked(blocks: list[Block], du: float) -> Block:
    """Blocks one behind the other in the direction of v."""
    marks, v = [], 0.0
    for block in blocks:
        v += block.space if marks else 0.0
        marks += block.at(0.0, v)
        v += block.dv
    return Block(du, v, marks)


def crosswise(block: Block) -> Block:
    """A block that was laid out horizontally, for a vertical page."""
    return Block(block.dv, block.du, [mark.laid_across(block.du) for mark in block.marks], space=block.space)
