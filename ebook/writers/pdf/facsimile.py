"""A print that shows the printed pages themselves, with the issue's text behind their pictures.

The pictures are artifacts. What is read aloud, searched and copied is the text of the issue, invisible, each
piece where it is printed, tagged as articles, headings, paragraphs, lists, tables and figures in reading order.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ebook.edition import Edition
from ebook.errors import UnreadableSource
from ebook.facsimile import Facsimile, FacsimileSize, Shares
from ebook.geometry import Box
from ebook.languages import resolve
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    List,
    Masthead,
    Note,
    Origin,
    Paragraph,
    Place,
    Quote,
    Section,
    Table,
    Titles,
    Verse,
    plain,
    titles,
)
from ebook.painter.metadata import claim_of, metadata_of
from ebook.painter.page import Area, ComposedDocument, ComposedPage, Frame, GlyphRun, Node, Outline, Picture
from ebook.painter.paint import paint_into
from ebook.picture_files import Refused
from ebook.writers.pdf.text_layer import Piece, PrintedText, runs, spread, take

__all__ = ["compose", "print_facsimile"]

_SIZE: FacsimileSize = "archive"


def print_facsimile(edition: Edition) -> tuple[bytes, str]:
    """The edition's printed pages as a PDF, and the text that stands behind them, page by page.

    Raises:
        UnreadableSource: the source has no pictures of its pages, or one cannot be read.
    """
    output = io.BytesIO()
    try:
        document = compose(edition)
        claim = claim_of(edition.print_options.variant)
        paint_into(output, document, metadata_of(edition), claim)
        return output.getvalue(), "".join(_written(document))
    except Refused as error:
        raise UnreadableSource(
            f"the picture of a printed page cannot be used: {error}",
            hint="get the file again, or print with --layout archive",
        ) from error


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


class _Text(NamedTuple):
    """A text of the issue: its tag, and the places where it is printed; where those are unknown, those around it.

    A picture has one place and no text.
    """

    node: Node
    text: str
    places: tuple[Place, ...]


class _Composer:
    """Puts the texts of an issue behind its pages, in reading order."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._words = resolve(edition.lang).words
        self._sheets = {page.number: _Sheet(page) for page in edition.facsimiles}
        self._root = Node("Document")
        self._level = 0
        self._texts: list[_Text] = []  # in reading order
        self._outline: list[Outline] = []

    def compose(self) -> ComposedDocument:
        """The pages, when every text has found its place."""
        issue = self._edition.issue
        self._add_masthead(issue.masthead)
        for number, section in enumerate(issue.sections, 1):
            self._add_section(section, number)
        self._place_texts()
        return ComposedDocument(
            tuple(sheet.finished() for sheet in self._sheets.values()),
            self._root,
            self._edition.lang,
            self._edition.title,
            tuple(self._outline),
        )

    # --- the tags of the issue

    def _add_masthead(self, masthead: Masthead) -> None:
        places = self._places(masthead.origin, ())
        group = _child(self._root, "Sect")
        named = False
        for line in masthead.printed or (masthead.name or "",):
            is_name = not named and line == masthead.name
            named = named or is_name
            self._add(group, self._heading(1) if is_name else "P", line, places)

    def _add_section(self, section: Section, number: int) -> None:
        group = _child(self._root, "Sect")
        places = self._places(section.origin, self._page(number))
        for line in (*section.folio, *section.staff):
            self._add(group, "P", line, places)
        entries = []
        for index, article in enumerate(section.articles, 1):
            node = _child(group, "Art", language=article.lang or "", identifier=f"p{number}-a{index}")
            self._add_article(article, node, self._places(article.origin, places))
            title = " ".join(plain(article.headline or article.kicker or article.column).split())
            if title:
                entries.append(Outline(title, node.identifier))
        if entries:
            name = " ".join(filter(None, (section.page, section.title))) or str(number)
            self._outline.append(Outline(name, entries[0].identifier, tuple(entries)))

    def _add_article(self, article: Article, node: Node, places: tuple[Place, ...]) -> None:
        for line in (article.column, *titles(article.kicker)):
            self._add(node, "P", plain(line), places)
        self._add(node, self._heading(2), article.headline, places)
        for line in (*titles(article.deck), article.byline_text, article.dateline):
            self._add(node, "P", plain(line), places)
        self._add_blocks(article.body, node, places)
        for line in (article.continued_from, article.continued_to):
            self._add(node, "P", line, places)

    def _add_blocks(self, blocks: Sequence[Block], parent: Node, around: tuple[Place, ...]) -> None:
        for block in blocks:
            places = self._places(block.origin, around)
            match block:
                case Heading():
                    self._add(parent, self._heading(3), block.text, places)
                case Quote():
                    self._add(_child(parent, "BlockQuote"), "P", block.text, places)
                case Verse():
                    self._add(parent, "P", block.text, places)
                case List():
                    self._add_list(block, parent, places)
                case Table():
                    self._add_table(block, parent, places)
                case Figure():
                    self._add_figure(block, parent, places)
                case Aside():
                    group = _child(parent, "Sect")
                    self._add(group, self._heading(3), block.title, places)
                    self._add_blocks(block.body, group, places)
                case Paragraph() | Note():
                    self._add(parent, "P", block.text, places)

    def _add_list(self, block: List, parent: Node, places: tuple[Place, ...]) -> None:
        node = _child(parent, "L", attributes={"ListNumbering": "None"})
        for item in block.items:
            self._add(_child(node, "LI"), "LBody", item, places)

    def _add_table(self, block: Table, parent: Node, places: tuple[Place, ...]) -> None:
        """A table, its rows filled up to one length (ISO 32000-1, 14.8.4.3.4)."""
        node = _child(parent, "Table")
        self._add(node, "Caption", block.caption, places)
        count = max(map(len, (block.header, *block.rows)), default=0)
        for row in (block.header, *block.rows) if block.header else block.rows:
            line = _child(node, "TR")
            is_head = row is block.header
            for column in range(count):
                cell = _child(
                    line, "TH" if is_head else "TD", attributes={"Scope": "Column"} if is_head else {}
                )
                self._put(cell, row[column] if column < len(row) else "", places)
        self._add(parent, "P", block.note, places)

    def _add_figure(self, block: Figure, parent: Node, places: tuple[Place, ...]) -> None:
        if block.alt != "":
            said = self._words.picture_with_caption if plain(block.caption) else self._words.picture_alone
            node = _child(parent, "Figure", alternative=block.alt or said)
            self._texts.append(_Text(node, "", (self._picture_place(places),)))
        self._add(parent, "Caption", block.caption, places)
        self._add(parent, "P", block.credit, places)

    def _heading(self, wanted: int) -> str:
        """The tag of a heading, one level below the last one at most (ISO 14289-1, 7.4.2)."""
        self._level = min(wanted, self._level + 1)
        return f"H{self._level}"

    def _add(self, parent: Node, tag: str, text: Titles, places: tuple[Place, ...]) -> None:
        """Add a tag with a text, unless there is no text."""
        if plain(text).strip():
            self._put(_child(parent, tag), text, places)

    def _put(self, node: Node, text: Titles, places: tuple[Place, ...]) -> None:
        self._texts += [
            _Text(node, line, places) for part in titles(text) for line in plain(part).splitlines()
        ]

    # --- places

    def _places(self, origin: Origin | None, around: tuple[Place, ...]) -> tuple[Place, ...]:
        """The places of an origin on pages that have a picture; those around it where there are none."""
        own = origin.places if origin else ()
        return tuple(place for place in own if place.page in self._sheets) or around or self._page(1)

    def _page(self, number: int) -> tuple[Place, ...]:
        """A whole page, the first where there is none with that number."""
        page = number if number in self._sheets else next(iter(self._sheets))
        return (Place(page=page, box=(0.0, 0.0, 1.0, 1.0)),)

    def _picture_place(self, places: tuple[Place, ...]) -> Place:
        """The largest place where nothing is written."""
        unwritten = [place for place in places if not self._sheets[place.page].lines_at(place.box)]
        return max(unwritten or places, key=lambda place: Box(*place.box).width * Box(*place.box).height)

    def _place_texts(self) -> None:
        """Find where each text is printed, those first that can only be in few places; draw them in reading order."""
        pieces: dict[int, list[Piece]] = {}
        for number in sorted(range(len(self._texts)), key=lambda number: len(self._texts[number].places)):
            pieces[number] = self._pieces(self._texts[number].text, self._texts[number].places)
        for number, (node, text, places) in enumerate(self._texts):
            if not text:
                self._sheets[places[0].page].mark(node, Box(*places[0].box))
            for piece in pieces[number]:
                self._sheets[piece.page].write(node, piece)

    def _pieces(self, text: str, places: tuple[Place, ...]) -> list[Piece]:
        if not text:
            return []
        lines = [line for place in places for line in self._sheets[place.page].lines_at(place.box)]
        return take(text, lines) or spread(
            text, [(place.page, Box(*place.box)) for place in places], lambda page: self._sheets[page].paper
        )


def _child(parent: Node, tag: str, **properties: Any) -> Node:
    node = Node(tag, **properties)
    parent.children.append(node)
    return node


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

    def write(self, node: Node, piece: Piece) -> None:
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
