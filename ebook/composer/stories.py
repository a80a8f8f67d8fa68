"""An edition's documents as the stories of its printed pages, with their tags.

What a newspaper page does not print is left out: the contents (the bookmarks have them), the colophon (the file's
metadata and attachments have its facts), the links from page to page.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import unquote, urlsplit

from lxml import etree
from PIL import Image

from ebook.composer.blocks import BlockParser
from ebook.composer.headers import Head, TitlePart
from ebook.composer.modules import Story
from ebook.composer.shaping import Shaper
from ebook.composer.texts import ARTIFACT, Text, Typist, local_name
from ebook.edition import Document, Edition
from ebook.fonts import Cut
from ebook.languages import typesetting_of
from ebook.painter.page import Node, Outline

__all__ = ["Plate", "PrintedPage", "Script", "read_script"]

_OUTWARD = frozenset({"http", "https", "mailto", "tel"})
_TITLES: dict[str, TitlePart] = {name: name for name in get_args(TitlePart)}
_TITLE_CUTS: dict[TitlePart, Cut] = {
    "column": "sans bold",
    "kicker": "sans",
    "deck": "sans",
    "byline": "sans",
}
_WEIGHTS = (3.7, 2.8, 2.5, 2.2, 2.0, 1.9, 1.8)
"""What size the headlines of a page's articles should have, in their order, in em of running text."""
_SHORT = 90  # characters; a shorter article has a smaller headline
_WITHOUT_HEADLINE = 0.75


@dataclass(eq=False)
class Plate:
    """The nameplate of the front page: the paper's name and the facts of the issue."""

    name: Text | None
    facts: list[Text] = field(default_factory=list)


@dataclass(eq=False)
class PrintedPage:
    """A printed page of the issue.

    Attributes:
        node: its tag.
        label: its number as printed.
        title: its number and name.
        typist: makes texts of its language, in horizontal lines.
        folio: what stands at its head: number, name, folio lines, staff.
        stories: its articles in their order.
        plate: the nameplate, on the front page.
    """

    node: Node
    label: str
    title: str
    typist: Typist
    folio: list[Text] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    plate: Plate | None = None

    @property
    def running_head(self) -> Text:
        """What stands at the head of a sheet on which the page goes on; it is added, and no part of the structure."""
        return self.typist.said(self.title, Node(ARTIFACT), "sans")


@dataclass(eq=False)
class Script:
    """All that is to be set of an edition."""

    structure: Node
    pages: list[PrintedPage]
    outline: tuple[Outline, ...]


def read_script(edition: Edition) -> Script:
    """The stories of an edition, page by page."""
    return _Reader(edition).read()


class _Reader:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.ids = {document.path: document.id for document in edition.documents}
        self.root = Node("Document")
        self.pages: list[PrintedPage] = []
        self.pictures = dict(_pictures(edition))
        self.shapers: dict[tuple[str, bool], Shaper] = {}

    def read(self) -> Script:
        """Each document in its order."""
        plate: Document | None = None
        for document in self.edition.documents:
            if document.kind == "masthead":
                plate = document
            elif document.kind == "section":
                self._begin(document)
            elif document.kind == "article":
                if not self.pages:
                    self._begin(None)
                self._article(document)
        if plate is not None:
            if not self.pages:
                self._begin(None)
            self._plate(plate)
        _skip_no_level(self.root)
        return Script(self.root, self.pages, tuple(self._outline()))

    def _begin(self, document: Document | None) -> None:
        node = Node("Sect", identifier=document.id if document else "front")
        self.root.children.append(node)
        number = str(len(self.pages) + 1)
        typist = self._typist(document or self.edition.documents[0], vertical=False)
        page = PrintedPage(node, number, document.title if document else self.edition.title, typist)
        self.pages.append(page)
        if document is None:
            return
        for element in document.body.iter(etree.Element):
            kind = element.get("class", "")
            if local_name(element) == "h1":
                page.folio.append(_tagged(typist, element, node, "H2", "sans bold"))
            elif kind in {"folio", "staff"}:
                page.folio.append(_tagged(typist, element, node, "P", "sans"))
        marks = {mark.href.partition("#")[0]: mark.label for mark in self.edition.pages}
        page.label = marks.get(document.path, number)

    def _article(self, document: Document) -> None:
        page = self.pages[-1]
        root = next(found for found in document.body.iter(etree.Element) if local_name(found) == "article")
        language = root.get("lang") or document.lang
        typist = self._typist(document, vertical=self.edition.vertical, language=language)
        node = Node("Art", identifier=document.id)
        if language != self.edition.lang:
            node.language = language
        page.node.children.append(node)
        rank = len(page.stories)
        head: list[tuple[TitlePart, Text]] = []
        rest: list[etree._Element] = []
        for element in root:
            if local_name(element) == "header":
                head += [_title(typist, part, node, rank) for part in element]
            else:
                rest.append(element)
        parser = BlockParser(typist, self.pictures, lambda name: f"{document.id}--{name}")
        blocks = parser.parse(rest, node)
        story = Story(node, Head(head, typist.typesetting), blocks, typist)
        story.weight = _weight(rank, story, has_headline=any(part == "headline" for part, _ in head))
        page.stories.append(story)

    def _plate(self, document: Document) -> None:
        page = self.pages[0]
        typist = self._typist(document, vertical=self.edition.vertical)
        node = Node("Sect", identifier=document.id)
        self.root.children.insert(0, node)
        plate = Plate(None)
        for element in document.body.iter(etree.Element):
            name = local_name(element)
            if name == "h1":
                plate.name = _tagged(typist, element, node, "H1", "serif bold")
            elif name == "p":
                plate.facts.append(_tagged(typist, element, node, "P", "sans"))
            elif name == "div":  # a term with what it says
                plate.facts.append(_fact(typist, element, node))
        page.plate = plate

    def _typist(self, document: Document, *, vertical: bool, language: str | None = None) -> Typist:
        key = language or document.lang, vertical
        if key not in self.shapers:
            self.shapers[key] = Shaper(key[0], typesetting_of(key[0]), vertical=vertical)
        return Typist(self.shapers[key], self._target(document))

    def _target(self, document: Document) -> Callable[[str], str | None]:
        def target(href: str) -> str | None:
            try:
                parts = urlsplit(href)
            except ValueError:
                return None
            if parts.scheme:
                return href if parts.scheme.lower() in _OUTWARD else None
            here = (
                posixpath.join(posixpath.dirname(document.path), unquote(parts.path))
                if parts.path
                else document.path
            )
            name = self.ids.get(posixpath.normpath(here))
            if name is None:
                return None
            return f"#{name}--{unquote(parts.fragment)}" if parts.fragment else f"#{name}"

        return target

    def _outline(self) -> list[Outline]:
        titles = {document.id: document.title for document in self.edition.documents}
        return [
            Outline(
                page.title,
                page.node.identifier,
                tuple(
                    Outline(titles[story.node.identifier], story.node.identifier) for story in page.stories
                ),
            )
            for page in self.pages
        ]


def _pictures(edition: Edition) -> list[tuple[str, tuple[bytes, int, int]]]:
    found = []
    for resource in edition.resources:
        if resource.media_type in {"image/jpeg", "image/png"}:
            with Image.open(io.BytesIO(resource.content)) as picture:
                found.append((resource.path, (resource.content, picture.width, picture.height)))
    return found


def _tagged(typist: Typist, element: etree._Element, parent: Node, tag: str, cut: Cut) -> Text:
    node = Node(tag)
    parent.children.append(node)
    return typist.of(element, node, cut)


def _title(typist: Typist, element: etree._Element, parent: Node, rank: int) -> tuple[TitlePart, Text]:
    kinds = (element.get("class") or "").split()
    kind: TitlePart = next((_TITLES[name] for name in kinds if name in _TITLES), "headline")
    if local_name(element) == "h1":
        kind = "headline"
    cut = _TITLE_CUTS.get(kind, "serif bold" if rank % 2 == 0 else "sans bold")
    return kind, _tagged(typist, element, parent, "H3" if local_name(element) == "h1" else "P", cut)


def _fact(typist: Typist, element: etree._Element, parent: Node) -> Text:
    """A term of the nameplate with what it says, in one line."""
    node = Node("P")
    parent.children.append(node)
    text: Text | None = None
    for part in element:
        span = Node("Span")
        node.children.append(span)
        found = typist.of(part, span, "sans")
        if text is None:
            text = found
        else:
            text.add(" ", span, "sans")
            text.append(found.cells, span)
    assert text is not None  # noqa: S101  # each has a term
    return text


def _weight(rank: int, story: Story, *, has_headline: bool) -> float:
    weight = _WEIGHTS[min(rank, len(_WEIGHTS) - 1)]
    if rank and story.characters < _SHORT:
        weight *= 0.85
    return weight if has_headline else weight * _WITHOUT_HEADLINE


def _skip_no_level(root: Node) -> None:
    """Headings go down one level at a time (ISO 14289-1, 7.4.2)."""
    before = 0
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if len(node.tag) == 2 and node.tag[0] == "H":  # noqa: PLR2004  # H1 to H6
            before = min(int(node.tag[1]), before + 1)
            node.tag = f"H{before}"
        waiting += reversed(node.children)
