"""Set lines, rules and pictures become marks on a page.

A canvas is a rectangle of the page in which lines run along x and follow one another along y. For vertical lines it
is turned: x runs down the page and y from right to left, so nobody who makes a page up needs to know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from ebook.composer.rows import SetLine
from ebook.composer.shaping import Cell
from ebook.composer.texts import ARTIFACT, Text
from ebook.painter.page import Face, Fill, Frame, Glyph, GlyphRun, Mark, Node, Picture

__all__ = ["BLACK", "Canvas", "PageMarks"]

BLACK = (0.0, 0.0, 0.0)
_MIDDLE = 0.38  # em: how far the middle of a square is above the baseline
_CAPITALS = 0.73  # em
_READING = 0.5
_DOT = 0.16  # em

_Color = tuple[float, float, float]


@dataclass
class PageMarks:
    """What is drawn on a page: grounds and rules below, text and pictures above."""

    ground: list[Mark] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def in_order(self, places: dict[Node, int]) -> tuple[Frame, ...]:
        """The frames in drawing order, which is reading order: that of their nodes in the structure."""
        ground = (Frame(None, tuple(self.ground), "Layout"),) if self.ground else ()
        return (*ground, *sorted(self.frames, key=lambda frame: places[frame.node] if frame.node else -1))


@dataclass(frozen=True)
class Canvas:
    """A rectangle of a page with a direction of lines.

    Attributes:
        marks: of the page.
        left, top, width, height: of the rectangle on the page, in points.
        vertical: whether lines run down the page.
        em: the size of running text, in points.
    """

    marks: PageMarks
    left: float
    top: float
    width: float
    height: float
    em: float
    vertical: bool = False

    @property
    def length(self) -> float:
        """How far lines can run."""
        return self.height if self.vertical else self.width

    @property
    def depth(self) -> float:
        """How far lines can follow one another."""
        return self.width if self.vertical else self.height

    def box(self, x: float, y: float, length: float, depth: float) -> tuple[float, float, float, float]:
        """Left, top, width and height on the page of a rectangle of the canvas."""
        if self.vertical:
            return self.left + self.width - y - depth, self.top + x, depth, length
        return self.left + x, self.top + y, length, depth

    def fill(self, x: float, y: float, length: float, depth: float, color: _Color = BLACK) -> None:
        """A rule or a ground."""
        left, top, width, height = self.box(x, y, length, depth)
        self.marks.ground.append(Fill(left, top, width, height, color))

    def picture(self, node: Node, data: bytes, rectangle: tuple[float, float, float, float]) -> None:
        """A picture that fills a rectangle, given as x, y, length and depth."""
        self.marks.frames.append(Frame(node, (Picture(*self.box(*rectangle), data),)))

    def line(self, line: SetLine, x: float, middle: float, color: _Color = BLACK) -> None:
        """A line whose squares have their middle at `middle`."""
        if line.line.stop <= line.line.start:
            return
        pieces = _pieces(line, self.em)
        start = x + line.left * self.em
        size = line.size * self.em
        for owner, group in groupby(pieces, lambda piece: piece.owner):
            runs = [
                self._run(list(run), start, middle, size, color)
                for _, run in groupby(group, lambda piece: piece.look)
            ]
            is_added = owner.tag == ARTIFACT
            self.marks.frames.append(
                Frame(None, tuple(runs), "Pagination") if is_added else Frame(owner, tuple(runs))
            )
        self._beside(line, pieces, start, middle, size)

    def _run(self, pieces: list[_Piece], start: float, middle: float, size: float, color: _Color) -> GlyphRun:
        first = pieces[0]
        glyphs: list[Glyph] = []
        for number, piece in enumerate(pieces):
            following = (
                pieces[number + 1].at if number + 1 < len(pieces) else piece.at + piece.cell.width * size
            )
            glyphs += _glyphs(piece.cell, following - piece.at, size)
        along = start + first.at
        if not self.vertical:
            return GlyphRun(
                first.cell.face,
                size,
                self.left + along,
                self.top + middle + _MIDDLE * size,
                tuple(glyphs),
                color=color,
            )
        center, down = self.left + self.width - middle, self.top + along
        posture = first.cell.posture
        if posture == "rotated":
            base = center - _CAPITALS * size / 2
            return GlyphRun(first.cell.face, size, base, down, tuple(glyphs), rotated=True, color=color)
        if posture == "together":
            width = sum(glyph.advance for glyph in glyphs)
            base = down + size * (0.5 + _CAPITALS / 2)
            return GlyphRun(first.cell.face, size, center - width / 2, base, tuple(glyphs), color=color)
        return GlyphRun(first.cell.face, size, center, down, tuple(glyphs), vertical=True, color=color)

    def _beside(self, line: SetLine, pieces: list[_Piece], start: float, middle: float, size: float) -> None:
        """What stands above or below a line (at the right of a vertical one): readings and emphasis dots."""
        text, first = line.text, line.line.start
        for number in range(first, line.line.stop):
            piece = pieces[number - first]
            if number in text.dotted:
                below = text.shaper.typesetting.dots == "below" and not self.vertical
                at = middle + size * (0.62 if below else -0.62) - _DOT * size / 2
                x = start + piece.at + (piece.cell.width - _DOT) * size / 2
                self.fill(x, at, _DOT * size, _DOT * size)
            if number in text.readings:
                self._reading(piece.cell, text.readings[number], start + piece.at, middle - size * 0.76, size)

    def _reading(self, cell: Cell, node: Node, x: float, middle: float, size: float) -> None:
        small = size * _READING
        length = sum(part.width for part in cell.reading) * small
        at = (cell.width * size - length) / 2
        pieces = []
        for part in cell.reading:
            pieces.append(_Piece(part, node, at))
            at += part.width * small
        runs = [
            self._run(list(run), x, middle, small, BLACK)
            for _, run in groupby(pieces, lambda piece: piece.look)
        ]
        self.marks.frames.append(Frame(node, tuple(runs)))


@dataclass(frozen=True)
class _Piece:
    """A cell in its line: to which node it belongs, and where it begins, in points."""

    cell: Cell
    owner: Node
    at: float

    @property
    def look(self) -> tuple[Face, str, int]:
        """What is the same for all cells of a run; figures that stand together are a run of their own."""
        return self.cell.face, self.cell.posture, id(self) if self.cell.posture == "together" else 0


def _pieces(line: SetLine, em: float) -> list[_Piece]:
    text: Text = line.text
    paragraph, size = text.paragraph, line.size * em
    places = paragraph.places(line.line)
    cells = paragraph.cells[line.line.start : line.line.stop]
    owners = text.owners[line.line.start : line.line.stop]
    pieces = [_Piece(cell, owner, at * size) for cell, owner, at in zip(cells, owners, places, strict=True)]
    if line.line.hyphen:
        last = pieces[-1]
        hyphen = text.shaper.hyphen_like(last.cell)
        pieces.append(_Piece(hyphen, last.owner, last.at + last.cell.width * size))
    return pieces


def _glyphs(cell: Cell, room: float, size: float) -> list[Glyph]:
    """The glyphs of a cell that takes some room; the last one makes up for what is more or less than its width."""
    made = [
        Glyph(number, advance * size, text, dx * size, -dy * size)
        for number, advance, dx, dy, text in cell.glyphs
    ]
    if made:
        more = room - sum(glyph.advance for glyph in made)
        made[-1] = made[-1]._replace(advance=made[-1].advance + more)
    return made
