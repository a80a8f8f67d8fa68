"""The blocks of an article's document, each with its texts and tags, ready to be set at any measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from lxml import etree

from ebook.composer.texts import Picture, Text, Typist, local_name
from ebook.fonts import Cut
from ebook.painter.page import Node

__all__ = ["Block", "BlockParser", "Cell", "Kind", "divided", "simplified"]

Kind: TypeAlias = Literal[
    "text", "heading", "quote", "note", "verse", "list", "jump", "table", "figure", "box"
]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(eq=False)
class Block:
    """What is set as one.

    Attributes:
        kind: how it is set.
        node: its tag.
        texts: its paragraphs, items or lines; of a figure, what is printed below it.
        markers: what is printed before each item of a list.
        rows: of a table, a text for each cell.
        picture: of a figure.
        blocks: what a box holds.
        goes_on: whether its first paragraph began on the sheet before.
        is_small: whether its picture is drawn small, since it fits no sheet otherwise.
    """

    kind: Kind
    node: Node
    texts: list[Text] = field(default_factory=list)
    markers: list[Text] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    picture: Picture | None = None
    blocks: list[Block] = field(default_factory=list)
    goes_on: bool = False
    is_small: bool = False


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table."""

    text: Text
    span: int = 1
    head: bool = False
    numeric: bool = False


class BlockParser:
    """Makes blocks of elements, and their tags below a node.

    Args:
        typist: makes the texts.
        pictures: the edition's pictures by path, with their sizes.
        name: makes an id of a document into one of the print.
    """

    def __init__(
        self, typist: Typist, pictures: dict[str, tuple[bytes, int, int]], name: Callable[[str], str]
    ) -> None:
        self.typist, self.pictures, self.name = typist, pictures, name

    def parse(self, elements: Iterable[etree._Element], parent: Node) -> list[Block]:
        """The blocks of elements in their order."""
        return [block for element in elements for block in self._blocks(element, parent)]

    def _blocks(self, element: etree._Element, parent: Node) -> Iterator[Block]:
        name, kinds = local_name(element), (element.get("class") or "").split()
        if name in _HEADINGS:
            yield self._simple("heading", element, parent, name.upper(), "sans bold")
        elif name == "p":
            yield self._simple("jump" if "jump" in kinds else "text", element, parent, "P", "serif")
        elif name in {"ul", "ol"}:
            yield self._list(element, parent, marked="marked" in kinds)
        elif name == "figure":
            yield self._figure(element, parent)
        elif name == "aside":
            yield self._box(element, parent)
        elif "table" in kinds:
            yield from self._table(element, parent)
        elif group := _group_of(name, kinds):
            yield self._group(*group, element, parent)
        elif "hops" not in kinds and name != "nav":
            yield from self.parse(element, parent)

    def _node(self, tag: str, parent: Node, element: etree._Element) -> Node:
        node = Node(tag)
        if name := element.get("id"):
            node.identifier = self.name(name)
        parent.children.append(node)
        return node

    def _simple(self, kind: Kind, element: etree._Element, parent: Node, tag: str, cut: Cut) -> Block:
        node = self._node(tag, parent, element)
        return Block(kind, node, [self.typist.of(element, node, cut)])

    def _group(self, kind: Kind, tag: str, element: etree._Element, parent: Node) -> Block:
        node = self._node(tag, parent, element)
        cut: Cut = "sans" if kind in {"quote", "note"} else "serif"
        return Block(kind, node, [self._paragraph(child, node, cut) for child in element])

    def _paragraph(self, element: etree._Element, parent: Node, cut: Cut) -> Text:
        node = self._node("P", parent, element)
        return self.typist.of(element, node, cut)

    def _list(self, element: etree._Element, parent: Node, *, marked: bool) -> Block:
        node = self._node("L", parent, element)
        ordered = local_name(element) == "ol"
        node.attributes["ListNumbering"] = "None" if marked else "Decimal" if ordered else "Disc"
        block = Block("list", node)
        for number, item in enumerate(element, 1):
            entry = self._node("LI", node, item)
            if not marked:
                label = self._node("Lbl", entry, etree.Element("span"))
                block.markers.append(self.typist.said(f"{number}." if ordered else "•", label))
            body = self._node("LBody", entry, etree.Element("span"))
            block.texts.append(self.typist.of(item, body))
        return block

    def _figure(self, element: etree._Element, parent: Node) -> Block:
        image = next((found for found in element.iter(etree.Element) if local_name(found) == "img"), None)
        node = self._node("Figure" if image is not None else "Div", parent, element)
        block = Block("figure", node)
        if image is not None:
            node.alternative = image.get("alt", "")
            data, width, height = self.pictures[image.get("src", "").removeprefix("../")]
            block.picture = Picture(node, data, width, height)
        for child in element.iter(etree.Element):
            if local_name(child) == "p":
                tag = "Caption" if child.get("class") in {"caption", "credit"} and image is not None else "P"
                inner = self._node(tag, node, child)
                block.texts.append(self.typist.of(child, inner, "sans"))
        return block

    def _box(self, element: etree._Element, parent: Node) -> Block:
        node = self._node("Div", parent, element)
        block = Block("box", node)
        block.blocks = self.parse(element, node)
        return block

    def _table(self, element: etree._Element, parent: Node) -> Iterator[Block]:
        for child in element:
            if local_name(child) != "table":
                yield self._simple("text", child, parent, "P", "sans")
                continue
            node = self._node("Table", parent, child)
            block = Block("table", node)
            for inner in child.iter(etree.Element):
                if local_name(inner) == "caption":
                    block.texts.append(self.typist.of(inner, self._node("Caption", node, inner), "sans bold"))
                elif local_name(inner) == "tr":
                    row = self._node("TR", node, inner)
                    block.rows.append([self._cell(cell, row) for cell in inner])
            yield block

    def _cell(self, element: etree._Element, row: Node) -> Cell:
        head = local_name(element) == "th"
        node = self._node("TH" if head else "TD", row, element)
        span = int(element.get("colspan", "1"))
        if span > 1:
            node.attributes["ColSpan"] = span
        if head:
            node.attributes["Scope"] = "Row" if element.get("scope") == "row" else "Column"
        text = self.typist.of(element, node, "sans bold" if head else "serif")
        return Cell(text, span, head, "number" in (element.get("class") or ""))


def _group_of(name: str, kinds: list[str]) -> tuple[Kind, str] | None:
    """What an element is that holds paragraphs of one kind, and its tag."""
    if name == "blockquote":
        return "quote", "BlockQuote"
    if "verse" in kinds:
        return "verse", "Div"
    return ("note", "Note") if "note" in kinds else None


def divided(blocks: list[Block], part: float) -> tuple[list[Block], list[Block]]:
    """Blocks in two runs, of which the first holds about a part of the characters and is not empty."""
    sizes = [_size(block) for block in blocks]
    wanted, before = sum(sizes) * part, 0
    for number, (block, size) in enumerate(zip(blocks, sizes, strict=True)):
        if before + size >= wanted:
            one, other = _divided_block(block, (wanted - before) / max(size, 1))
            return [*blocks[:number], *one], [*other, *blocks[number + 1 :]]
        before += size
    return blocks[:-1], blocks[-1:]


def simplified(blocks: list[Block]) -> Iterator[Block]:
    """The same texts in blocks that can be divided anywhere, for what is larger than a sheet: no tables, no boxes."""
    for block in blocks:
        if block.kind == "box":
            yield from simplified(block.blocks)
        elif block.kind == "table":
            cells = [cell.text for row in block.rows for cell in row if cell.text.cells]
            yield from (Block("text", block.node, [text]) for text in (*block.texts, *cells))
        elif block.kind == "figure" and block.picture is not None:
            yield replace(block, is_small=True)
        elif block.kind in {"heading", "jump", "figure"}:
            yield from (Block("text", block.node, [text]) for text in block.texts)
        else:
            yield block


def _size(block: Block) -> int:
    own = sum(len(text.cells) for text in block.texts) + sum(
        len(cell.text.cells) for row in block.rows for cell in row
    )
    return max(own + sum(map(_size, block.blocks)), 1)


def _divided_block(block: Block, part: float) -> tuple[list[Block], list[Block]]:
    """A block in two where it can be divided: a paragraph before a cell, others between their paragraphs, rows or blocks."""
    if block.kind == "box" and len(block.blocks) > 1:
        one, other = divided(block.blocks, part)
        return [replace(block, blocks=one)], [replace(block, blocks=other)]
    if block.kind == "table" and len(block.rows) > 1:
        place = min(max(round(len(block.rows) * part), 1), len(block.rows) - 1)
        return [replace(block, rows=block.rows[:place])], [replace(block, rows=block.rows[place:], texts=[])]
    if len(block.texts) > 1 and block.kind != "figure":
        place = min(max(round(len(block.texts) * part), 1), len(block.texts) - 1)
        return [replace(block, texts=block.texts[:place], markers=block.markers[:place])], [
            replace(block, texts=block.texts[place:], markers=block.markers[place:])
        ]
    if block.kind in {"text", "quote", "note"} and block.texts and len(block.texts[0].cells) > 1:
        cells = len(block.texts[0].cells)
        one_text, other_text = block.texts[0].divided(min(max(round(cells * part), 1), cells - 1))
        return [replace(block, texts=[one_text])], [replace(block, texts=[other_text], goes_on=True)]
    return [block], []
