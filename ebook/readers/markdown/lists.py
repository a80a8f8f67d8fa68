"""Lists. An item of the model is one text, so what is more than that in the source is reported."""

from __future__ import annotations

from collections.abc import Iterator

from ebook.model import Block, List, Paragraph, RichText, inlines, rich
from ebook.readers.markdown.boxes import Blocks
from ebook.readers.markdown.findings import Findings
from ebook.readers.markdown.inlines import stacked
from ebook.readers.markdown.nodes import SyntaxTreeNode, lines_of, opening
from ebook.rules import markdown as rules

__all__ = ["list_blocks"]


def list_blocks(node: SyntaxTreeNode, blocks: Blocks, findings: Findings) -> Iterator[Block]:
    """A list, and after it the blocks that stood inside its items and are no text."""
    lines = lines_of(node)
    ordered = node.type == "ordered_list"
    counted = ordered and opening(node).attrs.get("start", 1) == 1
    if ordered and not counted:
        findings.report(rules.NO_LIST_START, lines, "the list does not begin with 1; its numbers are text")
    items: list[RichText] = []
    others: list[Block] = []
    for child in node.children:
        number = "" if counted or not ordered else f"{opening(child).info}{opening(child).markup} "
        texts, rest = _item(child, number, blocks(child.children, findings), findings)
        items += texts
        others += rest
    yield List(items=tuple(items), ordered=counted, origin=findings.origin(lines))
    yield from others


def _item(
    node: SyntaxTreeNode, number: str, body: tuple[Block, ...], findings: Findings
) -> tuple[list[RichText], list[Block]]:
    """The item, followed by the items of lists inside it; and what inside it is neither."""
    texts = [block.text for block in body if isinstance(block, Paragraph)]
    items = [rich(number, *inlines(stacked(texts))) if texts else number.strip()]
    rest = [block for block in body if not isinstance(block, Paragraph)]
    if rest or len(texts) > 1:
        message = "an item holds one text; its paragraphs were joined, lists in it continue the list, the rest follows"
        findings.report(rules.NOT_MODELLED, lines_of(node), message)
    for block in rest:
        items += _numbered(block) if isinstance(block, List) else []
    return items, [block for block in rest if not isinstance(block, List)]


def _numbered(inner: List) -> list[RichText]:
    """The items of a list within a list; the numbers of a numbered one become text."""
    if not inner.ordered:
        return list(inner.items)
    return [rich(f"{number}. ", *inlines(item)) for number, item in enumerate(inner.items, 1)]
