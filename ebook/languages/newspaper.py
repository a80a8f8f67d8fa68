"""How newspapers mark who wrote what, where an article continues, and what a block is.

A language's conventions are data: the `NEWSPAPER` of its folder. The reader's stages know no language. Patterns are regular expressions without flags; a `{names}` in them stands for one
or several personal names of the language, a `{name}` for one, a `{surname}` for its first character.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import msgspec

from ebook.model import Role

__all__ = ["Conventions", "words"]


class Conventions(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The conventions of one language.

    Attributes:
        roles: words before a name that say what its bearer did, with the role.
        roles_after: words after a name that do so.
        name: pattern of one personal name.
        surnames: characters that names begin with; '' where they tell nothing.
        bylines: patterns of a whole byline, beside what role words and names give.
        senders: those of them that name somebody who is no journalist, as under a letter.
        affiliated: patterns of an author after what they are or where they are from, group `people` around the
            name; believed below a headline alone.
        pen_names: patterns of a name that need be nobody's real one; believed below label and headline alone.
        sign_offs: patterns of who signs a notice or letter, on a line of its own.
        datelines: patterns of a dateline at the start of a paragraph, most specific first.
        place_datelines: patterns of a dateline that is a place alone; believed where the paper uses them.
        signatures: patterns of names at the end of the last paragraph, group `people` around the names.
        credits: patterns of a photograph's credit at the end of a line, group `people` around the names.
        caption_ends: patterns of a caption's last words.
        caption_marks: patterns of what only a caption says: who stands where in the picture.
        sourced: patterns of a credit to an organisation, without people.
        jump_to, jump_from: patterns of jump lines.
        notes: patterns that begin an editor's note.
        table_notes: patterns that begin the note below a table.
        aside_titles: patterns of a sidebar's title, matched against the whole line.
        column_words: endings of column labels (新闻 观察 评论).
        column_names: whole column labels.
        verse_labels: patterns of the label of a column of poems.
        brief_titles: patterns of a label over briefs; of their headline, where a label stands over it.
        counted_briefs: patterns of a headline that counts the briefs under it (简讯四则).
        notice_titles: patterns of a headline over a notice, which is never a part of something else.
        contents_titles: patterns of a headline over a list of what is inside.
        page_references: pattern of the page number that ends a line of such a list.
        kicker_ends: endings that make a line a kicker: the clause goes on in the headline.
        deck_ends: endings that make a line a deck: who was there, and did what.
        questions, answers: patterns that begin a question and an answer.
        spaced: whether words are divided by spaces.
        label_length: the greatest length of a column label.
        series_labels: patterns of the label of a series (连载之三, 短期連載・第3回), matched against the whole line.
    """

    roles: dict[str, Role]
    roles_after: dict[str, Role]
    name: str
    surnames: str
    bylines: tuple[str, ...]
    senders: tuple[str, ...]
    affiliated: tuple[str, ...]
    pen_names: tuple[str, ...]
    sign_offs: tuple[str, ...]
    datelines: tuple[str, ...]
    place_datelines: tuple[str, ...]
    signatures: tuple[str, ...]
    credits: tuple[str, ...]
    caption_ends: tuple[str, ...]
    caption_marks: tuple[str, ...]
    sourced: tuple[str, ...]
    jump_to: tuple[str, ...]
    jump_from: tuple[str, ...]
    notes: tuple[str, ...]
    table_notes: tuple[str, ...]
    aside_titles: tuple[str, ...]
    column_words: tuple[str, ...]
    column_names: frozenset[str]
    verse_labels: tuple[str, ...]
    brief_titles: tuple[str, ...]
    counted_briefs: tuple[str, ...]
    notice_titles: tuple[str, ...]
    contents_titles: tuple[str, ...]
    page_references: tuple[str, ...]
    kicker_ends: tuple[str, ...]
    deck_ends: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    spaced: bool
    label_length: int
    series_labels: tuple[str, ...] = ()

    def compiled(self, field: str) -> tuple[re.Pattern[str], ...]:
        """The patterns of a field, the forms of names filled in."""
        return _compiled(self, field)

    def whole(self, field: str, text: str) -> re.Match[str] | None:
        """The match of one of a field's patterns with the whole text."""
        return _found(self, field, re.Pattern.fullmatch, text)

    def at_start(self, field: str, text: str) -> re.Match[str] | None:
        """The match of one of a field's patterns at the start of the text."""
        return _found(self, field, re.Pattern.match, text)

    def within(self, field: str, text: str) -> re.Match[str] | None:
        """The first match of one of a field's patterns anywhere in the text."""
        return _found(self, field, re.Pattern.search, text)


def words(text: str) -> tuple[str, ...]:
    """The words of a list written as running text."""
    return tuple(text.split())


_How = Callable[[re.Pattern[str], str], re.Match[str] | None]
_REMEMBERED = 20_000


@functools.lru_cache(maxsize=_REMEMBERED)
def _found(conventions: Conventions, field: str, how: _How, text: str) -> re.Match[str] | None:
    """The match of the first pattern that has one; stages ask the same of the same line many times."""
    for pattern in _compiled(conventions, field):
        if match := how(pattern, text):
            return match
    return None


@functools.cache
def _compiled(conventions: Conventions, field: str) -> tuple[re.Pattern[str], ...]:
    patterns: tuple[str, ...] = getattr(conventions, field)
    name = f"(?:{conventions.name})"
    names = f"{name}(?:[ \\u3000、，,·・/／]{{1,2}}{name}){{0,7}}"
    forms = {"{names}": names, "{name}": name, "{surname}": f"[{conventions.surnames}]"}
    return tuple(re.compile(_filled(pattern, forms)) for pattern in patterns)


def _filled(pattern: str, forms: dict[str, str]) -> str:
    for mark, form in forms.items():
        pattern = pattern.replace(mark, form)
    return pattern
