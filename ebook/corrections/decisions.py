"""The kinds of decisions. Each is data, and names the text that it is about by an `Anchor`."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from ebook.model import Masthead, Person
from ebook.reading.pieces import DecidedLine
from ebook.reading.profiles import ROLES

__all__ = [
    "FACTS", "SCHEMA", "Accept", "Anchor", "Attach", "Begin", "Correct", "Corrections", "Decision", "Drop", "Join",
    "LineRole", "MadeOf", "Make", "Merge", "Move", "MoveArticle", "People", "Restore", "Set", "Split", "role_of",
]  # fmt: skip

SCHEMA = "ebook-corrections-1"


class _Data(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all parts of a corrections file have in common: a misspelt field is an error, not a lost decision."""


class Anchor(_Data, frozen=True):
    """A text of an issue.

    Attributes:
        text: its characters, or the first of them where it is long.
        length: how many characters it has, white space not counted; given where `text` is not all of it.
        nth: the so-many-th text of the issue with these characters, counted from 1.
        line: the line of the source that it begins in, as a hint for readers of the file.
    """

    text: str
    length: int | None = None
    nth: int = 1
    line: int | None = None


class LineRole(_Data, frozen=True, kw_only=True, tag_field="do", tag="line"):
    """A line of the source is of a kind. The reader reads the other lines around it.

    Attributes:
        text: the whole line.
        file: the file that it is in.
        nth: the so-many-th line of that file with these characters, counted from 1.
        role: what the line is: a word of `ebook.reading.profiles.ROLES`.
        first: whether an article begins with it; left out: as the reader finds.
        line: its number in the source, as a hint for readers of the file.
    """

    text: str
    file: str
    nth: int = 1
    role: str
    first: bool | None = None
    line: int | None = None

    def __post_init__(self) -> None:
        """Refuse a role that there is not."""
        if self.role not in ROLES.values():
            raise ValueError(f"there is no role “{self.role}”")

    @property
    def decided(self) -> DecidedLine:
        """The decision as the reader takes it."""
        return DecidedLine(
            text=self.text, file=self.file, nth=self.nth, role=role_of(self.role), first=self.first
        )


def role_of(word: str) -> str:
    """The role that a word of a corrections file or a profile stands for."""
    return next(role for role, name in ROLES.items() if name == word)


MadeOf: TypeAlias = Literal[
    "column", "kicker", "headline", "deck", "byline", "continued-from", "continued-to", "paragraph", "heading",
    "quote", "note", "verse", "list", "table", "box",
]  # fmt: skip
"""What a text of an article can be made."""


class Make(_Data, frozen=True, tag_field="do", tag="make"):
    """Texts of an article become something else: a title, a byline, a paragraph, a list, a table, a box.

    Making a box, list, table or verse a paragraph takes it apart. From `at` to `until`, blocks that follow one another
    become one list, table, verse or box; anything else is made of each.
    """

    at: Anchor
    what: MadeOf
    until: Anchor | None = None


class Split(_Data, frozen=True, tag_field="do", tag="split"):
    """A text is two, the second of which begins with `before`, the so-many-th time that this stands in the text."""

    at: Anchor
    before: str
    nth: int = 1


class Join(_Data, frozen=True, tag_field="do", tag="join"):
    """A text goes on the one above it."""

    at: Anchor


class Begin(_Data, frozen=True, tag_field="do", tag="begin"):
    """An article begins with this text; if that is a cross-heading, it is the headline."""

    at: Anchor


class Merge(_Data, frozen=True, tag_field="do", tag="merge"):
    """The article with this text goes on the article before it."""

    at: Anchor


class Move(_Data, frozen=True, tag_field="do", tag="move"):
    """A block comes behind another text, of the same article or of another; behind a title it is the first block."""

    at: Anchor
    after: Anchor


class MoveArticle(_Data, frozen=True, tag_field="do", tag="move-article"):
    """The article with this text comes before or behind the article with another, on the page of that one."""

    at: Anchor
    to: Anchor
    place: Literal["before", "after"] = "after"


class People(_Data, frozen=True, tag_field="do", tag="people"):
    """Who made the article with this text."""

    at: Anchor
    people: tuple[Person, ...]


FACTS = tuple(name for name in Masthead.__struct_fields__ if name not in {"printed", "origin"})
"""The facts of a masthead."""


class Set(_Data, frozen=True, tag_field="do", tag="set"):
    """A fact has a value; none removes it.

    Attributes:
        field: a fact of the masthead; `lang` or `dateline` of the article with the text `at`; `alt` of the picture `at`;
            `page` or `title` of the page that holds the text `at`.
        value: its value, a day as 2026-03-05.
        at: the text concerned; none for the masthead.
    """

    field: str
    value: str | None = None
    at: Anchor | None = None


class Correct(_Data, frozen=True, tag_field="do", tag="correct"):
    """Characters of a text were read wrong. The old ones are kept as a repair."""

    at: Anchor
    old: str
    new: str
    nth: int = 1


class Attach(_Data, frozen=True, tag_field="do", tag="attach"):
    """A text is the caption or the credit of a picture."""

    at: Anchor
    figure: Anchor
    what: Literal["caption", "credit"] = "caption"


class Restore(_Data, frozen=True, tag_field="do", tag="restore"):
    """A text that was dropped is a paragraph behind another text. `text` is the whole text of its repair."""

    text: str
    after: Anchor


class Drop(_Data, frozen=True, tag_field="do", tag="drop"):
    """A text is none of the paper's: it is taken out, and kept as a repair."""

    at: Anchor


class Accept(_Data, frozen=True, tag_field="do", tag="accept"):
    """A doubt or a lost text is right as it is.

    Attributes:
        code: the code of the problem.
        text: the text that it is about, whole.
    """

    code: str
    text: str


Decision: TypeAlias = (
    LineRole | Make | Split | Join | Begin | Merge | Move | MoveArticle | People | Set | Correct | Attach | Restore | Drop
    | Accept
)  # fmt: skip


class Corrections(msgspec.Struct, frozen=True):
    """The decisions about one source, in the order in which they were made."""

    decisions: tuple[Decision, ...] = ()

    @property
    def lines(self) -> tuple[DecidedLine, ...]:
        """Those about lines, as the reader takes them."""
        return tuple(one.decided for one in self.decisions if isinstance(one, LineRole))
