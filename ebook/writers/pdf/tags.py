"""An issue -> the tags of a print: articles, headings, paragraphs, lists, tables, figures, each text with its origins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from ebook.languages import resolve
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Masthead,
    Note,
    Origin,
    Paragraph,
    Quote,
    Section,
    Table,
    Titles,
    Verse,
    plain,
    titles,
)
from ebook.painter.page import Node, Outline

__all__ = ["TaggedIssue", "TaggedText"]


class TaggedText(NamedTuple):
    """A text and its tag.

    Attributes:
        node: the tag.
        text: one line or paragraph without markup; "" of a figure.
        origins: where it comes from, the nearest first: its block, its article, its section.
        section: the number of its section, counted from 1; 0 of the nameplate.
    """

    node: Node
    text: str
    origins: tuple[Origin, ...]
    section: int


class TaggedIssue:
    """The tags of an issue.

    Attributes:
        root: the tag of the document.
        texts: what stands in the tags, in reading order.
        outline: the sections with their articles.
    """

    def __init__(self, issue: Issue) -> None:
        self.root = Node("Document")
        self.texts: list[TaggedText] = []
        self.outline: list[Outline] = []
        self._words = resolve(issue.lang).words
        self._level = 0
        self._section = 0
        self._add_masthead(issue.masthead)
        for number, section in enumerate(issue.sections, 1):
            self._section = number
            self._add_section(section)

    def _add_masthead(self, masthead: Masthead) -> None:
        # Without lines of its own, the name has been read from a folio, which is written where it stands.
        lines = masthead.printed or ((masthead.name or "",) if masthead.origin else ())
        if not lines:
            return
        origins = _origins(masthead.origin, ())
        group = _child(self.root, "Sect")
        named = False
        for line in lines:
            is_name = not named and line == masthead.name
            named = named or is_name
            self._add(group, self._heading(1) if is_name else "P", line, origins)

    def _add_section(self, section: Section) -> None:
        group = _child(self.root, "Sect")
        origins = _origins(section.origin, ())
        for line in (*section.folio, *section.staff):
            self._add(group, "P", line, origins)
        entries = []
        for index, article in enumerate(section.articles, 1):
            node = _child(group, "Art", language=article.lang or "", identifier=f"p{self._section}-a{index}")
            self._add_article(article, node, _origins(article.origin, origins))
            title = " ".join(plain(article.headline or article.kicker or article.column).split())
            if title:
                entries.append(Outline(title, node.identifier))
        if entries:
            name = " ".join(filter(None, (section.page, section.title))) or str(self._section)
            self.outline.append(Outline(name, entries[0].identifier, tuple(entries)))

    def _add_article(self, article: Article, node: Node, origins: tuple[Origin, ...]) -> None:
        for line in (article.column, *titles(article.kicker)):
            self._add(node, "P", plain(line), origins)
        self._add(node, self._heading(2), article.headline, origins)
        for line in (*titles(article.deck), article.byline_text, article.dateline):
            self._add(node, "P", plain(line), origins)
        self._add_blocks(article.body, node, origins)
        for line in (article.continued_from, article.continued_to):
            self._add(node, "P", line, origins)

    def _add_blocks(self, blocks: Sequence[Block], parent: Node, around: tuple[Origin, ...]) -> None:
        for block in blocks:
            origins = _origins(block.origin, around)
            match block:
                case Heading():
                    self._add(parent, self._heading(3), block.text, origins)
                case Quote():
                    self._add(_child(parent, "BlockQuote"), "P", block.text, origins)
                case Verse():
                    self._add(parent, "P", block.text, origins)
                case List():
                    self._add_list(block, parent, origins)
                case Table():
                    self._add_table(block, parent, origins)
                case Figure():
                    self._add_figure(block, parent, origins)
                case Aside():
                    group = _child(parent, "Sect")
                    self._add(group, self._heading(3), block.title, origins)
                    self._add_blocks(block.body, group, origins)
                case Paragraph() | Note():
                    self._add(parent, "P", block.text, origins)

    def _add_list(self, block: List, parent: Node, origins: tuple[Origin, ...]) -> None:
        node = _child(parent, "L", attributes={"ListNumbering": "None"})
        for item in block.items:
            self._add(_child(node, "LI"), "LBody", item, origins)

    def _add_table(self, block: Table, parent: Node, origins: tuple[Origin, ...]) -> None:
        """A table, its rows filled up to one length (ISO 32000-1, 14.8.4.3.4)."""
        node = _child(parent, "Table")
        self._add(node, "Caption", block.caption, origins)
        count = max(map(len, (block.header, *block.rows)), default=0)
        for row in (block.header, *block.rows) if block.header else block.rows:
            line = _child(node, "TR")
            is_head = row is block.header
            for column in range(count):
                cell = _child(
                    line, "TH" if is_head else "TD", attributes={"Scope": "Column"} if is_head else {}
                )
                self._put(cell, row[column] if column < len(row) else "", origins)
        self._add(parent, "P", block.note, origins)

    def _add_figure(self, block: Figure, parent: Node, origins: tuple[Origin, ...]) -> None:
        if block.alt != "":
            said = self._words.picture_with_caption if plain(block.caption) else self._words.picture_alone
            node = _child(parent, "Figure", alternative=block.alt or said)
            self.texts.append(TaggedText(node, "", origins, self._section))
        self._add(parent, "Caption", block.caption, origins)
        self._add(parent, "P", block.credit, origins)

    def _heading(self, wanted: int) -> str:
        """The tag of a heading, one level below the last one at most (ISO 14289-1, 7.4.2)."""
        self._level = min(wanted, self._level + 1)
        return f"H{self._level}"

    def _add(self, parent: Node, tag: str, text: Titles, origins: tuple[Origin, ...]) -> None:
        """Add a tag with a text, unless there is no text."""
        if plain(text).strip():
            self._put(_child(parent, tag), text, origins)

    def _put(self, node: Node, text: Titles, origins: tuple[Origin, ...]) -> None:
        lines = (line for part in titles(text) for line in plain(part).splitlines())
        self.texts += [TaggedText(node, line, origins, self._section) for line in lines if line.strip()]


def _origins(own: Origin | None, around: tuple[Origin, ...]) -> tuple[Origin, ...]:
    return (own, *around) if own else around


def _child(parent: Node, tag: str, **properties: Any) -> Node:
    node = Node(tag, **properties)
    parent.children.append(node)
    return node
