"""The nodes of a file, sorted: which page they stand on, and in which article."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ebook.notation.words import ARTICLE, FIGURE, LABELLED, ROLE, SECTION, Vocabulary
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
    _check_labels(nodes, findings)
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


def _check_labels(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> None:
    """Reports paragraphs that look as if they were meant to be labelled lines."""
    for above, node in pairwise(nodes):
        if node.type != "paragraph" or not (match := LABELLED.match(inline_of(node).content)):
            continue
        label, lines = match["label"], lines_of(node)
        if lines_of(above)[1] == lines[0]:
            _check_label(label, _vocabularies(above), lines, findings)
        elif _owner(above) == "h2" and ARTICLE.key(label):
            message = f"{label} is kept as text; take out the blank line above if it describes the headline"
            findings.report(rules.DETACHED_LABEL, lines, message)


def _check_label(label: str, known: Sequence[Vocabulary], lines: Lines, findings: Findings) -> None:
    near = next((near for words in known if (near := words.nearest(label))), None)
    if near:
        message = f"{label!r} is no label that is known here, and is kept as text; did you mean {near}?"
        findings.report(rules.UNKNOWN_LABEL, lines, message)


def _vocabularies(node: SyntaxTreeNode) -> tuple[Vocabulary, ...]:
    known: dict[str, tuple[Vocabulary, ...]] = {"h1": (SECTION,), "h2": (ARTICLE, ROLE), "figure": (FIGURE,)}
    return known.get(_owner(node), ())


def _owner(node: SyntaxTreeNode) -> str:
    if node.type == "field":
        return meta(node, "owner")
    return "figure" if node.type == "figure" else node.tag
