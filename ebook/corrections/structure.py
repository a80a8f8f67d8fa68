"""Decisions about what belongs together: paragraphs and articles divided, joined, moved."""

from __future__ import annotations

import msgspec

from ebook.corrections import decisions as kinds
from ebook.corrections.blocks import cut_block, cut_text, joined, merged_origin
from ebook.corrections.bodies import (
    Outdated,
    article_at,
    block_at,
    in_article,
    on_article,
    on_section,
    put_after,
    shifted,
    siblings,
    swapped,
    title_value,
    with_spaces,
    without_dateline,
)
from ebook.corrections.texts import TITLES, Place
from ebook.languages import resolve
from ebook.model import Article, Heading, Issue, Origin, Section, titles

__all__ = ["begin", "join", "merge", "move", "move_article", "split"]


def split(issue: Issue, decision: kinds.Split) -> Issue:
    """A text is two."""
    text = in_article(issue, decision.at)
    if text.place.field in TITLES:
        held = list(titles(getattr(article_at(issue, text.place), text.place.field)))
        parts = cut_text(held[text.place.line], decision.before, decision.nth)
        if parts is None:
            raise Outdated("it cannot be divided there")
        held[text.place.line : text.place.line + 1] = parts
        changes = {text.place.field: title_value(held)}
        return on_article(issue, text.place, lambda one: msgspec.structs.replace(one, **changes))
    blocks = cut_block(block_at(issue, text.place), decision.before, decision.nth)
    if blocks is None:
        raise Outdated("it cannot be divided there")
    return swapped(issue, text.place, blocks)


def join(issue: Issue, decision: kinds.Join) -> Issue:
    """A text goes on the one above it."""
    text = in_article(issue, decision.at)
    block = block_at(issue, text.place)
    at = text.place.block[-1]
    if at == 0:
        raise Outdated("there is no text above it to join it to")
    whole = joined(siblings(issue, text.place)[at - 1], block, resolve(issue.lang))
    if whole is None:
        raise Outdated("it cannot be joined to what is above it")
    above = text.place._replace(block=(*text.place.block[:-1], at - 1))
    return swapped(issue, above, [whole], 2)


def begin(issue: Issue, decision: kinds.Begin) -> Issue:
    """An article begins with a text."""
    text = in_article(issue, decision.at)
    first = block_at(issue, text.place)
    if len(text.place.block) > 1:
        raise Outdated("it is inside a box; move it out first")

    def change(section: Section) -> Section:
        before = section.articles[text.place.article]
        start, rest = before.body[: text.place.block[0]], before.body[text.place.block[0] :]
        head = first.text if isinstance(first, Heading) else None
        after = Article(
            headline=head,
            body=rest[1:] if head is not None else rest,
            continued_to=before.continued_to,
            lang=before.lang,
            origin=merged_origin(block.origin for block in rest),
        )
        kept = msgspec.structs.replace(
            before, body=start, continued_to=None, origin=_less(before.origin, after.origin)
        )
        return _with_articles(section, text.place.article, [kept, after])

    return on_section(issue, text.place.section, change)


def _less(origin: Origin | None, taken: Origin | None) -> Origin | None:
    """Where an article comes from without what another took of it."""
    if origin is None or taken is None:
        return origin
    return msgspec.structs.replace(
        origin,
        lines=tuple(line for line in origin.lines if line not in taken.lines),
        places=tuple(place for place in origin.places if place not in taken.places),
    )


def _with_articles(section: Section, at: int, articles: list[Article], count: int = 1) -> Section:
    return msgspec.structs.replace(
        section, articles=(*section.articles[:at], *articles, *section.articles[at + count :])
    )


def merge(issue: Issue, decision: kinds.Merge) -> Issue:
    """An article goes on the one before it."""
    place = in_article(issue, decision.at).place
    target = _before(issue, place)
    after = article_at(issue, place)
    heads = [
        Heading(text=line, origin=after.origin and msgspec.structs.replace(after.origin, lines=(), places=()))
        for field in TITLES
        for line in titles(getattr(after, field))
    ]

    def change(first: Article) -> Article:
        return msgspec.structs.replace(
            first,
            byline=tuple(dict.fromkeys((*first.byline, *after.byline))),
            byline_text=with_spaces(first.byline_text, after.byline_text),
            body=(*first.body, *heads, *without_dateline(after).body),
            continued_from=with_spaces(first.continued_from, after.continued_from),
            continued_to=with_spaces(first.continued_to, after.continued_to),
            origin=merged_origin((first.origin, after.origin)),
        )

    issue = on_article(issue, target, change)
    return on_section(issue, place.section, lambda section: _with_articles(section, place.article, []))


def _before(issue: Issue, place: Place) -> Place:
    """The place of the article before another, which may be on the page before."""
    if place.article > 0:
        return place._replace(article=place.article - 1)
    for s in range(place.section - 1, -1, -1):
        if issue.sections[s].articles:
            return place._replace(section=s, article=len(issue.sections[s].articles) - 1)
    raise Outdated("there is no article before it")


def move(issue: Issue, decision: kinds.Move) -> Issue:
    """A block comes behind another text."""
    text, after = in_article(issue, decision.at), in_article(issue, decision.after)
    block = block_at(issue, text.place)
    level = len(text.place.block)
    inside = after.place[:2] == text.place[:2] and after.place.block[:level] == text.place.block
    if inside and after.place.field == "block":
        raise Outdated("a block cannot be moved behind itself or into itself")
    issue = put_after(issue, after.place, [block])
    if after.place.field == "block":
        put = after.place._replace(block=(*after.place.block[:-1], after.place.block[-1] + 1))
    else:
        put = after.place._replace(field="block", line=0, block=(0,))
    if after.place.field == "continued_to":
        put = put._replace(block=(len(article_at(issue, put).body),))
    return swapped(issue, shifted(text.place, put, 1), [])


def move_article(issue: Issue, decision: kinds.MoveArticle) -> Issue:
    """An article comes beside another."""
    place, to = in_article(issue, decision.at).place, in_article(issue, decision.to).place
    if place[:2] == to[:2]:
        raise Outdated("an article cannot be moved beside itself")
    article = article_at(issue, place)
    issue = on_section(issue, place.section, lambda section: _with_articles(section, place.article, []))
    at = to.article - (place.section == to.section and place.article < to.article)
    at += decision.place == "after"
    return on_section(issue, to.section, lambda section: _with_articles(section, at, [article], 0))
