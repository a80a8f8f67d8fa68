"""The pieces that an issue consists of, each with the source lines it came from.

Blocks know their lines. A title, a byline or a jump line knows only its article's lines: it is
found among those that no block claims, by its characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias, assert_never

import msgspec

from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    RichText,
    Section,
    Table,
    Titles,
    Verse,
    plain,
    titles,
)

__all__ = ["Group", "Piece", "Role", "groups"]

Role: TypeAlias = Literal[
    "masthead", "folio", "staff", "column", "kicker", "headline", "deck", "byline", "dateline", "jump",
    "paragraph", "heading", "quote", "note", "verse", "list", "table", "figure", "aside",
]  # fmt: skip
"""What a source line was read as."""


class Piece(msgspec.Struct, frozen=True):
    """A piece of the issue: what it is, its text, and its lines of the source, ascending."""

    role: Role
    text: str
    lines: tuple[int, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Pieces that stand together: the masthead, a page's own lines, or an article."""

    title: str
    kind: Literal["masthead", "page", "article"]
    pieces: tuple[Piece, ...]


def groups(issue: Issue, source: Sequence[str]) -> list[Group]:
    """An issue's pieces in order. `source` holds the lines of the source, the first at index 0."""
    masthead = issue.masthead
    found = [
        Group("", "masthead", tuple(_printed(masthead.printed, "masthead", _lines(masthead.origin), source)))
    ]
    for section in issue.sections:
        found.append(_page(section, source))
        found += [_article(article, source) for article in section.articles]
    return [group for group in found if group.pieces or group.title]


def _page(section: Section, source: Sequence[str]) -> Group:
    title = " ".join(part for part in (section.page, section.title) if part)
    lines = _lines(section.origin)
    pieces = (
        *_printed(section.folio, "folio", lines, source),
        *_printed(section.staff, "staff", lines, source),
    )
    return Group(title, "page", pieces)


def _printed(
    texts: Sequence[str], role: Role, lines: Sequence[int], source: Sequence[str]
) -> Iterator[Piece]:
    for text in texts:
        yield Piece(role, text, _matching(text, lines, source))


def _article(article: Article, source: Sequence[str]) -> Group:
    claimed = {line for block in article.body for line in _lines(block.origin)}
    free = [line for line in _lines(article.origin) if line not in claimed]
    pieces = [Piece(role, text, _matching(text, free, source)) for role, text in _heads(article)]
    if article.dateline:
        first = next((_lines(block.origin) for block in article.body), ())
        pieces.append(Piece("dateline", article.dateline, _matching(article.dateline, first, source)))
    pieces += _blocks(article.body)
    pieces += [Piece("jump", jump, _jump_lines(jump, article, source)) for jump in _jumps(article)]
    return Group(plain(article.headline) or plain(article.column), "article", tuple(pieces))


def _heads(article: Article) -> Iterator[tuple[Role, str]]:
    fields: tuple[tuple[Role, Titles], ...] = (
        ("column", article.column),
        ("kicker", article.kicker),
        ("headline", article.headline),
        ("deck", article.deck),
        ("byline", article.byline_text),
    )
    for role, value in fields:
        for line in titles(value):
            yield role, plain(line)


def _jumps(article: Article) -> list[str]:
    return [jump for jump in (article.continued_from, article.continued_to) if jump]


def _jump_lines(jump: str, article: Article, source: Sequence[str]) -> tuple[int, ...]:
    return _matching(jump, _lines(article.origin), source)


def _blocks(body: Sequence[Block]) -> Iterator[Piece]:
    for block in body:
        lines = _lines(block.origin)
        if isinstance(block, Aside):
            within = {line for piece in block.body for line in _lines(piece.origin)}
            lines = tuple(line for line in lines if line not in within)
        yield Piece(_ROLES[type(block)], _block_text(block), lines)
        if isinstance(block, Aside):
            yield from _blocks(block.body)


_ROLES: dict[type[Block], Role] = {
    Paragraph: "paragraph",
    Heading: "heading",
    Quote: "quote",
    Note: "note",
    Verse: "verse",
    List: "list",
    Table: "table",
    Figure: "figure",
    Aside: "aside",
}


def _block_text(block: Block) -> str:
    match block:
        case Paragraph(text=text) | Heading(text=text) | Quote(text=text) | Note(text=text):
            return plain(text)
        case Verse(text=parts) | List(items=parts):
            return _joined(parts)
        case Table():
            return _table(block)
        case Figure(caption=caption, credit=credit):
            return _joined((caption, credit))
        case Aside(title=title):
            return plain(title)
        case _:
            assert_never(block)


def _joined(parts: Sequence[RichText | None]) -> str:
    return "\n".join(plain(part) for part in parts if part)


def _table(table: Table) -> str:
    rows = [" | ".join(plain(cell) for cell in row) for row in (table.header, *table.rows) if row]
    return "\n".join(
        [text for text in (plain(table.caption),) if text] + rows + [plain(table.note)] * bool(table.note)
    )


def _lines(origin: Origin | None) -> tuple[int, ...]:
    return origin.lines if origin else ()


def _matching(text: str, lines: Sequence[int], source: Sequence[str]) -> tuple[int, ...]:
    """Those of some lines that the text stands on; a hard-wrapped title stands on several."""
    wanted = _squeezed(text)
    held = [(line, _squeezed(source[line - 1])) for line in lines if line <= len(source)]
    start = "".join(there for _, there in held).find(wanted)
    if not wanted or start < 0:
        return tuple(line for line, there in held if there and there in wanted)
    found = []
    for line, there in held:
        if start < len(there) and start + len(wanted) > 0:
            found.append(line)
        start -= len(there)
    return tuple(found)


def _squeezed(text: str) -> str:
    return "".join(text.split())
