"""Bylines: as printed, and the names that are printed nowhere in the article."""

from __future__ import annotations

import re
from typing import assert_never

from ebook.languages.words import Words
from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Person,
    Quote,
    Role,
    Table,
    Verse,
    plain,
    walk,
)  # fmt: skip
from ebook.xhtml import Element, H, Node, word

__all__ = ["byline", "texts"]

_PROPERTIES: dict[Role, str] = {"photographer": "schema:contributor", "editor": "schema:editor"}
"""Who does not write (schema.org)."""


def byline(article: Article, words: Words) -> list[Element]:
    """The printed byline, each name in it marked with its role, then the people who are named nowhere.

    A person is named by the byline, the dateline, a credit, or a signature in the text.
    """
    lines: list[Element] = []
    if article.byline_text:
        lines.append(H.p({"class": "byline"}, *_marked(article.byline_text, article.byline)))
    if unnamed := _unnamed(article):
        lines.append(H.p({"class": "byline"}, *_made(unnamed, words)))
    return lines


def _marked(text: str, people: tuple[Person, ...]) -> list[Node]:
    roles = {person.name: person.role for person in reversed(people) if person.name}
    if not roles:
        return [text]
    longest_first = sorted(roles, key=lambda name: (-len(name), name))
    pieces = re.split("(" + "|".join(map(re.escape, longest_first)) + ")", text)
    return [_person(piece, roles[piece]) if piece in roles else piece for piece in pieces]


def _made(people: list[Person], words: Words) -> list[Node]:
    nodes: list[Node] = []
    for person in people:
        before, _, after = words.roles.of(person.role).partition("{}")
        nodes += [word(words.join)] if nodes else []
        nodes += [word(before)] if before else []
        nodes.append(_person(person.name, person.role))
        nodes += [word(after)] if after else []
    return nodes


def _person(name: str, role: Role) -> Element:
    """A name with its role, and with what schema.org calls those of that role."""
    return H.span({"class": f"person {role}", "property": _PROPERTIES.get(role, "schema:author")}, name)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _unnamed(article: Article) -> list[Person]:
    """The people who are named nowhere; white space does not count, with which names are often set apart."""
    heads = (article.byline_text, article.dateline, plain(article.deck))
    above = _bare("\n".join(head or "" for head in heads))
    unnamed = [person for person in article.byline if person.name and _bare(person.name) not in above]
    below = _bare("\n".join(texts(article.body))) if unnamed else ""
    return [person for person in unnamed if _bare(person.name) not in below]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """The plain texts of a body in reading order."""
    return [text for block in walk(blocks) for text in _texts(block)]


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text) | Note(text=text):
            return [plain(text)]
        case Verse(text=lines) | List(items=lines):
            return [plain(line) for line in lines]
        case Figure():
            return [plain(block.caption), plain(block.credit)]
        case Table():
            cells = [plain(cell) for row in (block.header, *block.rows) for cell in row]
            return [plain(block.caption), *cells, plain(block.note)]
        case Aside(title=title):
            return [plain(title)]
        case _:
            assert_never(block)
