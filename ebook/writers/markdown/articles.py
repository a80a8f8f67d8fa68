"""Pages and articles as Markdown: headings, and the labelled lines under them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ebook.languages import Language
from ebook.model import Article, Paragraph, Section, titles
from ebook.notation.pages import join_page
from ebook.notation.people import split_byline
from ebook.notation.words import ARTICLE, LABELLED, ROLE, SECTION
from ebook.writers.markdown.blocks import Lines, block_lines, field, spaced
from ebook.writers.markdown.texts import line_text, names_text

__all__ = ["section_lines"]

_ENTITIES = {":": "&#x3A;", "：": "&#xFF1A;"}


def section_lines(section: Section, language: Language) -> Lines:
    """A page with its articles."""
    heading = join_page(section.page, section.title)
    lines = [f"# {line_text(heading or '')}".rstrip(" ")]
    if heading is None:
        parts = {"page": section.page, "title": section.title}
        lines += [field(SECTION, key, line_text(text), language) for key, text in parts.items() if text]
    lines += [field(SECTION, "folio", line_text(line), language) for line in section.folio]
    lines += [field(SECTION, "staff", line_text(line), language) for line in section.staff]
    return spaced([lines, *(_article(article, language) for article in section.articles)])


def _article(article: Article, language: Language) -> Lines:
    first, *more = titles(article.headline) or ("",)
    head = [f"## {line_text(first)}".rstrip(" ")]
    head += [field(ARTICLE, "headline", line_text(line), language) for line in more]
    head += _fields(article, language)
    body = block_lines(article.body, language)
    if article.body and isinstance(article.body[0], Paragraph):
        body[0][0] = _unlabelled(body[0][0])
    return spaced([head, *body])


def _unlabelled(line: str) -> str:
    """The first line of the text, which must not look like a labelled line that went astray."""
    match = LABELLED.match(line)
    if not match or not ARTICLE.key(match["label"]):
        return line
    colon = match.start("value") - 1
    return line[:colon] + _ENTITIES[line[colon]] + line[colon + 1 :]


def _fields(article: Article, language: Language) -> Iterator[str]:
    if article.column:
        yield field(ARTICLE, "column", line_text(article.column), language)
    for line in titles(article.kicker):
        yield field(ARTICLE, "kicker", line_text(line), language)
    for line in titles(article.deck):
        yield field(ARTICLE, "deck", line_text(line), language)
    yield from _byline(article, language)
    others = {
        "dateline": article.dateline,
        "continued_from": article.continued_from,
        "continued_to": article.continued_to,
        "lang": article.lang,
    }
    for key, text in others.items():
        if text:
            yield field(ARTICLE, key, line_text(text), language)


def _byline(article: Article, language: Language) -> Iterator[str]:
    """The byline as printed where it names the people with their roles; else both, each on lines of its own."""
    found = split_byline(article.byline_text or "", language)
    if article.byline_text:
        key = "byline" if article.byline or not found else "byline_text"
        yield field(ARTICLE, key, line_text(article.byline_text), language)
    if article.byline == found:
        return
    for role, people in groupby(article.byline, key=lambda person: person.role):
        yield field(ROLE, role, names_text((person.name for person in people), language), language)
