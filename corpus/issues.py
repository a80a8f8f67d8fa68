"""A paper of the corpus as an `Issue` of the model, so that it can be rendered and printed."""

from __future__ import annotations

import datetime
from typing import Any

from ebook.model import (
    Article,
    Aside,
    Block,
    Figure,
    Heading,
    Issue,
    List,
    Masthead,
    Note,
    Paragraph,
    Person,
    Quote,
    RichText,
    Section,
    Table,
    Verse,
)

__all__ = ["issue_of"]


def issue_of(gold: dict[str, Any]) -> Issue:
    """The issue that a paper's JSON describes; corpus/README.md has the form."""
    facts = dict(gold["masthead"])
    printed = tuple(facts.pop("lines", ()))
    day = facts.pop("date", None)
    masthead = Masthead(**facts, printed=printed, date=datetime.date.fromisoformat(day) if day else None)
    return Issue(lang=gold["lang"], masthead=masthead, sections=tuple(map(_section, gold["sections"])))


def _section(gold: dict[str, Any]) -> Section:
    return Section(
        page=gold["page"],
        title=gold["title"],
        folio=tuple(gold["folio_lines"]),
        articles=tuple(map(_article, gold["articles"])),
    )


def _article(gold: dict[str, Any]) -> Article:
    credit = gold.get("editor_credit")
    headline = gold["headline"]
    return Article(
        column=gold["column"],
        kicker=_titles(gold["kicker"]),
        headline=headline[0] if isinstance(headline, list) else headline,
        deck=_titles(gold["deck"]),
        byline=tuple(Person(role=person["role"], name=person["name"]) for person in gold["byline"]),
        byline_text=gold["byline_line"],
        dateline=gold["dateline"],
        body=tuple(map(_block, gold["body"])) + ((Paragraph(text=credit),) if credit else ()),
        continued_from=gold["continued_from"],
        continued_to=gold["jump"],
    )


def _titles(value: str | list[str] | None) -> RichText | tuple[RichText, ...] | None:
    return tuple(value) if isinstance(value, list) else value


def _block(gold: dict[str, Any]) -> Block:
    match gold["t"]:
        case "p":
            lines = gold["text"].split("\n")
            return Verse(text=tuple(lines)) if len(lines) > 1 else Paragraph(text=lines[0])
        case "h":
            return Heading(text=gold["text"])
        case "quote":
            return Quote(text=gold["text"])
        case "note":
            return Note(text=gold["text"])
        case "list":
            return List(items=tuple(gold["items"]))
        case "figure":
            return Figure(caption=gold.get("caption"), credit=gold.get("credit"))
        case "table":
            rows = tuple(map(tuple, gold["rows"]))
            return Table(
                caption=gold["caption"], header=tuple(gold["header"]), rows=rows, note=gold.get("note")
            )
        case _:
            return Aside(title=gold.get("title"), body=tuple(map(_block, gold["body"])))
