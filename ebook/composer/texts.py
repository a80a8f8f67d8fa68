"""What an element holds: its text as cells, each with the tag of the structure that it belongs to; pictures."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from ebook.composer.paragraphs import Paragraph
from ebook.composer.shaping import Cell, Shaper
from ebook.fonts import Cut
from ebook.languages.traits import Typesetting
from ebook.painter.page import Node

__all__ = ["ARTIFACT", "Picture", "Text", "Typist", "local_name"]

ARTIFACT = "Artifact"
"""The tag of nodes that are no part of the structure: lines that the print adds."""

_WHITE = re.compile("[ \t\r\n]+")
_SOFT_HYPHEN = "\u00ad"  # it prints nothing within a line, and readers of a PDF take it for a hyphen
_SILENT = frozenset({"rp", "script", "style", "template"})


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of the edition with its size in pixels."""

    node: Node
    data: bytes
    width: int
    height: int


@dataclass(eq=False)
class Text:
    """Cells in reading order, with the node that each belongs to.

    Attributes:
        cells, owners: one owner for each cell.
        dotted: the cells that have emphasis dots.
        readings: the node of a cell's reading, where it has one.
    """

    shaper: Shaper
    cells: list[Cell] = field(default_factory=list)
    owners: list[Node] = field(default_factory=list)
    dotted: set[int] = field(default_factory=set)
    readings: dict[int, Node] = field(default_factory=dict)

    @functools.cached_property
    def paragraph(self) -> Paragraph:
        """The text with its distances, ready to be broken into lines."""
        return Paragraph(self.cells, self.shaper)

    @property
    def plain(self) -> str:
        """Its characters."""
        return "".join(cell.text for cell in self.cells)

    def recut(self, cut: Cut) -> Text:
        """The text in another cut of type."""
        text = Text(self.shaper)
        for number, (cell, owner) in enumerate(zip(self.cells, self.owners, strict=True)):
            if number in self.readings or cell.posture == "together":
                text.append([cell], owner)
            else:
                text.append(self.shaper.cells(cell.text, cut), owner)
            if number in self.readings:
                text.readings[len(text.cells) - 1] = self.readings[number]
        return text

    def divided(self, place: int) -> tuple[Text, Text]:
        """The text in two, before a cell and from it on."""
        parts = Text(self.shaper), Text(self.shaper)
        for number, (cell, owner) in enumerate(zip(self.cells, self.owners, strict=True)):
            part = parts[number >= place]
            part.append([cell], owner)
            if number in self.dotted:
                part.dotted.add(len(part.cells) - 1)
            if number in self.readings:
                part.readings[len(part.cells) - 1] = self.readings[number]
        return parts

    def add(self, text: str, owner: Node, cut: Cut, *, dots: bool = False) -> None:
        """Append characters."""
        cells = self.shaper.cells(text, cut)
        if dots:
            begin = len(self.cells)
            marked = (number for number, cell in enumerate(cells, begin) if cell.kind == "square")
            self.dotted.update(marked)
        self.append(cells, owner)

    def append(self, cells: list[Cell], owner: Node) -> None:
        """Append cells."""
        self.cells += cells
        self.owners += [owner] * len(cells)


@dataclass(frozen=True)
class _Look:
    cut: Cut
    owner: Node
    dots: bool = False


class Typist:
    """Makes texts of elements in one language.

    Args:
        shaper: makes the cells.
        target: what a link's address leads to in print, None where it leads nowhere.
    """

    def __init__(self, shaper: Shaper, target: Callable[[str], str | None]) -> None:
        self.shaper, self.target = shaper, target

    @property
    def typesetting(self) -> Typesetting:
        """The habits of the language."""
        return self.shaper.typesetting

    def of(self, element: etree._Element, node: Node, cut: Cut = "serif") -> Text:
        """The text of an element without the blanks around it."""
        text = Text(self.shaper)
        parted = any(local_name(child) in {"a", "ruby"} for child in element.iter(etree.Element))
        self._walk(element, _Look(cut, node), text, parted=parted)
        while text.cells and text.cells[-1].text == " ":
            text.cells.pop()
            text.owners.pop()
        return text

    def said(self, words: str, node: Node, cut: Cut = "serif") -> Text:
        """A text of plain words."""
        text = Text(self.shaper)
        text.add(words, node, cut)
        return text

    def _walk(self, element: etree._Element, look: _Look, text: Text, *, parted: bool) -> None:
        self._type(element.text, look, text, parted=parted)
        for child in element:
            if isinstance(child.tag, str) and local_name(child) not in _SILENT:
                self._child(child, look, text, parted=parted)
            self._type(child.tail, look, text, parted=parted)

    def _type(self, raw: str | None, look: _Look, text: Text, *, parted: bool) -> None:
        words = _WHITE.sub(" ", raw or "").replace(_SOFT_HYPHEN, "")
        if not text.cells or text.cells[-1].text in {" ", "\n"}:
            words = words.lstrip(" ")
        if not words:
            return
        owner = look.owner
        if parted and owner.tag not in {"Link", "Span"}:
            owner = _child_of(owner, "Span")
        text.add(words, owner, look.cut, dots=look.dots)

    def _child(self, child: etree._Element, look: _Look, text: Text, *, parted: bool) -> None:
        name, kind = local_name(child), child.get("class", "")
        if name == "br":
            text.add("\n", look.owner, look.cut)
        elif name == "ruby":
            self._ruby(child, look, text)
        elif name == "a" and look.owner.tag != "Link" and (target := self.target(child.get("href", ""))):
            link = _child_of(look.owner, "Link")
            link.link = target
            self._walk(child, _Look(look.cut, link, look.dots), text, parted=False)
        elif kind == "tcy" and self.shaper.vertical:
            owner = _child_of(look.owner, "Span") if parted else look.owner
            text.append([self.shaper.together(child.text or "", look.cut)], owner)
        elif kind == "upright" and self.shaper.vertical:
            owner = _child_of(look.owner, "Span") if parted else look.owner
            text.append(self.shaper.upright(child.text or "", look.cut), owner)
        else:
            self._walk(child, self._look(name, kind, look), text, parted=parted)

    def _look(self, name: str, kind: str, look: _Look) -> _Look:
        if name == "em":
            if self.typesetting.dots:
                return _Look(look.cut, look.owner, dots=True)
            return _Look("sans", look.owner)
        if name in {"strong", "b"} or kind == "dateline":
            return _Look("sans bold" if "bold" in look.cut else "sans", look.owner, look.dots)
        return look

    def _ruby(self, element: etree._Element, look: _Look, text: Text) -> None:
        base = "".join([element.text or "", *(_plain(c) for c in element if local_name(c) in {"rb", "span"})])
        reading = "".join(_plain(child) for child in element if local_name(child) == "rt")
        node = _child_of(look.owner, "Ruby")
        base_node, reading_node = _child_of(node, "RB"), _child_of(node, "RT")
        cell = self.shaper.with_reading(base, reading, look.cut)
        text.append([cell], base_node)
        text.readings[len(text.cells) - 1] = reading_node


def _child_of(parent: Node, tag: str) -> Node:
    node = Node(tag)
    parent.children.append(node)
    return node


def _plain(element: etree._Element) -> str:
    return "".join(element.itertext())


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
