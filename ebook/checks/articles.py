"""What is wrong with the articles of an issue: parts missing, texts twice, jumps that lead nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from ebook.model import Article, Aside, Block, Figure, Issue, List, Origin, Table, Verse, plain, walk
from ebook.numerals import page_key
from ebook.problems import Problem, Severity
from ebook.rules import issue as rules

__all__ = ["check_articles"]

PageKey: TypeAlias = tuple[str, int]
_LEAST_TEXT = 30
"""Texts shorter than this many letters may stand in an issue twice: an advertisement, a weather report."""


def check_articles(issue: Issue) -> Iterator[Problem]:
    """The problems of an issue's articles and of their blocks."""
    if not issue.articles:
        yield rules.NO_ARTICLES.at(
            issue.masthead.origin,
            "no article was found; check that the source is the text of a newspaper page",
        )
    for article in issue.articles:
        yield from _parts(article)
        yield from _blocks(article)
    yield from _repeats(issue)
    yield from _jumps(issue)


def _place(article: Article) -> Origin | None:
    return article.origin or next((block.origin for block in walk(article.body) if block.origin), None)


def _title(article: Article) -> str:
    return plain(article.headline) or plain(article.kicker) or plain(article.column) or "(no headline)"


def _parts(article: Article) -> Iterator[Problem]:
    if not plain(article.headline).strip():
        is_picture = bool(article.body) and all(isinstance(block, Figure) for block in article.body)
        severity = Severity.NOTE if is_picture else None
        message = f"an article without headline, which begins: {_beginning(article)}"
        yield rules.NO_HEADLINE.at(_place(article), message, severity=severity)
    if not article.body and not article.continued_to:  # a front page announces what stands inside
        message = f"no text under the headline {_title(article)}; it may belong to its neighbour"
        yield rules.NO_BODY.at(_place(article), message)


def _beginning(article: Article) -> str:
    text = next((text for block in walk(article.body) if (text := _text(block))), _title(article))
    return text if len(text) <= _LEAST_TEXT else f"{text[:_LEAST_TEXT]}…"


def _blocks(article: Article) -> Iterator[Problem]:
    for block in walk(article.body):
        if isinstance(block, Table) and (reason := _ragged(block)):
            yield rules.RAGGED_TABLE.at(block.origin or _place(article), reason)
        if isinstance(block, Figure) and block.src and block.alt is None:
            message = f"{block.src} has no description; write its `alt` text"
            yield rules.NO_ALT.at(block.origin or _place(article), message)


def _ragged(table: Table) -> str | None:
    widths = Counter(len(row) for row in table.rows)
    usual = len(table.header) or max(widths, key=lambda width: widths[width], default=0)
    for index, row in enumerate(table.rows, start=1):
        if len(row) != usual:
            return f"row {index} of the table has {len(row)} cells, the others have {usual}; see whether one is missing"
    return None


# --- repeats ------------------------------------------------------------------------------


def _text(block: Block) -> str:
    match block:
        case Table():
            return " ".join(plain(cell) for row in (block.header, *block.rows) for cell in row)
        case List():
            return " ".join(plain(item) for item in block.items)
        case Verse():
            return plain(block.text)
        case Figure():
            return plain(block.caption)
        case Aside():
            return plain(block.title)
        case _:
            return plain(block.text)


# Points and spaces, whose normal forms hold no letter either. Without them a text is in normal form as a
# rule, which is quickly seen, where normalising it takes long.
_POINTS = re.compile("[\\s!-/:-@\u2010-\u2027\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_OPENING = 80
"""So many letters that no two texts of an issue are likely to begin with the same ones."""


def _letters(text: str) -> str:
    """The letters of a text alone, as two printings of it share them."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", _POINTS.sub("", text)))


def _opening(article: Article) -> str:
    letters = ""
    for block in walk(article.body):
        letters += _letters(_text(block))
        if len(letters) >= _OPENING:
            break
    return letters[:_OPENING]


def _repeats(issue: Issue) -> Iterator[Problem]:
    """Each article whose letters are those of an earlier one; compared are those that begin alike."""
    openings = [(_opening(article), article) for article in issue.articles]
    shared = Counter(opening for opening, _ in openings if len(opening) >= _LEAST_TEXT)
    seen: dict[str, Article] = {}
    for article in (article for opening, article in openings if shared[opening] > 1):
        first = seen.setdefault(_letters("".join(_text(block) for block in walk(article.body))), article)
        if first is not article:
            where = f" ({_place(first)})" if _place(first) else ""
            message = f"{_title(article)} has the same text as {_title(first)}{where}; delete one"
            yield rules.SAME_ARTICLE.at(_place(article), message)


# --- jumps --------------------------------------------------------------------------------


class _Jump(msgspec.Struct, frozen=True):
    """A jump line: the article that prints it, and the way from the page of the first half to the second's."""

    article: Article
    printed: str
    way: tuple[PageKey, PageKey]
    leads: PageKey


def _jumps(issue: Issue) -> Iterator[Problem]:
    pages = {key for section in issue.sections if section.page and (key := page_key(section.page))}
    leaving, arriving = _all_jumps(issue, pages)
    for jumps, others in ((leaving, arriving), (arriving, leaving)):
        answers = Counter(jump.way for jump in others)
        for jump in jumps:
            if answers[jump.way]:
                answers[jump.way] -= 1
                continue
            letters, number = jump.leads
            message = (
                f"{_title(jump.article)}: {jump.printed}, but no article on page {letters}{number} answers it"
            )
            yield rules.LOOSE_JUMP.at(_place(jump.article), message)


def _all_jumps(issue: Issue, pages: set[PageKey]) -> tuple[list[_Jump], list[_Jump]]:
    """The jumps that leave for, and those that arrive from, pages that are in the issue."""
    leaving: list[_Jump] = []
    arriving: list[_Jump] = []
    for section in issue.sections:
        here = page_key(section.page) if section.page else None
        for article in section.articles if here else ():
            for printed, jumps in ((article.continued_to, leaving), (article.continued_from, arriving)):
                there = page_key(printed) if printed else None
                is_announced = (
                    jumps is leaving and not article.body
                )  # by the front page: nothing goes on there
                if here and printed and there in pages and there and not is_announced:
                    way = (here, there) if jumps is leaving else (there, here)
                    jumps.append(_Jump(article, printed, way, there))
    return leaving, arriving
