"""Pages and their articles, out of drafts: a heading, its labelled lines, and what follows."""

from __future__ import annotations

import re

from ebook.model import Article, Person, RichText, Section
from ebook.notation.pages import split_page
from ebook.notation.people import role_of, split_byline, split_names
from ebook.notation.words import ROLE, nearest
from ebook.readers.markdown.blocks import blocks
from ebook.readers.markdown.boxes import box
from ebook.readers.markdown.drafts import ArticleDraft, SectionDraft
from ebook.readers.markdown.fields import Fields
from ebook.readers.markdown.findings import Findings, Lines
from ebook.readers.markdown.front_matter import is_language
from ebook.readers.markdown.inlines import plain_text, rich_text
from ebook.readers.markdown.nodes import SyntaxTreeNode, inline_of, lines_of, meta
from ebook.rules import markdown as rules

__all__ = ["section"]


def section(draft: SectionDraft, findings: Findings) -> Section:
    """A page with its articles."""
    fields = Fields(draft.fields, findings)
    page, title = None, None
    if draft.heading and draft.heading.children:
        heading = plain_text(inline_of(draft.heading), lines_of(draft.heading), findings)
        page, title = split_page(heading)
    return Section(
        page=_either(page, fields.text("page")),
        title=_either(title, fields.text("title")),
        folio=fields.texts("folio"),
        staff=fields.texts("staff"),
        articles=tuple(_articles(draft, findings)),
        origin=findings.origin(draft.lines),
    )


def _either(first: str | None, second: str | None) -> str | None:
    return " ".join(part for part in (first, second) if part) or None


def _articles(draft: SectionDraft, findings: Findings) -> list[Article]:
    articles = [_article(article, findings) for article in draft.articles]
    # A comment before the first headline is no article.
    return [
        article
        for article, made in zip(articles, draft.articles, strict=True)
        if made.heading or article.body
    ]


def _article(draft: ArticleDraft, findings: Findings) -> Article:
    fields = Fields(draft.fields, findings)
    body = blocks(draft.body, findings)
    if draft.cut_box:
        node, content = draft.cut_box
        body += tuple(box(node, content, blocks, findings))
    people, byline_text = _byline(fields, findings)
    return Article(
        column=fields.rich("column"),
        kicker=fields.titles("kicker"),
        headline=fields.titles("headline", _headline(draft.heading, findings)),
        deck=fields.titles("deck"),
        byline=people,
        byline_text=byline_text,
        dateline=fields.text("dateline"),
        body=body,
        continued_from=fields.text("continued_from"),
        continued_to=fields.text("continued_to"),
        lang=_lang(fields, findings),
        origin=findings.origin(draft.lines),
    )


def _headline(heading: SyntaxTreeNode | None, findings: Findings) -> RichText | None:
    if heading is None or not heading.children:
        return None
    return rich_text(inline_of(heading), lines_of(heading), findings) or None


def _byline(fields: Fields, findings: Findings) -> tuple[tuple[Person, ...], str | None]:
    """The people of the lines under their roles, or else those whom the byline names with roles."""
    people = tuple(person for node in fields.nodes("role:") for person in _people(node, fields, findings))
    printed = fields.text("byline")
    if printed and not people:
        people = split_byline(printed, findings.lang)
        if not people:
            _check_role(printed, fields.lines("byline"), findings)
    return people, _either(printed, fields.text("byline_text"))


def _people(node: SyntaxTreeNode, fields: Fields, findings: Findings) -> list[Person]:
    role = role_of(meta(node, "key").removeprefix("role:"))
    assert role is not None  # noqa: S101  # the block rule has looked it up
    names = fields.raw(node, split_names(meta(node, "value"), findings.lang))
    return [Person(role=role, name=name) for name in names]


def _check_role(byline: str, lines: Lines, findings: Findings) -> None:
    """Reports a word before names that is nearly a role."""
    first, *names = re.split(r"[ \u3000]+", byline)
    near = nearest(first, findings.lang, ROLE) if names else None
    if near:
        message = f"{first!r} is no role that is known; did you mean {near}? the byline was kept as printed"
        findings.report(rules.UNKNOWN_ROLE, lines, message)


def _lang(fields: Fields, findings: Findings) -> str | None:
    lang = fields.text("lang")
    if lang is None or is_language(lang):
        return lang
    lines = fields.lines("lang")
    findings.report(
        rules.NO_LANGUAGE, lines, f"{lang!r} is no language tag; write zh-Hans, ja, ko or the like"
    )
    findings.take_out(lines, findings.source(lines), code="invalid-language")
    return None
