"""Boxes between fences of colons: notes of the editors, asides, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ebook.model import Aside, Block, Note, Paragraph, RichText, Verse
from ebook.notation.words import BOX, nearest
from ebook.readers.markdown.findings import Findings
from ebook.readers.markdown.inlines import parse_rich
from ebook.readers.markdown.nodes import SyntaxTreeNode, inline_of, lines_of, opening
from ebook.rules import markdown as rules

__all__ = ["Blocks", "box"]

Blocks = Callable[[Sequence[SyntaxTreeNode], Findings], tuple[Block, ...]]
_SPACES = " \t\u3000"
_FENCE = re.compile(r"[\s>]*:{3,}\s*")


def box(
    node: SyntaxTreeNode, content: Sequence[SyntaxTreeNode], blocks: Blocks, findings: Findings
) -> Iterator[Block]:
    """What a box says; `content` is the part of its children that belongs to it."""
    lines = lines_of(node)
    fence = opening(node)
    if len(content) < len(node.children) or not _FENCE.fullmatch(findings.source((lines[1], lines[1] + 1))):
        findings.report(rules.UNCLOSED_BOX, lines, f"this box is not closed; end it with {fence.markup}")
    said = fence.info.strip(_SPACES)
    name, *rest = re.split(f"[{_SPACES}]+", said, maxsplit=1)
    title = parse_rich(rest[0] if rest else "", lines, findings)
    match BOX.key(name):
        case "note":
            yield from _note(title, node, blocks(content, findings), findings)
        case "verse":
            yield from _verse(title, node, content, blocks, findings)
        case kind:
            if kind is None:
                title = parse_rich(said, lines, findings)
                findings.report(rules.UNKNOWN_BOX, lines, _unknown(name, findings.lang))
            yield Aside(title=title or None, body=blocks(content, findings), origin=findings.origin(lines))


def _unknown(name: str, lang: str) -> str:
    near = nearest(name, lang, BOX)
    advice = f"did you mean {near}?" if near else f"write `::: aside {name}` if it is a title"
    return f"there is no box {name!r}; kept as an aside with that title; {advice}"


def _note(
    title: RichText, node: SyntaxTreeNode, body: tuple[Block, ...], findings: Findings
) -> Iterator[Block]:
    lines = lines_of(node)
    if title:
        findings.report(rules.NOT_MODELLED, lines, "a note has no title; its words are a note of their own")
        yield Note(text=title, origin=findings.origin((lines[0], lines[0] + 1)))
    for block in body:
        if isinstance(block, Paragraph):
            yield Note(text=block.text, origin=block.origin)
        else:
            findings.report(rules.NOT_MODELLED, lines, "a note holds text alone; the rest follows it")
            yield block


def _verse(
    title: RichText,
    node: SyntaxTreeNode,
    content: Sequence[SyntaxTreeNode],
    blocks: Blocks,
    findings: Findings,
) -> Iterator[Block]:
    """A line of the source is a line of verse, a blank line a line without text."""
    lines = lines_of(node)
    if title:
        findings.report(rules.NOT_MODELLED, lines, "verse has no title; its words are its first line")
    stanzas = [_stanza(child, findings) for child in content if child.type == "paragraph"]
    verse = [title] if title else []
    for index, stanza in enumerate(stanzas):
        verse += ["", *stanza] if index else stanza
    if verse:
        yield Verse(text=tuple(verse), origin=findings.origin(lines))
    rest = [child for child in content if child.type != "paragraph"]
    if rest:
        findings.report(rules.NOT_MODELLED, lines, "verse holds lines of text alone; the rest follows it")
        yield from blocks(rest, findings)


def _stanza(node: SyntaxTreeNode, findings: Findings) -> list[RichText]:
    first = lines_of(node)[0]
    typed = [line.removesuffix("\\").strip(" \t") for line in inline_of(node).content.split("\n")]
    return [parse_rich(line, (first + at, first + at + 1), findings) for at, line in enumerate(typed)]
