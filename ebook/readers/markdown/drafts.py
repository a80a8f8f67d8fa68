"""The nodes of a file, sorted: which page they stand on, and in which article."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import msgspec

from ebook.notation.words import ARTICLE, LABELLED
from ebook.readers.markdown.findings import Findings, Lines
from ebook.readers.markdown.nodes import SyntaxTreeNode, inline_of, level, lines_of, meta
from ebook.rules import markdown as rules

__all__ = ["ArticleDraft", "SectionDraft", "drafts"]

_PAGE, _HEADLINE = 1, 2


class ArticleDraft(msgspec.Struct):
    """An article's nodes: its headline, the labelled lines under it, the text.

    `cut_box` is a last box that a headline breaks off, with the part of it before that headline.
    """

    heading: SyntaxTreeNode | None
    lines: Lines
    fields: list[SyntaxTreeNode] = []
    body: list[SyntaxTreeNode] = []
    cut_box: tuple[SyntaxTreeNode, list[SyntaxTreeNode]] | None = None


class SectionDraft(msgspec.Struct):
    """A page's nodes: its heading, the labelled lines under it, its articles."""

    heading: SyntaxTreeNode | None
    lines: Lines
    fields: list[SyntaxTreeNode] = []
    articles: list[ArticleDraft] = []


def drafts(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> list[SectionDraft]:
    """The pages that the nodes of a file make."""
    sections: list[SectionDraft] = []
    queue = deque(nodes)
    while queue:
        node = queue.popleft()
        match level(node):
            case 1:
                sections.append(SectionDraft(node, lines_of(node)))
            case 2:
                _page(sections, node, findings).articles.append(ArticleDraft(node, lines_of(node)))
            case _:
                queue.extendleft(reversed(_place(sections, node, findings)))
    _check_detached(sections, findings)
    return sections


def _place(sections: list[SectionDraft], node: SyntaxTreeNode, findings: Findings) -> list[SyntaxTreeNode]:
    """Puts a node where it belongs, and returns what of it does not belong there."""
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
    """Where in a box a page or an article begins: the box was not closed before it."""
    if node.type != "container_box":
        return None
    return next((i for i, child in enumerate(node.children) if level(child) in (_PAGE, _HEADLINE)), None)


def _page(sections: list[SectionDraft], node: SyntaxTreeNode, findings: Findings) -> SectionDraft:
    if not sections:
        findings.report(rules.OUTSIDE, lines_of(node), "no page is open here; write `# 01 Name` above")
        sections.append(SectionDraft(None, lines_of(node)))
    return sections[-1]


def _open_article(sections: list[SectionDraft], node: SyntaxTreeNode, findings: Findings) -> ArticleDraft:
    page = _page(sections, node, findings)
    if not page.articles:
        message = "no article is open here; write `## Headline` above, or `##` for none"
        findings.report(rules.OUTSIDE, lines_of(node), message)
        page.articles.append(ArticleDraft(None, lines_of(node)))
    return page.articles[-1]


def _check_detached(sections: Sequence[SectionDraft], findings: Findings) -> None:
    """Reports labelled lines at the head of a text that a blank line parts from the headline."""
    for article in (article for section in sections for article in section.articles):
        first = article.body[0] if article.heading and article.body else None
        if first is None or first.type != "paragraph":
            continue
        match = LABELLED.match(inline_of(first).content)
        if match and ARTICLE.key(match["label"]):
            message = f"{match['label']} is kept as text; take out the blank line above if it describes the headline"
            findings.report(rules.DETACHED_LABEL, lines_of(first), message)
