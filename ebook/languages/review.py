"""The words of a review: a page that shows how an issue was read, beside its source."""

from __future__ import annotations

import msgspec

__all__ = ["PieceWords", "ReviewWords"]


class PieceWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a line was read as; the fields are the roles of `ebook.review.pieces`."""

    masthead: str
    folio: str
    staff: str
    column: str
    kicker: str
    headline: str
    deck: str
    byline: str
    dateline: str
    jump: str
    paragraph: str
    heading: str
    quote: str
    note: str
    verse: str
    list: str
    table: str
    figure: str
    aside: str

    def of(self, role: str) -> str:
        """The word for a role."""
        word: str = getattr(self, role)
        return word


class ReviewWords(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and labels, and how to use the page."""

    title: str
    source: str
    articles: str
    repairs: str
    doubts: str
    no_doubts: str
    no_repairs: str
    dropped: str
    nowhere: str
    before: str
    after: str
    lines: str
    confidence: str
    page: str
    masthead: str
    untitled: str
    help: str
    pieces: PieceWords
