"""The nameplate -> the front document: every fact that the paper prints about the issue."""

from __future__ import annotations

from ebook.edition import Document
from ebook.languages.words import Words
from ebook.model import Masthead
from ebook.render.page import Context, document
from ebook.xhtml import EPUB_TYPE, Element, H, word

__all__ = ["masthead_document"]


def masthead_document(masthead: Masthead, title: str, context: Context) -> Document:
    """Name, edition and day as a nameplate has them, then the other facts with their labels."""
    words = context.words
    name = H.h1({"class": "nameplate"}, masthead.name) if masthead.name else H.h1(word(title))
    plate = [name, *_edition(masthead), *_day(masthead, words)]
    facts = [H.div(H.dt(word(label)), H.dd(value)) for label, value in _facts(masthead, words)]
    return document(
        context,
        "masthead",
        "masthead",
        title,
        H.section(
            {EPUB_TYPE: "titlepage"},
            H.header(*plate),
            *([H.dl({"class": "facts"}, *facts)] if facts else []),
        ),
    )


def _edition(masthead: Masthead) -> list[Element]:
    return [H.p({"class": "edition"}, masthead.edition)] if masthead.edition else []


def _day(masthead: Masthead, words: Words) -> list[Element]:
    parts: list[Element] = []
    if masthead.date:
        parts.append(H.time({"datetime": masthead.date.isoformat()}, words.date(masthead.date)))
    parts += [H.span(text) for text in (masthead.weekday, masthead.lunar_date) if text]
    for part in parts[:-1]:
        part.tail = " "
    return [H.p({"class": "day"}, *parts)] if parts else []


def _facts(masthead: Masthead, words: Words) -> list[tuple[str, str]]:
    labels = words.masthead
    number = words.issue_counter.format(masthead.issue_number) if masthead.issue_number else None
    pages = words.pages.format(masthead.page_count) if masthead.page_count is not None else None
    facts = (
        (labels.issue_number, number),
        (labels.page_count, pages),
        (labels.publisher, masthead.publisher),
        (labels.cn_number, masthead.cn_number),
        (labels.issn, masthead.issn),
        (labels.postal_code, masthead.postal_code),
        (labels.price, masthead.price),
        (labels.weather, masthead.weather),
    )
    return [(label, value) for label, value in facts if value]
