"""Pages and their articles: the nodes of a file are sorted into drafts, and these become the model's parts.

A draft is a heading, the labelled lines under it, and what follows.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

import msgspec

from ebook.languages import known_tags, normalised
from ebook.model import Article, Person, RichText, Section
from ebook.notation.pages import split_page
from ebook.notation.people import role_of, split_byline, split_names
from ebook.notation.words import ARTICLE, LABELLED, ROLE, nearest
from ebook.readers.markdown.blocks import blocks, box
from ebook.readers.markdown.fields import Fields
from ebook.readers.markdown.inlines import plain_text, rich_text
from ebook.readers.markdown.nodes import Findings, Lines, SyntaxTreeNode, inline_of, level, lines_of, meta
from ebook.rules import markdown as rules

__all__ = ["sections"]

_PAGE, _HEADLINE = 1, 2


class _ArticleDraft(msgspec.Struct):
    """An article's nodes: its headline, the labelled lines under it, the text.

    `cut_box` is a last box that a headline breaks off, with the part of it before that headline.
    """

    heading: SyntaxTreeNode | None
    lines: Lines
    fields: list[SyntaxTreeNode] = []
    body: list[SyntaxTreeNode] = []
    cut_box: tuple[SyntaxTreeNode, list[SyntaxTreeNode]] | None = None


class _SectionDraft(msgspec.Struct):
    """A page's nodes: its heading, the labelled lines under it, its articles."""

    heading: SyntaxTreeNode | None
    lines: Lines
    fields: list[SyntaxTreeNode] = []
    articles: list[_ArticleDraft] = []


def sections(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> tuple[Section, ...]:
    """The pages of a file, with their articles."""
    return tuple(_section(draft, findings) for draft in _drafts(nodes, findings))


def _drafts(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> list[_SectionDraft]:
    """The pages that the nodes of a file make."""
    sections: list[_SectionDraft] = []
    queue = deque(nodes)
    while queue:
        node = queue.popleft()
        match level(node):
            case 1:
                sections.append(_SectionDraft(node, lines_of(node)))
            case 2:
                _page(sections, node, findings).articles.append(_ArticleDraft(node, lines_of(node)))
            case _:
                queue.extendleft(reversed(_place(sections, node, findings)))
    _check_detached(sections, findings)
    return sections


def _place(sections: list[_SectionDraft], node: SyntaxTreeNode, findings: Findings) -> list[SyntaxTreeNode]:
    """Puts a node where it belongs, and returns the part of it that does not belong there."""
    if node.type == "field" and meta(node, "owner") == "h1":
        sections[-1].fields.append(node)
        return []
    article = _open_article(sections, node, findings)
    if node.type == "field" and meta(node, "owner") == "h2":
        article.fields.append(node)
        return []
    cut = _headline_inside(node)
    if cut is None:
        article.body.append(node)
        return []
    article.cut_box = node, node.children[:cut]
    return node.children[cut:]


def _headline_inside(node: SyntaxTreeNode) -> int | None:
    """The index of the page or article that begins inside a box, which means that the box was not closed."""
    if node.type != "container_box":
        return None
    return next((i for i, child in enumerate(node.children) if level(child) in (_PAGE, _HEADLINE)), None)


def _page(sections: list[_SectionDraft], node: SyntaxTreeNode, findings: Findings) -> _SectionDraft:
    if not sections:
        findings.report(
            rules.OUTSIDE, lines_of(node), "this is before the first page; write `# 01 Name` above"
        )
        sections.append(_SectionDraft(None, lines_of(node)))
    return sections[-1]


def _open_article(sections: list[_SectionDraft], node: SyntaxTreeNode, findings: Findings) -> _ArticleDraft:
    page = _page(sections, node, findings)
    if not page.articles:
        message = "this is before the first article; write `## Headline` above, or `##` for none"
        findings.report(rules.OUTSIDE, lines_of(node), message)
        page.articles.append(_ArticleDraft(None, lines_of(node)))
    return page.articles[-1]


def _check_detached(drafts: Sequence[_SectionDraft], findings: Findings) -> None:
    """Reports labelled lines in the first paragraph of a text, which describe nothing there."""
    for article in (article for section in drafts for article in section.articles):
        if article.heading is None or not article.body or article.body[0].type != "paragraph":
            continue
        first = article.body[0]
        start = lines_of(first)[0]
        follows = start == lines_of([article.heading, *article.fields][-1])[1]
        typed = inline_of(first).content.split("\n")
        for at, line in enumerate(typed if follows else typed[:1]):
            match = LABELLED.match(line)
            if match and (ARTICLE.key(match["label"]) or (at and role_of(match["label"]))):
                advice = "to describe the article, put it directly under the headline"
                message = f"{match['label']} was kept as text; {advice}"
                findings.report(rules.DETACHED_LABEL, (start + at, start + at + 1), message)
                break


def _section(draft: _SectionDraft, findings: Findings) -> Section:
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


def _articles(draft: _SectionDraft, findings: Findings) -> list[Article]:
    articles = [_article(article, findings) for article in draft.articles]
    # A comment before the first headline is no article.
    return [
        article
        for article, made in zip(articles, draft.articles, strict=True)
        if made.heading or article.body
    ]


def _article(draft: _ArticleDraft, findings: Findings) -> Article:
    fields = Fields(draft.fields, findings)
    body = blocks(draft.body, findings)
    if draft.cut_box:
        node, content = draft.cut_box
        body += tuple(box(node, content, findings))
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
        people = split_byline(printed, findings.language)
        if not people:
            _check_role(printed, fields.lines("byline"), findings)
    return people, _either(printed, fields.text("byline_text"))


def _people(node: SyntaxTreeNode, fields: Fields, findings: Findings) -> list[Person]:
    role = role_of(meta(node, "key").removeprefix("role:"))
    assert role is not None  # noqa: S101  # the block rule has looked it up
    people: list[Person] = []
    for name in split_names(meta(node, "value"), findings.language):
        if named := role_of(name):
            role = named  # 摄影：王五 记者 钱七
        else:
            people += [Person(role=role, name=text) for text in fields.raw(node, [name])]
    return people


def _check_role(byline: str, lines: Lines, findings: Findings) -> None:
    """Reports a word before names that is nearly a role."""
    first, *names = re.split(r"[ \u3000]+", byline)
    near = nearest(first, findings.language, ROLE) if names else None
    if near:
        message = f"unknown role {first!r}, did you mean {near}? the byline was kept as printed"
        findings.report(rules.UNKNOWN_ROLE, lines, message)


def _lang(fields: Fields, findings: Findings) -> str | None:
    lang = fields.text("lang")
    if lang is None:
        return None
    if tag := normalised(lang):
        return tag
    lines = fields.lines("lang")
    findings.report(
        rules.NO_LANGUAGE, lines, f"{lang!r} is not a language tag; write one, such as {known_tags()}"
    )
    findings.take_out(lines, findings.source(lines), code="invalid-language")
    return None
