"""Stage: an article's items become the article of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from ebook.languages.newspaper import Conventions
from ebook.model import Article, Person, Repair, Role
from ebook.readers.text.blocks import blocks_of
from ebook.readers.text.credits import is_sourced
from ebook.readers.text.items import TITLES, Item, Kind, merged_origin
from ebook.readers.text.labels import weight_of_label
from ebook.readers.text.people import agencies_in, looks_like_names, people_in, people_of_dateline
from ebook.readers.text.segment import Draft
from ebook.readers.text.style import Style
from ebook.readers.text.titles import Header, read_header

__all__ = ["Composed", "compose"]

_SIGNATURE_ROOM = 120
_SIGNED = re.compile(r"[（(〔【/／＝=]\s?([^（）()〔〕【】/／＝=。]{2,16})[)）〕】]?$")


class Composed(msgspec.Struct, frozen=True):
    """An article, with what it took to read it.

    Attributes:
        article: the article.
        repairs: what was done to its header and tables.
        margin: by how much the reading of its titles beats the next best.
    """

    article: Article
    repairs: tuple[Repair, ...]
    margin: float


def compose(draft: Draft, conventions: Conventions, style: Style, *, may_split: bool) -> Composed:
    """The article that a draft makes.

    Args:
        draft: its items.
        conventions: those of its language.
        style: what the issue does throughout.
        may_split: whether a line that holds kicker and headline may be split.
    """
    names = [item for item in draft.header if item.kind in TITLES]
    bylines = [item for item in draft.items if item.kind is Kind.BYLINE]
    label = weight_of_label(names, bylines, conventions, style)
    header = read_header([item.text for item in names], label, conventions, style, may_split=may_split)
    lead = next((item for item in draft.body if item.kind is Kind.PARAGRAPH), None)
    article = Article(
        column=header.label or (draft.series.text if draft.series else None),
        kicker=_lines(header.kicker),
        headline=" ".join(header.headline) or None,
        deck=_lines(header.deck),
        byline=_people(draft, bylines, lead, _roles_under(header.label, conventions), style),
        byline_text=" ".join(item.text for item in bylines) or None,
        dateline=lead.dateline if lead else None,
        body=blocks_of([item for item in draft.body if item.kind is not Kind.BYLINE], lead, conventions),
        continued_from=_joined(item.text for item in draft.items if item.kind is Kind.JUMP_FROM),
        continued_to=_joined(
            j for item in draft.body if (j := item.text if item.kind is Kind.JUMP_TO else item.jump)
        ),
        origin=merged_origin(draft.items),
    )
    return Composed(article, (*_split(header, names), *_tables(draft)), header.margin)


def _lines(lines: tuple[str, ...]) -> str | tuple[str, ...] | None:
    return lines[0] if len(lines) == 1 else lines or None


def _joined(texts: Iterable[str]) -> str | None:
    return " ".join(texts) or None


def _split(header: Header, names: Sequence[Item]) -> list[Repair]:
    if header.glued is None:
        return []
    return [
        Repair(
            kind="split-line",
            text=header.glued,
            result="\n".join(header.parts),
            code="titles-on-one-line",
            confidence=min(0.9, 0.5 + header.margin / 4),
            origin=next(name for name in names if name.text == header.glued).origin,
        )
    ]


def _tables(draft: Draft) -> list[Repair]:
    """What became of the marks that draw a table, and of the sentence that stands for one."""
    return [
        Repair(
            kind="table-stub" if item.kind is Kind.STUB else "dropped-character",
            text=item.printed,
            code="table-head-only" if item.kind is Kind.STUB else "table-bars",
            origin=item.origin,
        )
        for item in draft.body
        if item.printed and (item.kind is Kind.STUB or "|" in item.printed)
    ]


def _people(
    draft: Draft, bylines: Sequence[Item], lead: Item | None, conventions: Conventions, style: Style
) -> tuple[Person, ...]:
    """Everybody named in bylines, dateline, credits and signatures, each once in each role."""
    found: list[Person] = []
    for item in bylines:
        found += agencies_in(item.text, conventions)
        found += _authors(item.text, conventions)
    if lead is not None and lead.dateline:
        found += people_of_dateline(lead.dateline, conventions)
    for item in draft.body:
        if item.credit and not is_sourced(item.credit, conventions):
            found += _photographers(item.credit, conventions)
        elif item.kind is Kind.PARAGRAPH:
            found += _signers(item, conventions, style)
    return tuple(dict.fromkeys(found))


def _authors(text: str, conventions: Conventions) -> tuple[Person, ...]:
    """The people of a byline; of one that says without a word of work what its author is, the author alone."""
    named = conventions.whole("affiliated", text)
    work = (*conventions.roles, *conventions.roles_after, *conventions.works)
    is_marked = conventions.whole("bylines", text) is not None
    if named is not None and not is_marked and not any(word in text for word in work):
        return people_in(named["people"], conventions, "columnist")
    return people_in(text, conventions, _byline_role(text, conventions))


def _roles_under(label: str | None, conventions: Conventions) -> Conventions:
    """The conventions with the roles that words have under a column's label, unless it is a series of reports."""
    if not label or conventions.whole("series_labels", label):
        return conventions
    return msgspec.structs.replace(conventions, roles={**conventions.roles, **conventions.roles_in_columns})


def _photographers(credit: str, conventions: Conventions) -> list[Person]:
    """Everybody named in a picture's credit, whatever else they are."""
    match = conventions.whole("credits", credit)
    people = people_in(match["people"] if match else credit, conventions, "photographer")
    return [Person(role="photographer", name=person.name) for person in people]


def _byline_role(text: str, conventions: Conventions) -> Role:
    """What somebody did whose byline does not say it: a marked or bare name is an author's."""
    is_marked = text[0] in conventions.markers
    is_author = is_marked or any(c in text[1:] for c in "（(") or looks_like_names(text, conventions)
    is_pen_name = conventions.surnames and conventions.whole("pen_names", text)
    return "columnist" if is_author or is_pen_name or conventions.whole("senders", text) else "reporter"


def _signers(item: Item, conventions: Conventions, style: Style) -> tuple[Person, ...]:
    tail = item.text[-_SIGNATURE_ROOM:]
    signed = _SIGNED.search(tail)
    if signed and (agencies := agencies_in(signed[1], conventions)):
        return agencies
    match = conventions.within("signatures", tail)
    if match is None:
        return ()
    people = people_in(match["people"], conventions, "reporter")
    has_role = any(role in match["people"] for role in (*conventions.roles, *conventions.roles_after))
    is_desk = not conventions.surnames
    if has_role or is_desk:
        return people
    if not looks_like_names(match["people"], conventions):
        return ()
    return tuple(
        Person(role=style.roles.get(person.name, person.role), name=person.name) for person in people
    )
