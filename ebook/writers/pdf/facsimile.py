"""A print that shows the printed pages themselves, with the issue's text behind their pictures.

The pictures are artifacts. What is read aloud, searched and copied is the text of the issue, invisible, each
piece where it is printed, tagged as articles, headings, paragraphs, lists, tables and figures in reading order.
"""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterator, Sequence

from ebook.edition import Edition
from ebook.errors import InvalidOutput, UnreadableSource
from ebook.facsimile import Facsimile, FacsimileSize, Shares
from ebook.fonts import missing
from ebook.geometry import Box
from ebook.model import Place
from ebook.painter.metadata import claim_of, metadata_of
from ebook.painter.page import Area, ComposedDocument, ComposedPage, Frame, GlyphRun, Node, Picture
from ebook.painter.paint import paint_into
from ebook.pdf.compare import Piece, comparable, first_difference
from ebook.pdf.reader import text_of
from ebook.picture_files import Refused
from ebook.writers import Written
from ebook.writers.pdf.tags import TaggedIssue, TaggedText
from ebook.writers.pdf.text_layer import PlacedText, PrintedText, runs, spread, take

__all__ = ["compose", "print_facsimile"]

_SIZE: FacsimileSize = "archive"


def print_facsimile(edition: Edition) -> Written:
    """The edition's printed pages as a PDF, `{stem}.pdf`, in a temporary file.

    The text behind the pages is read back and compared before it is handed out.

    Raises:
        InvalidOutput: text behind the pages was lost, doubled or moved.
        UnreadableSource: the source has no pictures of its pages, or one cannot be read.
    """
    name = f"{edition.stem}.pdf"
    claim = claim_of(edition.print_options.variant)
    try:
        document = compose(edition)
        with tempfile.TemporaryFile() as output:
            paint_into(output, document, metadata_of(edition), claim)
            text = "".join(_written(document))
            if wrong := first_difference(
                [Piece(comparable(text))], text_of(output), frozenset(missing(text))
            ):
                raise InvalidOutput(
                    f"{name} was not written: {wrong}", hint="report this issue with its source"
                )
            content = mmap.mmap(output.fileno(), 0, access=mmap.ACCESS_READ)
    except Refused as error:
        raise UnreadableSource(
            f"the picture of a printed page cannot be used: {error}",
            hint="get the file again, or print with --layout archive",
        ) from error
    return Written(name, {name: content})


def _written(document: ComposedDocument) -> Iterator[str]:
    """The text of all tags, in the order of drawing."""
    for page in document.pages:
        for frame in page.frames:
            for mark in frame.marks:
                if frame.node and isinstance(mark, GlyphRun):
                    yield from (glyph.text for glyph in mark.glyphs)


def compose(edition: Edition) -> ComposedDocument:
    """The printed pages with the text behind them.

    Raises:
        UnreadableSource: the source has no pictures of its pages.
        Refused: the size of a page cannot be read.
    """
    if not edition.facsimiles:
        raise UnreadableSource(
            "--layout facsimile shows pictures of the printed pages, and this source has none",
            hint="read a page PDF or scans, or put the pictures beside the file; or print with --layout archive",
        )
    return _Composer(edition).compose()


class _Composer:
    """Puts the texts of an issue behind its pages, in reading order."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._sheets = {page.number: _Sheet(page) for page in edition.facsimiles}

    def compose(self) -> ComposedDocument:
        """The pages, when every text has found its place."""
        tagged = TaggedIssue(self._edition.issue)
        self._place(tagged.texts)
        return ComposedDocument(
            tuple(sheet.finished() for sheet in self._sheets.values()),
            tagged.root,
            self._edition.lang,
            self._edition.title,
            tuple(tagged.outline),
        )

    def _place(self, texts: Sequence[TaggedText]) -> None:
        """Find where each text is printed, those first that can only be in few places; draw them in reading order."""
        places = [self._places(text) for text in texts]
        pieces: dict[int, list[PlacedText]] = {}
        for number in sorted(range(len(texts)), key=lambda number: len(places[number])):
            pieces[number] = self._pieces(texts[number].text, places[number])
        for number, text in enumerate(texts):
            for piece in pieces[number]:
                self._sheets[piece.page].write(text.node, piece)
            if not text.text:
                place = self._picture_place(places[number])
                self._sheets[place.page].mark(text.node, Box(*place.box))

    def _places(self, text: TaggedText) -> tuple[Place, ...]:
        """The places of the nearest origin that has any on these pages; else the whole page of the section."""
        for origin in text.origins:
            if found := tuple(place for place in origin.places if place.page in self._sheets):
                return found
        page = text.section if text.section in self._sheets else next(iter(self._sheets))
        return (Place(page=page, box=(0.0, 0.0, 1.0, 1.0)),)

    def _picture_place(self, places: tuple[Place, ...]) -> Place:
        """The largest place where nothing is written."""
        unwritten = [place for place in places if not self._sheets[place.page].lines_at(place.box)]
        return max(unwritten or places, key=lambda place: Box(*place.box).width * Box(*place.box).height)

    def _pieces(self, text: str, places: tuple[Place, ...]) -> list[PlacedText]:
        if not text:
            return []
        lines = [line for place in places for line in self._sheets[place.page].lines_at(place.box)]
        return take(text, lines) or spread(
            text, [(place.page, Box(*place.box)) for place in places], lambda page: self._sheets[page].paper
        )


class _Sheet:
    """A page on which text is placed."""

    def __init__(self, facsimile: Facsimile) -> None:
        self.paper = facsimile.paper()
        self._facsimile = facsimile
        self._frames: list[Frame] = []
        self._lines: dict[Shares, list[PrintedText]] = {}
        for line in facsimile.lines:
            self._lines.setdefault(line.place, []).append(PrintedText(facsimile.number, line))

    def lines_at(self, place: Shares) -> list[PrintedText]:
        """The printed lines of a region."""
        return self._lines.get(place, [])

    def write(self, node: Node, piece: PlacedText) -> None:
        """Put a text behind the picture."""
        box = piece.box.scaled(*self.paper)
        self._frames.append(Frame(node, tuple(runs(piece.text, box, vertical=piece.vertical))))

    def mark(self, node: Node, box: Box) -> None:
        """Say what a part of the picture is."""
        area = box.scaled(*self.paper)
        self._frames.append(Frame(node, (Area(area.left, area.top, area.width, area.height),)))

    def finished(self) -> ComposedPage:
        """The page: the picture, which is read when the page is painted, and what is written on it."""
        width, height = self.paper
        picture = Picture(0, 0, width, height, lambda: self._facsimile.picture(_SIZE).content)
        label = self._facsimile.label or str(self._facsimile.number)
        return ComposedPage(width, height, label, (Frame(None, (picture,), "Layout"), *self._frames))
