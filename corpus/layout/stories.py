"""What an article prints: its title pieces, and the pieces of its body one after another."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from typing import Any

from .marks import Piece


@dataclass
class Part:
    """A part of a body: kind as in the corpus, its pieces, and the number of its block in the gold body."""

    kind: str
    pieces: list[Piece]
    block: float
    table: dict[str, Any] | None = None
    title: Piece | None = None
    parts: list[Part] = field(default_factory=list)
    inline_credit: bool = False


@dataclass
class Story:
    """An article to print.

    Attributes:
        number: of the article in the issue.
        label: its column label, None where the article before printed it already.
        above: lines between label and headline, in order (byline before titles, kickers).
        headline: its main title.
        below: decks, byline and 'continued from' lines, in order.
        parts: the body.
        closing: lines at the end, set at the end of their lines.
    """

    number: int
    label: Piece | None
    above: list[Piece]
    headline: Piece
    below: list[Piece]
    parts: list[Part]
    closing: list[Piece]
    length: int = 0


@dataclass
class Unit:
    """Stories that stand together: one, or those of a joint column."""

    stories: list[Story]

    @property
    def length(self) -> int:
        """Characters of its bodies."""
        return sum(story.length for story in self.stories)


def units_of(section: dict, first: int, lang: str, rng: random.Random) -> list[Unit]:
    """The articles of a section as units; first is the number of its first article."""
    units: list[Unit] = []
    above = None
    for at, article in enumerate(section["articles"]):
        column = article.get("column")
        joint = bool(column) and column == above
        story = _Teller(article, first + at, lang, rng).story(joint=joint)
        if joint:
            units[-1].stories.append(story)
        else:
            units.append(Unit([story]))
        above = column
    return units


class _Teller:
    def __init__(self, article: dict, number: int, lang: str, rng: random.Random) -> None:
        self.cjk = lang.startswith(("zh", "ja"))
        self.article, self.number, self.rng = article, number, rng
        self.info = {"people": article.get("byline") or []}

    def piece(self, text: str, role: str) -> Piece:
        return Piece(role, self.number, text, self.info)

    def each(self, key: str, role: str) -> list[Piece]:
        value = self.article.get(key)
        texts = [value] if isinstance(value, str) else value or []
        return [self.piece(text, role) for text in texts if text]

    def story(self, *, joint: bool) -> Story:
        article = self.article
        heads = article["headline"]
        above, below = self.each("kicker", "KICK"), self.each("deck", "DECK")
        closing: list[Piece] = []
        parts = self.parts(article["body"], "")
        keys = [key for key in article if key in ("byline_line", "headline")]
        spot = "before" if keys[0] == "byline_line" else article.get("byline_at") or "after"
        by = self.each("byline_line", "BY")
        if spot == "before":
            above = by + above
        elif spot == "after":
            below += by
        below += self.each("continued_from", "JF")
        self.dateline(parts, below)
        closing += self.jump(parts) + self.each("editor_credit", "EC") + (by if spot == "end" else [])
        label = None if joint else (self.each("column", "COL") or [None])[0]
        story = Story(
            self.number, label, above, self.piece(heads[0] if isinstance(heads, list) else heads, "HEAD"),
            below, parts, closing,
        )  # fmt: skip
        story.length = sum(_length(part) for part in parts)
        return story

    def dateline(self, parts: list[Part], below: list[Piece]) -> None:
        text = self.article.get("dateline")
        if not text:
            return
        first = next((part for part in parts if part.kind == "p"), None)
        if first is None:
            below.append(self.piece(text, "DL"))
            return
        tight = text.endswith(("】", "]", "=", ")", "）", "〕", "＝")) and self.rng.random() < 0.5
        gap = "" if tight else self.rng.choice((" ", "\u3000")) if self.cjk else " "
        first.pieces[0].text = text + gap + first.pieces[0].text

    def jump(self, parts: list[Part]) -> list[Piece]:
        text = self.article.get("jump")
        if not text:
            return []
        if (
            parts
            and parts[-1].kind == "p"
            and "\n" not in parts[-1].pieces[0].text
            and self.rng.random() < 0.5
        ):
            parts[-1].pieces[0].text += text
            return []
        return [self.piece(text, "JT")]

    def parts(self, blocks: list[dict], inside: str) -> list[Part]:
        return [self.part(block, at, inside) for at, block in enumerate(blocks)]

    def part(self, block: dict, at: int, inside: str) -> Part:
        kind = block["t"]
        if kind == "p":
            role = "VERSE" if "\n" in block["text"] else "P"
            return Part(kind, [self.piece(block["text"], (inside if role == "P" else "") + role)], at)
        if kind in ("h", "quote", "note"):
            return Part(kind, [self.piece(block["text"], kind.upper())], at)
        if kind == "list":
            return Part(kind, [self.piece(item, inside + "LIST") for item in block["items"]], at)
        if kind == "figure":
            return self.figure(block, at)
        if kind == "table":
            return Part(
                kind, self.titled(block, ("caption", "TCAP")), at, table=block, parts=self.note(block)
            )
        title = self.piece(block["title"], "AT") if block.get("title") else None
        return Part("aside", [], at, title=title, parts=self.parts(block["body"], "A"))

    def titled(self, block: dict, *keys: tuple[str, str]) -> list[Piece]:
        return [self.piece(block[key], role) for key, role in keys if block.get(key)]

    def note(self, block: dict) -> list[Part]:
        return [Part("p", [piece], 0) for piece in self.titled(block, ("note", "TNOTE"))]

    def figure(self, block: dict, at: int) -> Part:
        pieces = self.titled(block, ("caption", "FIG"), ("credit", "CRED"))
        inline = len(pieces) == 2 and self.rng.random() < 0.6
        if inline:
            pieces = [
                self.piece(
                    pieces[0].text + (self.rng.choice((" ", "\u3000")) if self.cjk else " ") + pieces[1].text,
                    "FIG",
                )
            ]
        return Part("figure", pieces, at)


def _length(part: Part) -> int:
    own = sum(len(piece.text) for piece in part.pieces)
    rows = [part.table["header"], *part.table["rows"]] if part.table else []
    return own + sum(map(_length, part.parts)) + sum(len(str(cell)) for row in rows for cell in row)


def reordered(article: dict, order: list[float]) -> dict:
    """The article with its body in the order in which it is printed."""
    article = copy.deepcopy(article)
    article["body"] = [article["body"][int(at)] for at in order]
    return article
