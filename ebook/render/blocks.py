"""Blocks -> XHTML elements."""

from __future__ import annotations

import re
from typing import assert_never

import msgspec

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
    plain,
    walk,
)
from ebook.numerals import is_numbered
from ebook.render.figures import figure
from ebook.render.inline import phrase
from ebook.render.naming import Unique, digest
from ebook.render.page import Context
from ebook.render.tables import table
from ebook.xhtml import Element, H

__all__ = ["body"]

_DEEPEST = 16
"""How many boxes may stand one in another."""

_MARKER = re.compile(
    r"\s*(?:[▽▼△▲○●◎◇◆□■☆★※·・•‧*＊—–-]|[\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]"
    r"|[（(]?[\d０-９一二三四五六七八九十가-하]{1,3}[)）.．、:：])"
)
"""What a paper prints before an item itself."""


def body(blocks: tuple[Block, ...], context: Context, dateline: str | None, unique: Unique) -> list[Element]:
    """The elements of an article's body; its cross-headings are `h2`.

    A dateline opens the first paragraph, where the paper prints it; a body without a paragraph gets
    it as one of its own. Each block has an id of its content, so that a reader's mark is found again
    after another block has been corrected.
    """
    elements = [_block(block, context, unique, level=2) for block in _shallow(blocks, _DEEPEST)]
    if not dateline:
        return elements
    first = next((element for element in elements if element.get("class") == "text"), None)
    if first is None:
        first = H.p({"class": "text"})
        elements.insert(0, first)
    lead = H.span({"class": "dateline", "property": "schema:dateline"}, dateline)
    lead.tail = context.words.dateline_gap + (first.text or "")
    first.text = None
    first.insert(0, lead)
    return elements


def _shallow(blocks: tuple[Block, ...], depth: int) -> tuple[Block, ...]:
    """The blocks with boxes nested at most so deep; the content of deeper ones follows their titles.

    Reading systems' parsers give up on deep nesting, which no newspaper prints.
    """
    if not depth:
        return tuple(_without_body(block) for block in walk(blocks))
    return tuple(
        msgspec.structs.replace(block, body=_shallow(block.body, depth - 1))
        if isinstance(block, Aside)
        else block
        for block in blocks
    )


def _without_body(block: Block) -> Block:
    return msgspec.structs.replace(block, body=()) if isinstance(block, Aside) else block


def _block(block: Block, context: Context, unique: Unique, level: int) -> Element:
    element = _element(block, context, unique, level)
    element.set("id", unique(f"b{digest(plain(_sample(block)), size=3)}"))
    return element


def _element(block: Block, context: Context, unique: Unique, level: int) -> Element:
    match block:
        case Paragraph(text=text):
            return H.p({"class": "text"}, *phrase(text))
        case Heading(text=text):
            return _heading(level, "cross", text)
        case Quote(text=text):
            return H.blockquote(H.p(*phrase(text)))
        case Note(text=text):
            return H.div({"class": "note", "role": "note"}, H.p(*phrase(text)))
        case Verse(text=lines):
            return H.div({"class": "verse"}, *(H.p(*phrase(line)) for line in lines))
        case List():
            return _list(block)
        case Table():
            return table(block, context.words)
        case Figure():
            return figure(block, context)
        case Aside():
            return _aside(block, context, unique, level)
        case _:
            assert_never(block)


def _aside(block: Aside, context: Context, unique: Unique, level: int) -> Element:
    box = H.aside({"class": "box"})
    if block.title:
        title = _heading(level, "box-title", block.title)
        title.set("id", unique(f"t{digest(plain(block.title), size=3)}"))
        box.set("aria-labelledby", str(title.get("id")))
        box.append(title)
    inner = level + 1 if block.title else level
    box.extend(_block(child, context, unique, inner) for child in block.body)
    return box


def _heading(level: int, name: str, text: RichText) -> Element:
    return H(f"h{min(level, 6)}", {"class": name}, *phrase(text))


def _list(block: List) -> Element:
    items = [H.li(*phrase(item)) for item in block.items]
    printed = [plain(item) for item in block.items]
    kind = H.ol if block.ordered else H.ul
    marked = all(map(is_numbered if block.ordered else _is_marked, printed))
    return kind(
        {"class": "items marked", "role": "list"} if marked and printed else {"class": "items"}, *items
    )


def _is_marked(item: str) -> bool:
    """Whether an item begins with a mark or number as printed, beside which none is shown."""
    return is_numbered(item) or _MARKER.match(item) is not None


def _sample(block: Block) -> RichText | None:
    match block:
        case Paragraph() | Heading() | Quote() | Note():
            return block.text
        case Verse(text=lines) | List(items=lines):
            return lines[0] if lines else None
        case Table() | Figure():
            return block.caption
        case Aside(title=title):
            return title
        case _:
            assert_never(block)
