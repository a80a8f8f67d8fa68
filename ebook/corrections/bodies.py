"""Places of an issue read and replaced: blocks in bodies and boxes, lines of titles, fields of articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from ebook.corrections.blocks import lines_of
from ebook.corrections.decisions import Anchor
from ebook.corrections.texts import TITLES, Place, Text, find
from ebook.model import Article, Aside, Block, Issue, Paragraph, RichText, Section, inlines, rich, titles

__all__ = [
    "Outdated", "article_at", "block_at", "first_paragraph", "in_article", "located", "on_article", "on_section", "one_line", "put_after",
    "shifted", "siblings", "swapped", "taken_out", "title_value", "with_spaces", "without_dateline", "without_empty",
]  # fmt: skip


class Outdated(ValueError):
    """A decision that does not fit the issue; the message says why."""


def located(issue: Issue, anchor: Anchor) -> Text:
    """The text that an anchor names.

    Raises:
        Outdated: there is none, or several that it could be.
    """
    found = find(issue, anchor)
    if found is None:
        raise Outdated("its text is not in the issue")
    return found


def in_article(issue: Issue, anchor: Anchor) -> Text:
    """As `located`, for a text of an article.

    Raises:
        Outdated: there is none, or it is in no article.
    """
    found = located(issue, anchor)
    if found.place.article < 0:
        raise Outdated("its text is in no article")
    return found


def on_section(issue: Issue, s: int, change: Callable[[Section], Section]) -> Issue:
    """The issue with a page changed."""
    sections = list(issue.sections)
    sections[s] = change(sections[s])
    return msgspec.structs.replace(issue, sections=tuple(sections))


def article_at(issue: Issue, place: Place) -> Article:
    """The article of a place."""
    return issue.sections[place.section].articles[place.article]


def on_article(issue: Issue, place: Place, change: Callable[[Article], Article]) -> Issue:
    """The issue with the article of a place changed."""

    def section(before: Section) -> Section:
        articles = list(before.articles)
        articles[place.article] = change(articles[place.article])
        return msgspec.structs.replace(before, articles=tuple(articles))

    return on_section(issue, place.section, section)


# --- blocks -------------------------------------------------------------------------------


def siblings(issue: Issue, place: Place) -> tuple[Block, ...]:
    """The blocks of the body or box that a block is in."""
    body = article_at(issue, place).body
    for at in place.block[:-1]:
        box = body[at]
        body = box.body if isinstance(box, Aside) else ()
    return body


def block_at(issue: Issue, place: Place) -> Block:
    """The block at a place.

    Raises:
        Outdated: the text at this place is no block.
    """
    if place.field != "block":
        raise Outdated("it is not a block of an article's text")
    return siblings(issue, place)[place.block[-1]]


def swapped(issue: Issue, place: Place, blocks: Sequence[Block], count: int = 1) -> Issue:
    """The issue with so many blocks from a place on replaced by others."""

    def change(article: Article) -> Article:
        return msgspec.structs.replace(article, body=_swapped(article.body, place.block, blocks, count))

    return on_article(issue, place, change)


def _swapped(
    body: tuple[Block, ...], path: tuple[int, ...], blocks: Sequence[Block], count: int
) -> tuple[Block, ...]:
    at, *below = path
    box = body[at] if below else None
    if isinstance(box, Aside):
        inner = _swapped(box.body, tuple(below), blocks, count)
        return (*body[:at], msgspec.structs.replace(box, body=inner), *body[at + 1 :])
    return (*body[:at], *blocks, *body[at + count :])


def put_after(issue: Issue, place: Place, blocks: Sequence[Block]) -> Issue:
    """The issue with blocks behind the text of an article; behind a title they are the first."""
    if place.field == "block":
        return swapped(issue, place, [block_at(issue, place), *blocks])
    if place.field == "continued_to":
        return on_article(
            issue, place, lambda article: msgspec.structs.replace(article, body=(*article.body, *blocks))
        )
    return on_article(
        issue, place, lambda article: msgspec.structs.replace(article, body=(*blocks, *article.body))
    )


# --- texts --------------------------------------------------------------------------------


def title_value(lines: Sequence[RichText]) -> RichText | tuple[RichText, ...] | None:
    """The lines of a title as `Article` holds them."""
    return lines[0] if len(lines) == 1 else tuple(lines) or None


def taken_out(issue: Issue, text: Text) -> tuple[Issue, list[RichText]]:
    """The issue without a text of an article, and the lines of that text; what else a block holds stays.

    Raises:
        Outdated: the text is a dateline, which is part of a paragraph.
    """
    place = text.place
    if place.field == "block":
        lines, left = lines_of(block_at(issue, place))
        return swapped(issue, place, left), lines
    if place.field == "dateline":
        raise Outdated("a dateline is part of its paragraph; set the dateline instead")
    article = article_at(issue, place)
    if place.field in TITLES:
        lines = list(titles(getattr(article, place.field)))
        line = lines.pop(place.line)
        changes: dict[str, object] = {place.field: title_value(lines)}
    else:
        line = getattr(article, place.field)
        changes = {place.field: None}
        if place.field == "byline_text":
            changes["byline"] = tuple(person for person in article.byline if person.name not in line)
    return on_article(issue, place, lambda before: msgspec.structs.replace(before, **changes)), [line]


def without_empty(issue: Issue) -> Issue:
    """The issue without articles and boxes in which nothing is left."""
    sections = []
    for section in issue.sections:
        articles = [msgspec.structs.replace(one, body=_full(one.body)) for one in section.articles]
        kept = tuple(one for one in articles if not _is_empty(one))
        sections.append(
            section if kept == section.articles else msgspec.structs.replace(section, articles=kept)
        )
    return msgspec.structs.replace(issue, sections=tuple(sections))


def _full(body: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        block for block in body if not isinstance(block, Aside) or block.title is not None or block.body
    )


def _is_empty(article: Article) -> bool:
    held = (*(getattr(article, field) for field in TITLES), article.byline_text, article.dateline)
    return not any((*held, article.body, article.continued_from, article.continued_to, article.byline))


# --- helpers of several decisions -----------------------------------------------------------


def shifted(place: Place, changed: Place, by: int) -> Place:
    """A place after blocks were put in or taken out before or at another place of the same body."""
    level = len(changed.block) - 1
    same = (
        place.field == "block" and place[:2] == changed[:2] and place.block[:level] == changed.block[:level]
    )
    if not same or len(place.block) <= level or place.block[level] < changed.block[level]:
        return place
    return place._replace(block=(*place.block[:level], place.block[level] + by, *place.block[level + 1 :]))


def with_spaces(*parts: str | None) -> str | None:
    """Texts with a space between them."""
    return " ".join(filter(None, parts)) or None


def one_line(lines: Sequence[RichText]) -> RichText:
    """Lines as one, with a space between them."""
    parts = [part for line in lines for part in (" ", *inlines(line))]
    return rich(*parts[1:])


def first_paragraph(body: Sequence[Block]) -> tuple[int, Paragraph] | None:
    """The first paragraph of a body, and its place."""
    return next(((at, block) for at, block in enumerate(body) if isinstance(block, Paragraph)), None)


def without_dateline(article: Article) -> Article:
    """An article with its dateline in its first paragraph again."""
    if article.dateline is None:
        return article
    found = first_paragraph(article.body)
    if found is None:
        body = (Paragraph(text=article.dateline), *article.body)
    else:
        at, first = found
        whole = msgspec.structs.replace(first, text=rich(article.dateline, *inlines(first.text)))
        body = (*article.body[:at], whole, *article.body[at + 1 :])
    return msgspec.structs.replace(article, dateline=None, body=body)
