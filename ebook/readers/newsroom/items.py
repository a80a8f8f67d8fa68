"""What every newsroom format is read into: an article with the facts that place it in an issue."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

import msgspec

from ebook.languages import Language, detect, find
from ebook.model import Article, Issue, Masthead, Origin, Repair, RichText, Section, Titles, plain
from ebook.numerals import page_key
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.readers.html import Element, visible_texts
from ebook.reading.audit import missing_lines
from ebook.reading.known import KnownArticle
from ebook.reading.known_articles import compose
from ebook.reading.pieces import Line

__all__ = ["Item", "date_of", "issue_of", "lines_of", "one", "other_version"]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An article of a newsroom.

    Attributes:
        article: the article.
        made: the article, where it was read as text and is whole already.
        date: the day of publication, else of the version.
        paper: the paper or agency that it is from.
        page: the number of the page that it is meant for.
        section: the name of that page or section.
        order: its place there, '' where it gives none.
        lines: every text that it holds, for the count at the end.
    """

    article: KnownArticle
    made: Article | None = None
    date: datetime.date | None = None
    paper: str = ""
    page: str = ""
    section: str = ""
    order: str = ""
    lines: tuple[Line, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: dict[str, bytes] = {}


def issue_of(items: Sequence[Item], options: ReadOptions) -> Reading:
    """The issue that articles make: those of one page or section together, in their own order where they give one."""
    language = options.lang or _language(items)
    composed = compose([item.article for item in items], language, keep_repeats=options.keeps_repeats)
    groups: dict[tuple[str, str], list[int]] = {}
    for at, item in enumerate(items):
        groups.setdefault((item.page, item.section if not item.page else ""), []).append(at)
    sections = []
    for page, section in sorted(groups, key=lambda group: page_key(group[0]) or ("~", 0)):
        numbers = sorted(groups[page, section], key=lambda at: _order(items[at].order))
        title = next((items[at].section for at in numbers if items[at].section), None)
        articles = tuple(items[at].made or composed[at].article for at in numbers)
        sections.append(Section(page=page or None, title=title, articles=articles))
    repairs = [repair for item in items for repair in item.repairs]
    repairs += (repair for made in composed for repair in made.repairs)
    masthead = Masthead(
        name=next((item.paper for item in items if item.paper), None),
        date=next((item.date for item in items if item.date), None),
        origin=items[0].article.origin,
    )
    lines = [line for item in items for line in item.lines]
    repairs += missing_lines(lines, masthead, sections, repairs)
    pictures = {path: data for item in items for path, data in item.pictures.items()}
    issue = Issue(lang=language.tag, masthead=masthead, sections=tuple(sections), repairs=tuple(repairs))
    return Reading(issue, tuple(problem for item in items for problem in item.problems), pictures)


def _language(items: Iterable[Item]) -> Language:
    """The language that the articles name, else the one that their texts show."""
    named = (found for item in items if item.article.lang and (found := find(item.article.lang)))
    text = "\n".join(
        text
        for item in items
        for text in (plain(item.article.headline), *(p.whole for p in item.article.parts))
    )
    return next(named, None) or detect(text)


def _order(order: str) -> tuple[int, str]:
    return (int(order), "") if order.isascii() and order.isdigit() else (1_000_000 if not order else 0, order)


_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def date_of(*values: str | None) -> datetime.date | None:
    """The day of the first value that is a date of ISO 8601, extended or basic."""
    for value in values:
        match = _DATE.match((value or "").strip())
        if match:
            try:
                return datetime.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def one(lines: Sequence[RichText]) -> Titles:
    """The lines of a title as the model holds them."""
    return tuple(lines) if len(lines) > 1 else (lines[0] if lines else None)


def lines_of(element: Element, file: str) -> list[Line]:
    """The texts of an element, for the count at the end."""
    return [
        Line(text=text, file=file, numbers=(number,) if number else ())
        for text, number in visible_texts(element)
    ]


def other_version(text: str, origin: Origin) -> Repair:
    """A record of a text of which the article has another version."""
    return Repair(kind="dropped-line", text=text, code="other-version", origin=origin)
