"""Stage: where the reading is unsure, it says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ebook.languages import Language
from ebook.model import Issue, Paragraph, Repair, plain, walk
from ebook.problems import Alternatives, Problem
from ebook.reading.pieces import Piece
from ebook.reading.rejoin import breaks_off
from ebook.rules import text as rules

__all__ = ["ISSUE_DOUBTS", "doubts_of", "issue_doubts"]

_UNSURE = 0.6
_BADLY, _ENOUGH_LINES = 0.72, 12
_SLIGHT = 0.7
_SHOWN = 24
_WORDS = {
    "MAST": "masthead", "FOLIO": "folio", "COL": "column", "KICK": "kicker", "HEAD": "headline", "KH": "headline",
    "DECK": "deck", "BY": "byline", "JF": "jump", "JT": "jump", "P": "paragraph", "AP": "aside", "ALIST": "aside",
    "AT": "aside", "H": "heading", "QUOTE": "quote", "NOTE": "note", "LIST": "list", "VERSE": "verse", "TCAP": "table",
    "TAB": "table", "TNOTE": "table", "STUB": "table", "FIG": "figure", "CRED": "credit", "PICTURE": "figure",
    "EC": "staff", "CHROME": "controls", "+": "paragraph",
}  # fmt: skip
"""The role of a line as the field of `PieceWords` that names it."""


def doubts_of(issue: Issue, pieces: Sequence[Piece], language: Language, text: str) -> list[Problem]:
    """The doubts about an issue, in the order of its lines; one for the whole of a page that is read badly.

    Args:
        issue: what was read.
        pieces: its lines with their roles.
        language: its language.
        text: its text.
    """
    found = [*_of_lines(pieces), *issue_doubts(issue, language)]
    found.sort(key=lambda problem: problem.line or 0)
    if not any(
        "\u3041" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" or char.isalpha() for char in text
    ):
        found.insert(0, rules.NO_LANGUAGE.at(None, f"read as {issue.lang}; set the language with --lang"))
    return [*_of_whole(pieces), *found]


ISSUE_DOUBTS = frozenset(
    rule.code
    for rule in (
        rules.NEAR_REPEAT, rules.UNPLACED_TEXT, rules.TABLE_STUB, rules.NO_HEADLINE, rules.BROKEN_SENTENCE
    )
)  # fmt: skip
"""The codes of the doubts that follow from an issue alone."""


def issue_doubts(issue: Issue, language: Language) -> list[Problem]:
    """The doubts that follow from an issue alone."""
    return [*_of_repairs(issue.repairs), *_of_articles(issue, language)]


def _of_whole(pieces: Sequence[Piece]) -> Iterator[Problem]:
    """A page of which most lines could be something else: its layout or language is one that was not learned."""
    if len(pieces) < _ENOUGH_LINES:
        return
    mean = sum(piece.sure for piece in pieces) / len(pieces)
    if mean < _BADLY:
        message = (
            f"on average a line was recognised with a probability of only {mean:.0%}; check the language (--lang), "
            "or use another source of the page"
        )
        yield rules.BADLY_READ.at(pieces[0].line.origin, message)


def _of_lines(pieces: Sequence[Piece]) -> Iterator[Problem]:
    """The lines whose role is unsure, where another role would be shown by another word."""
    for piece in pieces:
        role, other = _WORDS[piece.role], _WORDS.get(piece.other.rstrip("*"), "")
        if piece.sure >= _UNSURE or not other or role == other:
            continue
        shown = _short(piece.line.whole)
        two = Alternatives(text=shown, role=role, other=other, probability=piece.sure)
        message = (
            f"“{shown}” was read as {role} ({piece.sure:.0%}), but could be {other}; compare it with the page"
        )
        yield rules.DOUBTFUL_LINE.at(piece.line.origin, message, alternatives=two)


def _of_repairs(repairs: Sequence[Repair]) -> Iterator[Problem]:
    """The repairs that rest on little, and what could not be placed."""
    for repair in repairs:
        shown = _short(repair.text)
        if repair.kind == "dropped-repeat" and repair.confidence < _SLIGHT:
            message = f"“{shown}” was dropped although the text that it repeats differs a little"
            yield rules.NEAR_REPEAT.at(repair.origin, message)
        elif repair.code == "unplaced-line":
            yield rules.UNPLACED_TEXT.at(
                repair.origin, f"“{shown}” is in no article; it is kept in the repairs"
            )
        elif repair.kind == "table-stub":
            message = "the rows of a table were not read; copy them from the page"
            yield rules.TABLE_STUB.at(repair.origin, message)


def _of_articles(issue: Issue, language: Language) -> Iterator[Problem]:
    """The articles without a headline, and those in which a sentence has no end."""
    for article in issue.articles:
        if not article.headline and article.body:
            yield rules.NO_HEADLINE.at(article.origin, "this text has no headline; look it up on the page")
        yield from (
            rules.BROKEN_SENTENCE.at(
                block.origin, f"“…{plain(block.text)[-_SHOWN:]}” breaks off; look up its end on the page"
            )
            for block in walk(article.body)
            if isinstance(block, Paragraph) and _is_broken(block, language)
        )


def _is_broken(block: Paragraph, language: Language) -> bool:
    """Whether a paragraph is long enough to be one, and its last sentence has no end."""
    text = plain(block.text)
    return len(text) > _SHOWN and breaks_off(text, language) and any(mark in text for mark in "，、,。.")


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
