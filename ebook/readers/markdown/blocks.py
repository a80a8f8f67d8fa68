"""Nodes of the parser's tree become blocks of the model. What has no place in it is kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from msgspec.structs import replace

from ebook.languages import Language
from ebook.model import (
    Aside,
    Block,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    RichText,
    Table,
    Verse,
    inlines,
    plain,
    rich,
)
from ebook.notation.words import BOX, nearest
from ebook.numerals import is_numbered
from ebook.readers.markdown.block_rules import MISSPELT, vocabularies
from ebook.readers.markdown.fields import Fields
from ebook.readers.markdown.inlines import parse_inline, parse_plain, parse_rich, rich_text, stacked
from ebook.readers.markdown.nodes import (
    Findings,
    SyntaxTreeNode,
    inline_of,
    level,
    lines_of,
    meta,
    opening,
)
from ebook.readers.markdown.tables import is_row
from ebook.rules import markdown as rules

__all__ = ["blocks", "box"]

_BELOW_HEADLINES = 3
_FENCE = re.compile(r":{3,}")
_CLOSING_FENCE = re.compile(r"[\s>]*:{3,}\s*")
_SPACES = " \t\u3000"
_INSERTED = re.compile(r"\n(?=\d{1,9}[a-zA-Z甲乙丙丁]?[.)．][ \t])")


def blocks(nodes: Sequence[SyntaxTreeNode], findings: Findings) -> tuple[Block, ...]:
    """The blocks that a sequence of sibling nodes stands for."""
    found: list[Block] = []
    index = 0
    while index < len(nodes):
        if extent := _table_extent(nodes, index):
            _add_table(found, nodes[index : index + extent], findings)
            index += extent
        else:
            found += _block(nodes[index], findings)
            index += 1
    return tuple(found)


def _table_extent(nodes: Sequence[SyntaxTreeNode], index: int) -> int:
    """How many nodes, from here on, make up one table with its labelled lines; 0 if there is none."""
    has_caption = _is_field_of("table_below", nodes[index])
    at = index + has_caption
    if at >= len(nodes) or nodes[at].type != "table":
        return 0
    return has_caption + 1 + len(list(takewhile(partial(_is_field_of, "table"), nodes[at + 1 :])))


def _is_field_of(owner: str, node: SyntaxTreeNode) -> bool:
    return node.type == "field" and meta(node, "owner") == owner


def _block(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            yield from _paragraph(node, findings)
        case "heading":
            yield from _heading(node, findings)
        case "blockquote":
            yield from _quote(node, findings)
        case "bullet_list" | "ordered_list":
            yield from _list(node, findings)
        case "figure":
            yield from _figure(node, findings)
        case "verse":
            yield _verse_lines(node, findings)
        case "container_box":
            yield from box(node, node.children, findings)
        case "field" if meta(node, "owner") == MISSPELT:
            yield _misspelt(node, findings)
        case _:
            yield from _as_text(node, findings)


def _verse_lines(node: SyntaxTreeNode, findings: Findings) -> Block:
    """Lines that begin with a bar; a row of cells among them is reported, as it may belong to a table."""
    for line in node.children:
        if is_row(findings.source(lines_of(line))):
            message = "these lines were read as verse; end each row with a bar if they are a table"
            findings.report(rules.BARE_TABLE, lines_of(line), message)
            break
    texts = tuple(rich_text(opening(line), lines_of(line), findings) for line in node.children)
    return Verse(text=texts, origin=findings.origin(lines_of(node)))


def _paragraph(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    lines = lines_of(node)
    text = rich_text(inline_of(node), lines, findings)
    if _FENCE.fullmatch(inline_of(node).content):
        findings.report(rules.UNCLOSED_BOX, lines, f"there is no open box for {text}; kept as text")
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
                rules.NOT_MODELLED, lines_of(node), "a quote can contain only text; the rest was put after it"
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
    near = nearest(label, findings.language, *vocabularies(meta(node, "under")))
    advice = f"did you mean {near}?" if near else "put a blank line before the text"
    message = f"{label!r} is not a known label here and was kept as text; {advice}"
    findings.report(rules.UNKNOWN_LABEL, lines, message)
    text = parse_rich(findings.source(lines).strip(), lines, findings)
    return Paragraph(text=text, origin=findings.origin(lines))


def _as_text(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    """The source text of a node, line by line."""
    lines = lines_of(node)
    typed = findings.source(lines).strip("\n")
    findings.report(rules.NOT_MODELLED, lines, f"an issue cannot contain this; kept as text: {typed!r:.60}")
    yield Paragraph(text=stacked(typed.split("\n")), origin=findings.origin(lines))


# --- tables


def _add_table(found: list[Block], nodes: Sequence[SyntaxTreeNode], findings: Findings) -> None:
    """Adds a table and its labelled lines; rows that a blank line parts from their table go to that table."""
    fields = Fields((node for node in nodes if node.type == "field"), findings)
    node = next(node for node in nodes if node.type == "table")
    table = _table(node, fields, findings)
    above = found[-1] if found else None
    if (
        meta(node, "continues")
        and isinstance(above, Table)
        and above.note is None
        and {len(row) for row in table.rows} == {len(above.header) or max(map(len, above.rows), default=0)}
    ):
        message = "rows after a blank line were added to the table above; take out the blank line"
        findings.report(rules.BARE_TABLE, lines_of(node), message)
        found[-1] = replace(above, rows=above.rows + table.rows, note=table.note)
        return
    if meta(node, "bare"):
        head = "its first row was taken for the column heads" if table.header else "it has no column heads"
        message = f"a table without a line of dashes under its heads; {head}; write | --- | --- | below them"
        findings.report(rules.BARE_TABLE, lines_of(node), message)
    found.append(table)


def _table(node: SyntaxTreeNode, fields: Fields, findings: Findings) -> Table:
    """A table node and its labelled lines. Column heads that are all empty are none."""
    head, body = node.children
    header = _row(head.children[0], findings) if head.children else ()
    return Table(
        caption=fields.rich("caption"),
        header=header if any(header) else (),
        rows=tuple(_row(row, findings) for row in body.children),
        note=fields.rich("note"),
        origin=findings.origin(lines_of(node)),
    )


def _row(row: SyntaxTreeNode, findings: Findings) -> tuple[RichText, ...]:
    return tuple(rich_text(inline_of(cell), lines_of(row), findings) for cell in row.children)


# --- lists


def _list(node: SyntaxTreeNode, findings: Findings) -> Iterator[Block]:
    """A list, and after it the blocks that were inside its items and are not text.

    Numbers that count from 1 are the list's; others are printed, and belong to the items.
    """
    lines = lines_of(node)
    ordered = node.type == "ordered_list"
    numbers = [opening(child).info for child in node.children]
    counted = ordered and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    if ordered and not counted:
        message = f"the numbers {', '.join(numbers[:4])}{' …' * (len(numbers) > 4)} were kept as printed"  # noqa: PLR2004  # enough to see it
        findings.report(rules.NO_LIST_START, lines, message)
    items: list[RichText] = []
    others: list[Block] = []
    for child, number in zip(node.children, numbers, strict=True):
        printed = f"{number}{opening(child).markup} " if ordered and not counted else ""
        texts, rest = _item(child, printed, findings)
        items += texts
        others += rest
    ordered = counted or (bool(items) and all(is_numbered(plain(item)) for item in items))
    yield List(items=tuple(items), ordered=ordered, origin=findings.origin(lines))
    yield from others


def _item(node: SyntaxTreeNode, number: str, findings: Findings) -> tuple[list[RichText], list[Block]]:
    """The item, followed by the items of lists inside it; and what inside it is neither."""
    inserted: list[RichText] = []
    if number and node.children and node.children[0].type == "paragraph":
        inserted = _inserted(node.children[0], findings)
    body = blocks(node.children, findings)
    texts = [block.text for block in body if isinstance(block, Paragraph)]
    items = [rich(number, *inlines(stacked(texts))) if texts else number.strip(), *inserted]
    rest = [block for block in body if not isinstance(block, Paragraph)]
    if rest or len(texts) > 1:
        message = "an item is one text: its paragraphs were joined, lists in it continue the list, the rest was put after it"
        findings.report(rules.NOT_MODELLED, lines_of(node), message)
    for block in rest:
        items += _numbered(block) if isinstance(block, List) else []
    return items, [block for block in rest if not isinstance(block, List)]


def _inserted(paragraph: SyntaxTreeNode, findings: Findings) -> list[RichText]:
    """The items between two numbers, which the parser takes for lines of the item before: `9a. …`.

    They are taken out of the paragraph.
    """
    inline = inline_of(paragraph)
    first, *others = _INSERTED.split(inline.content)
    if others:
        inline.content = first
        inline.children = parse_inline(first)
    return [parse_rich(other, lines_of(paragraph), findings) for other in others]


def _numbered(inner: List) -> list[RichText]:
    """The items of a list within a list; the numbers of a numbered one become text."""
    if not inner.ordered or all(is_numbered(plain(item)) for item in inner.items):
        return list(inner.items)
    return [rich(f"{number}. ", *inlines(item)) for number, item in enumerate(inner.items, 1)]


# --- boxes


def box(node: SyntaxTreeNode, content: Sequence[SyntaxTreeNode], findings: Findings) -> Iterator[Block]:
    """The blocks of a box; `content` is the part of its children that belongs to it."""
    lines = lines_of(node)
    fence = opening(node)
    if len(content) < len(node.children) or not _CLOSING_FENCE.fullmatch(
        findings.source((lines[1], lines[1] + 1))
    ):
        findings.report(rules.UNCLOSED_BOX, lines, f"this box is not closed; end it with {fence.markup}")
    said = fence.info.strip(_SPACES)
    name, *rest = re.split(f"[{_SPACES}]+", said, maxsplit=1)
    title = parse_rich(rest[0] if rest else "", lines, findings)
    match BOX.key(name):
        case "note":
            yield from _note(title, node, blocks(content, findings), findings)
        case "verse":
            yield from _verse(title, node, content, findings)
        case kind:
            if kind is None:
                title = parse_rich(said, lines, findings)
                findings.report(rules.UNKNOWN_BOX, lines, _unknown(name, findings.language))
            yield Aside(title=title or None, body=blocks(content, findings), origin=findings.origin(lines))


def _unknown(name: str, language: Language) -> str:
    near = nearest(name, language, BOX)
    advice = f"did you mean {near}?" if near else f"write `::: aside {name}` if it is a title"
    return f"unknown box {name!r}; kept as an aside with that title; {advice}"


def _note(
    title: RichText, node: SyntaxTreeNode, body: tuple[Block, ...], findings: Findings
) -> Iterator[Block]:
    lines = lines_of(node)
    if title:
        findings.report(
            rules.NOT_MODELLED, lines, "a note has no title; the title was kept as a note of its own"
        )
        yield Note(text=title, origin=findings.origin((lines[0], lines[0] + 1)))
    for block in body:
        if isinstance(block, Paragraph):
            yield Note(text=block.text, origin=block.origin)
        else:
            findings.report(
                rules.NOT_MODELLED, lines, "a note can contain only text; the rest was put after it"
            )
            yield block


def _verse(
    title: RichText,
    node: SyntaxTreeNode,
    content: Sequence[SyntaxTreeNode],
    findings: Findings,
) -> Iterator[Block]:
    """A line of the source is a line of verse, a blank line a line without text."""
    lines = lines_of(node)
    if title:
        findings.report(rules.NOT_MODELLED, lines, "verse has no title; the title was kept as its first line")
    stanzas = [_stanza(child, findings) for child in content if child.type == "paragraph"]
    verse = [title] if title else []
    for index, stanza in enumerate(stanzas):
        verse += ["", *stanza] if index else stanza
    if verse:
        yield Verse(text=tuple(verse), origin=findings.origin(lines))
    rest = [child for child in content if child.type != "paragraph"]
    if rest:
        findings.report(
            rules.NOT_MODELLED, lines, "verse can contain only lines of text; the rest was put after it"
        )
        yield from blocks(rest, findings)


def _stanza(node: SyntaxTreeNode, findings: Findings) -> list[RichText]:
    first = lines_of(node)[0]
    typed = [line.removesuffix("\\").strip(" \t") for line in inline_of(node).content.split("\n")]
    return [parse_rich(line, (first + at, first + at + 1), findings) for at, line in enumerate(typed)]
