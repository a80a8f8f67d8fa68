"""The printed lines of a page, whatever they were read from, and what of them stays together when it is put in order."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from ebook.pages.page import Box, Label, Page, Region
from ebook.reading.chars import columns, ends_text

__all__ = ["Atom", "Item", "Sheet", "is_cjk", "is_title", "sheet_of", "turned"]

TITLES: frozenset[Label] = frozenset(("title", "heading", "kicker", "headline", "deck", "masthead"))
_TITLE, _LARGE = 1.18, 1.5
_STEP = 1.04
_FILL = 0.92
_LONG_LINE = 6
_LOOSE, _EXACT = 1.15, 1.03
_ONE_SIZE = 0.8
_FEW, _MISREAD, _ONE_COLUMN = 3, 1.45, 2.5
_ENOUGH = 4


class Atom(msgspec.Struct, kw_only=True, gc=False, eq=False):
    """A printed line, or a whole paragraph where a program gives no lines.

    Attributes:
        text: its characters.
        box: where it stands on the page.
        own: the same in the direction of its own line: `left` is where it begins, `top` is the edge towards the line
            before it.
        size: the height of its characters.
        vertical, bold, label, level: as the region that it comes from.
        region: the number of that region, counted from 1.
        whole: whether it is a paragraph without known lines.
        spaced: whether a space was printed behind it.
        order: its place in the order that a program gives, None where it gives none.
    """

    text: str
    box: Box
    own: Box
    size: float
    region: int
    vertical: bool = False
    bold: bool = False
    label: Label = ""
    level: int = 0
    whole: bool = False
    spaced: bool = False
    order: int | None = None


class Item(msgspec.Struct, kw_only=True, eq=False):
    """What stays together when a page is put in order.

    Attributes:
        kind: what it is.
        box: where it stands, in the reading direction of the page.
        atoms: its lines in order; those of a picture are its captions, those of a table what stands above it.
        notes: the lines below a table.
        inside: what is in a frame, in any order.
        number: the number of a picture's or a table's region, 0 without one.
        rows: the cells of a table.
        cells: the numbers of the regions that the cells were read from.
        picture: the path of a picture's file.
        text: what a program says of a picture, or the caption that it gives a table.
        stands: whether each of its lines stands for itself.
    """

    kind: Literal["text", "header", "picture", "table", "frame"]
    box: Box
    atoms: list[Atom] = []
    notes: list[Atom] = []
    inside: list[Item] = []
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    cells: tuple[int, ...] = ()
    picture: str | None = None
    text: str = ""
    stands: bool = False

    @property
    def is_float(self) -> bool:
        """Whether text runs on around it."""
        return self.kind in {"picture", "table", "frame"}

    @property
    def size(self) -> float:
        """The size of its largest characters."""
        return max((atom.size for atom in self.atoms), default=0.0)


class Sheet(msgspec.Struct, kw_only=True):
    """A page prepared for the assembly.

    Attributes:
        page: the page.
        vertical: whether its text runs from top to bottom for the most part.
        body: the size of its running text.
        same: how far sizes of one face may differ; measured ones vary, those of a PDF do not.
        units: the lines of each region that has text; lines of programs that give lines are units of one.
        others: the pictures and tables with the numbers of their regions.
        rules: the lines and frames drawn on it.
    """

    page: Page
    vertical: bool
    body: float
    same: float
    units: list[list[Atom]]
    others: list[tuple[int, Region]]
    rules: list[Box]

    def laid(self, box: Box) -> Box:
        """A box of the page with its reading direction turned to that of horizontal lines."""
        return turned(box, self.page.width) if self.vertical else box


def turned(box: Box, width: float) -> Box:
    """A box of vertical lines as if they were horizontal: top becomes left, and right becomes top."""
    return Box(box.top, width - box.right, box.bottom, width - box.left)


def sheet_of(page: Page, numbered: Sequence[tuple[int, Region]]) -> Sheet:
    """Prepare a page.

    Args:
        page: the page.
        numbered: its regions with the numbers that lines will refer to them by.
    """
    texts = [(number, region) for number, region in numbered if _is_text(region)]
    units = [atoms for number, region in texts if (atoms := _atoms(page, number, region))]
    flat = [atom for unit in units for atom in unit]
    _calibrate(flat)
    body, same = _body_size(flat), _EXACT
    if not _is_exact(flat, body):
        same = _LOOSE
        _levelled(flat, body)
    _with_last_lines(flat, body)
    _lighten(flat, body)
    down = sum(len(atom.text) for atom in flat if atom.vertical)
    return Sheet(
        page=page,
        vertical=2 * down > sum(len(atom.text) for atom in flat),
        body=body,
        same=same,
        units=units,
        others=[(number, region) for number, region in numbered if region.kind in {"picture", "table"}],
        rules=[region.box for region in page.regions if region.kind == "rule"],
    )


def _calibrate(atoms: Sequence[Atom]) -> None:
    """Correct the sizes that were guessed of whole paragraphs by those of single lines, whose height is seen."""
    guessed = [atom for atom in atoms if atom.whole]
    if len(guessed) < _ENOUGH:
        return
    usual = statistics.median(atom.size for atom in guessed)
    seen = [
        atom.size
        for atom in atoms
        if not atom.whole
        and atom.label in {"", "text"}
        and not atom.bold
        and len(atom.text) >= _LONG_LINE
        and usual / _MISREAD < atom.size < usual * _MISREAD
    ]
    if len(seen) >= _ENOUGH:
        for atom in guessed:
            atom.size *= statistics.median(seen) / usual


def _is_exact(atoms: Sequence[Atom], body: float) -> bool:
    """Whether sizes are those of the fonts: running text is all of one size then, while measured sizes vary."""
    near = [atom for atom in atoms if body / _LOOSE < atom.size < body * _LOOSE]
    one = sum(len(atom.text) for atom in near if abs(atom.size - body) < 0.005 * body)
    return one >= _ONE_SIZE * sum(len(atom.text) for atom in near)


def _levelled(atoms: Sequence[Atom], body: float) -> None:
    """Give lines that were measured, and come out nearly as large as running text, its size."""
    for atom in atoms:
        if body / _LOOSE < atom.size < body * _LOOSE:
            atom.size = body


def _with_last_lines(atoms: Sequence[Atom], body: float) -> None:
    """Give the few characters that end a paragraph the size of the line above: they are too few to be measured well."""
    for atom in atoms:
        if (
            len(atom.text) > _FEW
            or not ends_text(atom.text)
            or atom.label
            or abs(atom.size - body) < 0.01 * body
        ):
            continue
        above = [
            other
            for other in atoms
            if other.vertical is atom.vertical
            and abs(other.own.left - atom.own.left) <= _ONE_COLUMN * body
            and -0.5 * body <= atom.own.top - other.own.bottom <= body
            and 1 / _MISREAD <= other.size / atom.size <= _MISREAD
        ]
        if above:
            atom.size = max(above, key=lambda other: other.own.bottom).size


def _lighten(atoms: Sequence[Atom], body: float) -> None:
    """Where running text itself is set in a heavy face, no line stands out by its face."""
    text = [atom for atom in atoms if abs(atom.size - body) <= (_LOOSE - 1) * body]
    heavy = sum(len(atom.text) for atom in text if atom.bold)
    if 2 * heavy > sum(len(atom.text) for atom in text):
        for atom in atoms:
            atom.bold = False


def _is_text(region: Region) -> bool:
    return region.kind in {"line", "block"} and bool(region.text.strip())


def _atoms(page: Page, number: int, region: Region) -> list[Atom]:
    """The lines of a region; where a block has several, its box is divided evenly among them."""
    texts = [line for line in region.text.split("\n") if line.strip()]
    vertical = region.vertical or _is_tall(region, texts)
    whole = region.kind == "block" and len(texts) == 1
    size = region.size or _size_of(region.box, texts, vertical=vertical, whole=whole)
    boxes = _divided(region.box, len(texts), vertical=vertical)
    return [
        Atom(
            text=text.strip(),
            box=box,
            own=turned(box, page.width) if vertical else box,
            size=size,
            region=number,
            vertical=vertical,
            bold=region.bold,
            label=region.label,
            level=region.level,
            whole=whole and columns(text) * size > 1.5 * max(box.width, box.height),
            spaced=text[-1:].isspace(),
            order=region.order,
        )
        for text, box in zip(texts, _shortened(boxes, texts, size, vertical=vertical), strict=True)
    ]


def _is_tall(region: Region, texts: Sequence[str]) -> bool:
    """Whether a single line is a vertical one by its shape, though nobody says so."""
    return region.kind == "line" and len(texts[0].strip()) > 2 and region.box.height > 2 * region.box.width  # noqa: PLR2004  # characters, times


def _size_of(box: Box, texts: Sequence[str], *, vertical: bool, whole: bool) -> float:
    """The size of a region's characters, guessed from its shape."""
    if whole:
        cells = max(1.0, columns(texts[0]))
        one_line = min(box.width, box.height)
        area = box.width * box.height
        return min(one_line, math.sqrt(area / cells) * 0.82)
    across = (box.width if vertical else box.height) / len(texts)
    return across * (_FILL if len(texts) == 1 else 0.68)


def _divided(box: Box, count: int, *, vertical: bool) -> list[Box]:
    if vertical:
        step = box.width / count
        return [
            Box(box.right - (k + 1) * step, box.top, box.right - k * step, box.bottom) for k in range(count)
        ]
    step = box.height / count
    return [Box(box.left, box.top + k * step, box.right, box.top + (k + 1) * step) for k in range(count)]


def _shortened(boxes: Sequence[Box], texts: Sequence[str], size: float, *, vertical: bool) -> Iterable[Box]:
    """The boxes of a block's lines; a line is as long as its characters take, and an indent moves its beginning."""
    if len(boxes) == 1:
        yield boxes[0]
        return
    length = max(columns(text.rstrip()) for text in texts)
    span = max(boxes[0].height if vertical else boxes[0].width, size)
    cell = span / length
    for box, text in zip(boxes, texts, strict=True):
        indent = columns(text) - columns(text.lstrip())
        start, end = indent * cell, columns(text.rstrip()) * cell
        if vertical:
            yield Box(box.left, box.top + start, box.right, box.top + end)
        else:
            yield Box(box.left + start, box.top, box.left + end, box.bottom)


def _body_size(atoms: Sequence[Atom]) -> float:
    """The size in which most characters are set; lines that nobody measured vary, so near sizes count together."""
    shares: Counter[int] = Counter()
    for atom in atoms:
        if len(atom.text) >= _LONG_LINE and atom.size > 0:
            shares[round(math.log(atom.size) / math.log(_STEP))] += len(atom.text)
    if not shares:
        return statistics.median([atom.size for atom in atoms if atom.size > 0] or [1.0])
    near = {step: shares[step] + (shares[step - 1] + shares[step + 1]) / 2 for step in shares}
    best = max(near, key=lambda step: (near[step], -step))
    chosen = [
        atom.size
        for atom in atoms
        if len(atom.text) >= _LONG_LINE
        and atom.size > 0
        and abs(round(math.log(atom.size) / math.log(_STEP)) - best) <= 1
    ]
    return statistics.median(chosen)


def is_title(atom: Atom, body: float) -> bool:
    """Whether a line is set as a title."""
    if atom.label in TITLES:
        return True
    if atom.label == "text" and not atom.whole:  # programs take large lines for text
        return atom.size >= _LARGE * body
    return atom.size >= _TITLE * body and atom.label in {"", "header"}


def is_cjk(char: str) -> bool:
    """Whether a character is one of those between which no space is printed."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char >= "\U00020000"
    )
