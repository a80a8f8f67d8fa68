"""Stage: where the reading is unsure, it says so."""

from __future__ import annotations

from collections.abc import Sequence

from ebook.languages import recognised
from ebook.languages.newspaper import Conventions
from ebook.model import Article, Issue, Paragraph, Repair, plain
from ebook.problems import Problem
from ebook.readers.text.compose import Composed
from ebook.readers.text.items import TITLES, Item, Kind
from ebook.readers.text.joins import breaks_off
from ebook.rules import text as rules

__all__ = ["doubts_of_articles", "doubts_of_items", "doubts_of_repairs", "doubts_of_titles", "no_language"]

_UNSURE = 0.13
_SLIGHT = 0.7
_CLOSE = 0.25
_SHOWN = 24


def doubts_of_items(items: Sequence[Item]) -> list[Problem]:
    """The lines that are titles or text by a small margin."""
    wavering = (item for item in items if item.kind in {*TITLES, Kind.PARAGRAPH} and item.sure < _UNSURE)
    return [
        rules.DOUBTFUL_LINE.at(
            item.origin,
            f"“{_short(item.text)}” was read as {item.kind.value}, but may be something else; compare it with the page",
        )
        for item in wavering
    ]


def doubts_of_repairs(repairs: Sequence[Repair]) -> list[Problem]:
    """The repairs that rest on little."""
    found: list[Problem] = []
    for repair in repairs:
        if repair.kind == "moved-block" and repair.confidence < _SLIGHT:
            message = f"“{_short(repair.text)}” was moved to another article; compare both with the page"
            found.append(rules.DOUBTFUL_MOVE.at(repair.origin, message))
        elif repair.kind == "dropped-repeat" and repair.confidence < _SLIGHT:
            message = f"“{_short(repair.text)}” was dropped though the text that it repeats differs from it a little"
            found.append(rules.NEAR_REPEAT.at(repair.origin, message))
        elif repair.kind == "dropped-line":
            message = f"“{_short(repair.text)}” stands in no article; it is kept among the repairs"
            found.append(rules.UNPLACED_TEXT.at(repair.origin, message))
        elif repair.kind == "table-stub":
            found.append(
                rules.TABLE_STUB.at(
                    repair.origin, "the rows of a table were not read; copy them from the page"
                )
            )
    return found


def doubts_of_titles(made: Sequence[Composed]) -> list[Problem]:
    """The articles whose titles can be read in another way about as well."""
    return [
        rules.DOUBTFUL_TITLES.at(
            composed.article.origin,
            f"which title is the headline is unsure; “{_short(plain(composed.article.headline))}” was taken for it",
        )
        for composed in made
        if composed.margin < _CLOSE
    ]


def doubts_of_articles(articles: Sequence[Article], conventions: Conventions) -> list[Problem]:
    """The articles without a headline, and those in which a sentence has no end."""
    found: list[Problem] = []
    for article in articles:
        if not article.headline and article.body:
            found.append(
                rules.NO_HEADLINE.at(article.origin, "this text has no headline; look it up on the page")
            )
        found += [
            rules.BROKEN_SENTENCE.at(
                block.origin, f"“…{plain(block.text)[-_SHOWN:]}” breaks off; look its end up on the page"
            )
            for block in article.body
            if isinstance(block, Paragraph) and breaks_off(plain(block.text), conventions)
        ]
    return found


def no_language(issue: Issue, text: str) -> list[Problem]:
    """A problem where a text has no characters that tell its language."""
    if any("\u3041" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in text) or recognised(text):
        return []
    return [rules.NO_LANGUAGE.at(None, f"read as {issue.lang}; name the language with --lang")]


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
