"""Nodes of the parser's tree become blocks of the model. What has no place in it is kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from ebook.model import Block, Figure, Heading, Paragraph, Quote, Verse
from ebook.notation.words import nearest
from ebook.readers.markdown.block_rules import MISSPELT, vocabularies
from ebook.readers.markdown.boxes import box
from ebook.readers.markdown.fields import Fields
from ebook.readers.markdown.findings import Findings
from ebook.readers.markdown.inlines import parse_plain, parse_rich, rich_text, stacked
from ebook.readers.markdown.lists import list_blocks
from ebook.readers.markdown.nodes import SyntaxTreeNode, inline_of, level, lines_of, meta, opening
from ebook.readers.markdown.tables import table
from ebook.rules import markdown as rules

__all__ = ["blocks"]

_BELOW_HEADLINES = 3
_FENCE = re.compile(r":{3,}")


def blocks(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> tuple[Block, ...]:
    """The blocks that a row of sibling nodes says."""
    found: list[Block] = []
    index = 0
    while index < len(nodes):
        if extent := _table_extent(nodes, index):
            found.append(_table(nodes[index : index + extent], findings))
            index += extent
        else:
            found += _block(nodes[index], findings)
            index += 1
    return tuple(found)


def _table_extent(nodes: Sequence[SyntaxTreeNode], index: int) -> int:
    """How many nodes from here on are one table with its labelled lines; 0 if it is none."""
    has_caption = _is_field_of("table_below", nodes[index])
    at = index + has_caption
    if at >= len(nodes) or nodes[at].type != "table":
        return 0
    return has_caption + 1 + len(list(takewhile(partial(_is_field_of, "table"), nodes[at + 1 :])))


def _is_field_of(owner: str, node: SyntaxTreeNode) -> bool:
    return node.type == "field" and meta(node, "owner") == owner


def _table(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> Block:
    fields = Fields((node for node in nodes if node.type == "field"), findings)
    return table(next(node for node in nodes if node.type == "table"), fields, findings)


def _block(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            yield from _paragraph(node, findings)
        case "heading":
            yield from _heading(node, findings)
        case "blockquote":
            yield from _quote(node, findings)
        case "bullet_list" | "ordered_list":
            yield from list_blocks(node, blocks, findings)
        case "figure":
            yield from _figure(node, findings)
        case "verse":
            texts = tuple(rich_text(opening(line), lines_of(line), findings) for line in node.children)
            yield Verse(text=texts, origin=findings.origin(lines_of(node)))
        case "container_box":
            yield from box(node, node.children, blocks, findings)
        case "field" if meta(node, "owner") == MISSPELT:
            yield _misspelt(node, findings)
        case _:
            yield from _as_text(node, findings)


def _paragraph(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    lines = lines_of(node)
    text = rich_text(inline_of(node), lines, findings)
    if _FENCE.fullmatch(inline_of(node).content):
        findings.report(rules.UNCLOSED_BOX, lines, f"{text} closes no box; kept as text")
    if text:
        yield Paragraph(text=text, origin=findings.origin(lines))


def _heading(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    lines = lines_of(node)
    text = rich_text(inline_of(node), lines, findings)
    if level(node) != _BELOW_HEADLINES:
        findings.report(
            rules.NOT_MODELLED, lines, f"kept as a cross-heading; write ### instead of {node.markup}"
        )
    if text:
        yield Heading(text=text, origin=findings.origin(lines))


def _quote(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    for block in blocks(node.children, findings):
        if isinstance(block, Paragraph):
            yield Quote(text=block.text, origin=block.origin)
        else:
            findings.report(
                rules.NOT_MODELLED, lines_of(node), "a quote holds text alone; the rest follows it"
            )
            yield block


def _figure(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    line, *below = node.children
    lines, picture = lines_of(node), opening(line).children or []
    fields = Fields(below, findings)
    if len(picture) != 1 or picture[0].type != "image":
        text = rich_text(opening(line), lines_of(line), findings)
        yield Paragraph(text=text, origin=findings.origin(lines_of(line)))
        yield from (block for field in below for block in _as_text(field, findings))
        return
    image = picture[0]
    title = str(image.attrs.get("title") or "")
    alt = parse_plain(image.content, lines, findings)
    if fields.nodes("alt"):
        alt = " ".join(part for part in (alt, fields.text("alt")) if part)
    yield Figure(
        src=str(image.attrs["src"]) or None,
        alt=alt if alt or fields.nodes("alt") else None,
        caption=stacked(text for text in (title, fields.rich("caption")) if text) or None,
        credit=fields.rich("credit"),
        origin=findings.origin(lines),
    )


def _misspelt(node: SyntaxTreeNode, findings: Findings) -> Block:
    lines, label = lines_of(node), meta(node, "label")
    near = nearest(label, findings.lang, *vocabularies(meta(node, "under")))
    message = f"{label!r} is no label that is known here, and is kept as text; did you mean {near}?"
    findings.report(rules.UNKNOWN_LABEL, lines, message)
    text = parse_rich(findings.source(lines).strip(), lines, findings)
    return Paragraph(text=text, origin=findings.origin(lines))


def _as_text(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    """What is typed there, line by line."""
    lines = lines_of(node)
    typed = findings.source(lines).strip("\n")
    findings.report(rules.NOT_MODELLED, lines, f"this has no place in an issue; kept as text: {typed!r:.60}")
    yield Paragraph(text=stacked(typed.split("\n")), origin=findings.origin(lines))
