"""The layout `broadsheet`: each printed page of an issue made up again as a newspaper page.

The sheet is the one asked for, or that of a list of newspaper sheets which a typical page of the issue fills with
type of the usual size. A page with less text has larger type and larger headlines; what does not fit on a sheet goes
on on a continuation sheet, in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ebook.composer.canvas import BLACK, Canvas, PageMarks
from ebook.composer.drawing import draw_modules
from ebook.composer.galleys import Columns
from ebook.composer.makeup import Area, MadeUp, Wishes, can_be_set, make_up, needed_area
from ebook.composer.modules import Story
from ebook.composer.rows import SetLine
from ebook.composer.stories import Plate, PrintedPage, Script, read_script
from ebook.composer.texts import Text
from ebook.edition import Edition
from ebook.errors import UsageError
from ebook.painter.page import ComposedDocument, ComposedPage, Fill, Frame, Node, Outline

__all__ = ["Composition", "compose"]

_MM = 72 / 25.4
_SHEETS = ((210.0, 297.0), (257.0, 364.0), (272.0, 390.0), (315.0, 470.0), (390.0, 545.0))
"""Sheets that are tried where none is asked for, in mm: A4, B4, 四开 (tabloid), Berliner, 对开."""
_TYPE = 10.0  # pt: the size of running text to come near to
_SIDE, _TOP, _BOTTOM = 0.055, 0.035, 0.04  # margins as parts of the page
_HAIR, _RULE = 0.35, 0.9  # pt
_TYPICAL = Columns(5, 13, 1.7)
_MOST_HALVINGS = 9  # of an article that is longer than a sheet
_MARK, _FROM_TRIM = 14.0, 4.0  # pt: how long crop marks are, and how far from the trim they begin


@dataclass(frozen=True, eq=False)
class Composition:
    """A document with what there is to say of its pages.

    Attributes:
        document: ready to be painted.
        whites: how much of each page's text area stays white, from 0 to 1.
    """

    document: ComposedDocument
    whites: tuple[float, ...]


def compose(edition: Edition) -> Composition:
    """The edition as newspaper pages."""
    script, options = read_script(edition), edition.print_options
    wishes = Wishes(options.font_size or _TYPE, options.columns, fixed=options.font_size is not None)
    size = options.paper or _sheet(script, wishes.em)
    places = {node: place for place, node in enumerate(_preorder(script.structure))}
    pages: list[ComposedPage] = []
    whites: list[float] = []
    for page in _with_articles(script.pages):
        sheet: _Sheet | None = _Sheet(page, page.stories, size, edition)
        while sheet is not None:
            made, white, sheet = sheet.make(wishes, places)
            pages.append(made)
            whites.append(white)
    if edition.vertical:
        script.structure.attributes["WritingMode"] = "TbRl"
    outline = _keep_what_is_drawn(script, pages)
    document = ComposedDocument(tuple(pages), script.structure, edition.lang, edition.title, outline)
    return Composition(document, tuple(whites))


def _sheet(script: Script, em: float) -> tuple[float, float]:
    """Width and height in points of the sheet that a typical page of the issue fills with type of a size."""
    needs = sorted(needed_area(page.stories, _TYPICAL) for page in script.pages if page.stories)
    if not needs:
        return _SHEETS[0][0] * _MM, _SHEETS[0][1] * _MM
    typical = needs[len(needs) // 2]

    def distance(size: tuple[float, float]) -> float:
        width, height = size[0] * _MM, size[1] * _MM
        area = width * (1 - 2 * _SIDE) * height * (1 - _TOP - _BOTTOM) - 3 * em * width
        return abs(math.log(math.sqrt(area / typical) / em))

    width, height = min(_SHEETS, key=distance)
    return width * _MM, height * _MM


def _with_articles(pages: list[PrintedPage]) -> list[PrintedPage]:
    """The pages that get sheets; a page without articles has its folio line on the next one, or the last."""
    made: list[PrintedPage] = []
    waiting: list[Text] = []
    for page in pages:
        if page.stories or page.plate:
            page.folio = waiting + page.folio
            waiting = []
            made.append(page)
        else:
            waiting += page.folio
    if waiting and made:
        made[-1].folio += waiting
    return made or pages[:1]


def _preorder(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _preorder(child)


def _keep_what_is_drawn(script: Script, pages: list[ComposedPage]) -> tuple[Outline, ...]:
    """The outline without what nothing is drawn of, and links only to what something is drawn of.

    A link into an article leads to the article where the place in it is not marked.
    """
    drawn = {frame.node for page in pages for frame in page.frames if frame.node is not None}
    known: set[str] = set()
    _note_drawn(script.structure, drawn, known)
    for node in _preorder(script.structure):
        if node.link.startswith("#") and node.link[1:] not in known:
            document = node.link[1:].partition("--")[0]
            node.tag, node.link = ("Link", f"#{document}") if document in known else ("Span", "")
    return tuple(_known_entries(script.outline, known))


def _note_drawn(node: Node, drawn: set[Node], known: set[str]) -> bool:
    """Collect the identifiers of nodes of which something is drawn; whether this is one."""
    below = [_note_drawn(child, drawn, known) for child in node.children]
    is_drawn = node in drawn or any(below)
    if is_drawn and node.identifier:
        known.add(node.identifier)
    return is_drawn


def _known_entries(entries: tuple[Outline, ...], known: set[str]) -> Iterator[Outline]:
    for entry in entries:
        children = tuple(_known_entries(entry.children, known))
        if entry.identifier in known:
            yield replace(entry, children=children)
        else:
            yield from children


class _Sheet:
    """A sheet of a printed page: the first, or one on which it goes on."""

    def __init__(
        self,
        page: PrintedPage,
        stories: list[Story],
        size: tuple[float, float],
        edition: Edition,
        *,
        first: bool = True,
    ) -> None:
        self.page, self.stories, self.edition, self.first = page, stories, edition, first
        self.width, self.height = size
        self.marks = PageMarks()

    def make(self, wishes: Wishes, places: dict[Node, int]) -> tuple[ComposedPage, float, _Sheet | None]:
        """The sheet, how much of it stays white, and the sheet on which the page goes on."""
        left, top = self.width * _SIDE, self.height * _TOP
        width, bottom = self.width - 2 * left, self.height * (1 - _BOTTOM)
        top += self._folio(left, top, width)
        body = Canvas(self.marks, left, top, width, bottom - top, _TYPE, vertical=self.edition.vertical)
        used = self._plate(body, self.page.plate) if self.page.plate and self.first else 0.0
        white, following = 0.0, None
        if self.stories:
            made, rest = _as_much_as_fits(self.stories, Area(body.length, body.depth - used), wishes)
            canvas = Canvas(
                self.marks, left, top, width, bottom - top, made.em, vertical=self.edition.vertical
            )
            white = draw_modules(made, canvas, used) / (body.length * body.depth)
            white += max(body.depth - used - made.rows * made.pitch * made.em, 0.0) / body.depth
            if rest:
                following = _Sheet(self.page, rest, (self.width, self.height), self.edition, first=False)
        return self._page(places), white, following

    def _page(self, places: dict[Node, int]) -> ComposedPage:
        sheet = self.edition.print_options.sheet
        frames = self.marks.in_order(places)
        if sheet.crop_marks:
            frames = (*frames, Frame(None, tuple(_crop_marks(self.width, self.height)), "Layout"))
        return ComposedPage(self.width, self.height, self.page.label, frames, sheet.bleed)

    def _folio(self, left: float, top: float, width: float) -> float:
        """The folio line, on a continuation sheet the page's title; its height."""
        canvas = Canvas(self.marks, left, top, width, 2 * _TYPE, _TYPE)
        texts = self.page.folio if self.first else [self.page.running_head]
        if not texts:
            return 0.0
        height = _run_in(texts, canvas, 0.0, [1.25, *(0.85 for _ in texts[1:])])
        canvas.fill(0.0, height + 2, width, _RULE)
        return height + 6

    def _plate(self, body: Canvas, plate: Plate) -> float:
        """The nameplate across the page; its height."""
        at = 0.0
        if plate.name is not None:
            em = _TYPE
            measure = body.length / em
            natural = plate.name.paragraph.width(0, len(plate.name.cells))
            size = min(measure * 0.7 / max(natural, 1.0), 6.4)
            lines = plate.name.paragraph.lines(measure / size)
            for line in lines:
                at += size * em * 1.15
                room = measure - size * line.natural
                body.line(SetLine(plate.name, line, size, max(room / 2, 0.0)), 0.0, at - size * em * 0.55)
        body.fill(0.0, at + 4, body.length, _RULE)
        at += 4 + _RULE + 3
        at = _run_in(plate.facts, body, at, [0.85] * len(plate.facts))
        body.fill(0.0, at + 3, body.length, _HAIR)
        return at + 3 + _HAIR


def _as_much_as_fits(stories: list[Story], area: Area, wishes: Wishes) -> tuple[MadeUp, list[Story]]:
    """A sheet made up of all articles or of the first ones, and those that are left over."""
    if not can_be_set(stories[0], area, wishes):
        raise _no_room(wishes)
    made = make_up(stories, area, wishes)
    if made is not None:
        return made, []
    count = _share(stories, area, wishes)
    while count:
        made = make_up(stories[:count], area, wishes)
        if made is not None:
            return made, stories[count:]
        count -= 1
    for first in (stories[0], stories[0].simplified()):
        for halvings in range(1, _MOST_HALVINGS):
            one, other = first.divided(0.5**halvings)
            made = make_up([one], area, wishes)
            if made is not None:
                return made, [other, *stories[1:]]
    raise _no_room(wishes)


def _no_room(wishes: Wishes) -> UsageError:
    return UsageError(
        f"type of {wishes.em:g} pt in {wishes.columns or 'any number of'} columns leaves no room on the page",
        hint="use smaller type, fewer columns or a larger page",
    )


def _share(stories: list[Story], area: Area, wishes: Wishes) -> int:
    """How many articles a sheet gets, so that all sheets of the page are about as full."""
    needs = [needed_area([story], _TYPICAL) * wishes.smallest**2 for story in stories]
    sheets = math.ceil(sum(needs) / (area.length * area.depth))
    least, total = sum(needs) / max(sheets, 2), 0.0
    for count, need in enumerate(needs, 1):
        total += need
        if total >= least:
            return min(count, len(stories) - 1)
    return len(stories) - 1


def _crop_marks(width: float, height: float) -> Iterator[Fill]:
    for x in (0.0, width):
        for y, up in ((0.0, True), (height, False)):
            yield Fill(x - _HAIR / 2, y - _FROM_TRIM - _MARK if up else y + _FROM_TRIM, _HAIR, _MARK, BLACK)
    for y in (0.0, height):
        for x, before in ((0.0, True), (width, False)):
            yield Fill(
                x - _FROM_TRIM - _MARK if before else x + _FROM_TRIM, y - _HAIR / 2, _MARK, _HAIR, BLACK
            )


def _run_in(texts: list[Text], canvas: Canvas, top: float, sizes: list[float]) -> float:
    """Short texts after one another, in as many lines as they need; where the last line ends."""
    gap, x, em = 1.6 * canvas.em, 0.0, canvas.em
    middle = top + 0.75 * em
    for number, (text, size) in enumerate(zip(texts, sizes, strict=True)):
        length = text.paragraph.width(0, len(text.cells)) * size * em
        if x and x + length > canvas.length:
            x, middle = 0.0, middle + 1.4 * em
        lines = text.paragraph.lines(max((canvas.length - x) / size / em, 4.0))
        if len(lines) == 1 and number == len(texts) - 1 and number:
            x = canvas.length - length
        for at, line in enumerate(lines):
            if at:
                x, middle = 0.0, middle + 1.4 * em
            canvas.line(SetLine(text, line, size, 0.0), x, middle)
        x += lines[-1].natural * size * em + gap
    return middle + 0.75 * em
