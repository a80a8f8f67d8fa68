"""Stage: the pieces of a page become its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from ebook.languages import Language
from ebook.model import Article, Person, Repair
from ebook.reading import people
from ebook.reading.blocks import Body
from ebook.reading.pieces import Piece, origin_of
from ebook.reading.roles import HEADER
from ebook.reading.spans import SURNAMES
from ebook.reading.titles import split_titles

__all__ = ["Composed", "article_of", "is_name", "jump_at_start", "parts_of"]

_LONGEST_JUMP = 40
_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]|[가-힣]{3}")


class Composed(msgspec.Struct, frozen=True):
    """An article, and what was done to its lines."""

    article: Article
    repairs: tuple[Repair, ...]


def parts_of(pieces: Iterable[Piece], language: Language) -> list[list[Piece]]:
    """The pieces of each article: one begins where a piece is marked so, or says that it comes from another page.

    Behind an article in a frame, the article goes on that the frame stands in.
    """
    found: list[list[Piece]] = []
    article: list[Piece] = []
    around: list[Piece] = []
    frame = 0
    for piece in pieces:
        if piece.line.frame and not frame:
            around = article
        elif frame and not piece.line.frame and around and around[-1].line.module == piece.line.module:
            article = around
        frame = piece.line.frame
        jump = jump_at_start(piece.text, language) if piece.role in {"P", "AP"} else ""
        has_body = any(before.role not in HEADER for before in article)
        if piece.begins or not found or (jump and has_body):
            article = []
            found.append(article)
        if jump:
            rest = msgspec.structs.replace(piece.line, text=piece.text[len(jump) :].lstrip())
            article.append(
                msgspec.structs.replace(piece, line=msgspec.structs.replace(piece.line, text=jump), role="JF")
            )
            piece = msgspec.structs.replace(piece, line=rest, begins=False)  # noqa: PLW2901  # what is left of it
        article.append(piece)
    return found


def jump_at_start(paragraph: str, language: Language) -> str:
    """The words at the start of a paragraph that say from which page it goes on (（上接第一版）), '' without them."""
    match = language.newspaper.at_start("jump_from", paragraph[:_LONGEST_JUMP])
    return match[0] if match and match.end() < len(paragraph) else ""


def heads_of(parts: Sequence[Sequence[Piece]]) -> people.Heads:
    """What the first paragraphs of an issue's articles begin with."""
    firsts = (next((piece.text for piece in part if piece.role == "P"), None) for part in parts)
    return people.Heads([text for text in firsts if text])


def article_of(
    pieces: Sequence[Piece],
    language: Language,
    heads: people.Heads,
    series: str | None = None,
    *,
    known: bool = False,
) -> Composed:
    """The article that some pieces make.

    Args:
        pieces: its lines with their roles, in order.
        language: the issue's language.
        heads: what the first paragraphs of the issue begin with.
        series: the label of the column that it is part of, where that is printed above an earlier article.
        known: whether the source itself gives the roles.
    """
    header, rest = _header(pieces if known else _with_author(pieces, language))
    titles = _Titles(language)
    for piece in header:
        titles.add(piece)
    bylines = [piece for piece in (*header, *rest) if piece.role == "BY"]
    editors = [piece for piece in rest if piece.role == "EC"]
    column = titles.column or series
    body = Body(language, heads, people.Setting(column, signed=bool(bylines)))
    for piece in rest:
        body.add(piece)
    body.close()
    named = [person for piece in bylines for person in people.byline(piece.text, language, body.setting)]
    named += [person for piece in editors for person in people.editors(piece.text, language)]
    article = Article(
        column=column,
        kicker=_lines(titles.kicker),
        headline=" ".join(titles.headline) or None,
        deck=_lines(titles.deck),
        byline=_once((*named, *body.people)),
        byline_text=" ".join(piece.text for piece in (*bylines, *editors)) or None,
        dateline=body.dateline,
        body=tuple(body.blocks),
        continued_from=" ".join(piece.text for piece in pieces if piece.role == "JF") or None,
        continued_to=" ".join(body.jumps) or None,
        origin=origin_of(piece.line for piece in pieces),
    )
    return Composed(article, (*titles.repairs, *body.repairs))


def _with_author(pieces: Sequence[Piece], language: Language) -> list[Piece]:
    """The pieces; a bare name below the only other title is who wrote the piece, not its headline.

    And a line after the text that is taken for a byline but names nobody is text.
    """
    found = list(pieces)
    match [at for at, piece in enumerate(found) if piece.role in HEADER][:3]:
        case [first, second] if found[second].role in {"HEAD", "DECK"} and is_name(found[second].text):
            if found[first].decided is None and found[second].decided is None:
                found[first] = msgspec.structs.replace(found[first], role="HEAD")
                found[second] = msgspec.structs.replace(found[second], role="BY")
    for at, piece in enumerate(found):
        after_text = any(before.role not in HEADER for before in found[:at])
        doubtful = after_text and piece.role in {"BY", "EC"} and piece.decided is None
        if doubtful and not people.byline(piece.text, language):
            found[at] = msgspec.structs.replace(piece, role="P")
    return found


def is_name(text: str) -> bool:
    """Whether a line is a bare personal name in Han characters or Hangul."""
    return text[:1] in SURNAMES and _NAME.fullmatch(text) is not None


def _header(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The titles over an article, and what follows them; a picture or its caption may stand between titles."""
    end = 0
    for at, piece in enumerate(pieces):
        if piece.role in HEADER:
            end = at + 1
        elif piece.role not in {"FIG", "CRED", "PICTURE"}:
            break
    header = [piece for piece in pieces[:end] if piece.role in HEADER]
    return header, [piece for piece in pieces[:end] if piece.role not in HEADER] + list(pieces[end:])


class _Titles:
    """The titles of an article, line by line."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.column: str | None = None
        self.kicker: list[str] = []
        self.headline: list[str] = []
        self.deck: list[str] = []
        self.repairs: list[Repair] = []

    def add(self, piece: Piece) -> None:
        """Take a line of the header."""
        match piece.role:
            case "COL" if self.column is None:
                self.column = piece.text
            case "COL" | "KICK":
                self.kicker.append(piece.text)
            case "HEAD":
                self.headline.append(piece.text)
            case "DECK":
                self.deck.append(piece.text)
            case "KH":
                self._split(piece)

    def _split(self, piece: Piece) -> None:
        kicker, headline = split_titles(piece.text, self.language)
        if not kicker:
            self.headline.append(headline)
            return
        self.kicker.append(kicker)
        self.headline.append(headline)
        self.repairs.append(
            Repair(
                kind="split-line",
                text=piece.text,
                result=f"{kicker}\n{headline}",
                code="titles-on-one-line",
                confidence=piece.sure,
                origin=piece.line.origin,
            )
        )


def _lines(lines: Sequence[str]) -> str | tuple[str, ...] | None:
    return lines[0] if len(lines) == 1 else tuple(lines) or None


def _once(found: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(found))
