"""A finished page as a value: what is drawn where, and what it means.

The composer and the facsimile make these values, the painter turns them into
PDF. All lengths are points (1/72 inch); x runs right and y runs *down* from the
page's top left corner.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Face:
    """One font face: a file, and which face of it (a TTC holds several)."""

    path: Path
    index: int = 0


class Glyph(NamedTuple):
    """A shaped glyph: its number in the face and where the pen goes.

    `advance` is along the line (to the right, or down in vertical lines). The glyph's
    origin, the left end of its baseline, is drawn `dx` to the right of the pen and `dy`
    below it; in a rotated run, both are measured before the run is turned. `text` is the
    source text that it stands for ("" where an earlier glyph of the same cluster carries it).

    From HarfBuzz, lines from left to right: advance = x_advance, dx = x_offset, dy = -y_offset;
    lines from top to bottom: advance = -y_advance, dx = x_offset, dy = -y_offset, where the pen
    runs down the middle of the line and starts at the top of the first character's cell.
    """

    number: int
    advance: float
    text: str
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face and size on one baseline.

    Runs that follow one another in a frame on the same baseline are one line of text: a gap between
    them is a space only where one of them has one.
    """

    face: Face
    size: float
    x: float  # of the pen before the first glyph
    y: float
    glyphs: tuple[Glyph, ...]
    vertical: bool = False  # glyphs upright, pen moves down
    rotated: bool = False  # the run is turned 90 degrees clockwise (Latin in vertical lines)
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)
    visible: bool = True  # invisible text lies behind a facsimile
    stretch: float = 1.0  # along the line, of invisible text that has to be as long as what is printed there


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a box: a JPEG, a PNG, or whatever else Pillow reads.

    `data` gives the bytes when the page is painted, so that a file of a hundred pages never has the pictures
    of all of them in memory.
    """

    left: float
    top: float
    width: float
    height: float
    data: bytes | Callable[[], bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle: a rule, a tint, a border's side."""

    left: float
    top: float
    width: float
    height: float
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle where nothing is drawn: what stands there is part of the picture of the page."""

    left: float
    top: float
    width: float
    height: float


Mark = GlyphRun | Picture | Fill | Area


@dataclass(eq=False, slots=True)
class Node:
    """An element of the document's structure (a tag of the PDF).

    A node is the same object on every page where its marks stand, so a paragraph
    that runs over two pages is one tag. Order of `children` is reading order; what a node
    itself holds stands before the first child that is drawn after it.
    """

    tag: str  # Document, Sect, Art, H1..H6, P, L, LI, Lbl, LBody, Table, TR, TH, TD, Figure, Caption, Note, Link, Span, Ruby, RB, RT, TOC, TOCI
    children: list[Node] = field(default_factory=list)
    language: str = ""  # BCP 47, where it differs from the parent's
    alternative: str = ""  # of a Figure; of a Link, where it leads, in words
    actual_text: str | None = None
    attributes: dict[str, str | int] = field(
        default_factory=dict
    )  # ColSpan, RowSpan, Scope, ListNumbering, WritingMode
    identifier: str = ""  # target of links; the block or article of the model
    link: str = ""  # of a Link: an address, or '#' and an identifier


@dataclass(frozen=True, slots=True)
class Frame:
    """Marks of one node on one page, in drawing order.

    `node` None is an artifact: a folio, a rule, a tint.
    """

    node: Node | None
    marks: tuple[Mark, ...]
    artifact: Literal["", "Pagination", "Layout"] = ""


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """One sheet: its trimmed size, its printed number, its frames in drawing order.

    With `bleed`, paper goes on beyond the trim on each side; crop marks stand there, outside of the page's size.
    """

    width: float
    height: float
    label: str
    frames: tuple[Frame, ...]
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Outline:
    """An entry of the bookmarks: where it leads, and what stands under it."""

    title: str
    identifier: str  # of a Node
    children: tuple[Outline, ...] = ()


@dataclass(frozen=True, slots=True)
class ComposedDocument:
    """All pages of a print with their structure, ready to be painted.

    Vertical lines are said by the attribute WritingMode (TbRl) of the structure. The file does not ask viewers
    to turn its pages from right to left (ViewerPreferences, Direction R2L): pdfium, and Chrome with it, then
    reads lines backwards from one punctuation mark to the next.
    """

    pages: tuple[ComposedPage, ...]
    structure: Node  # tag Document
    language: str
    title: str
    outline: tuple[Outline, ...] = ()
