"""How lines of each language begin and end that stand for themselves, for the undoing of narrow columns."""

from __future__ import annotations

import re

from ebook.languages import Language
from ebook.reading.folio import read_folio
from ebook.reading.seams import Forms

__all__ = ["forms_of"]

_JUMP = 24
_HEAD, _NOTE = 160, 40
_LINES = ("bylines", "senders", "jump_from")
_ENDS = ("signatures", "credits", "sourced")
_PAGE_FIRST = re.compile(r"(?:[A-Z]?\d{1,2}|第\S{1,3}[版面])[ \u3000]")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_CLOSING = "版面頁页면)）】>＞〉"


def forms_of(language: Language) -> Forms:
    """The forms of a language, from its conventions."""
    conventions = language.newspaper

    def is_folio(text: str) -> bool:
        folio = read_folio(text, language)
        return folio is not None and folio.has_page and not folio.bare

    def is_whole(text: str) -> bool:
        """Whether a text is a folio line, or ends in a jump line: nothing of the same line can follow."""
        if text[-1] not in _CLOSING and not (text[-1] in _DIGITS and len(text) <= _HEAD):
            return False
        if is_folio(text):
            return True
        tail = text[-_JUMP:]
        match = conventions.within("jump_to", tail)
        return match is not None and match.end() == len(tail)

    def begins(text: str) -> bool:
        """Whether a text begins with a dateline or a note, or is a byline, jump line or label."""
        if conventions.at_start("datelines", text[:_HEAD]) or conventions.at_start("notes", text[:_NOTE]):
            return True
        if len(text) <= conventions.label_length and text in conventions.column_names:
            return True
        if _PAGE_FIRST.match(text) and is_folio(text):
            return True
        return any(conventions.whole(field, text) for field in _LINES)

    def closes(text: str) -> bool:
        return any(
            (match := conventions.within(field, text)) is not None and match.end() >= len(text.rstrip())
            for field in _ENDS
        )

    return Forms(is_whole=is_whole, begins=begins, closes=closes)
