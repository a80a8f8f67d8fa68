"""What a text has to know of its place in a paragraph: what stands beside it, whether it is a headline.

Texts are spaced across the ends of inline elements only in running text that is set flush: elsewhere a
box may be as wide as its texts were measured alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from ebook.typography.hooks.lines import LineLayout
from ebook.typography.setting import Beside

__all__ = ["introduce", "leaves_of", "remove_last_whitespace"]

_HEADS = frozenset({"caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEAD_CLASSES = frozenset({"box-title", "column", "deck", "headline", "kicker"})

_remove_last_whitespace = inline.remove_last_whitespace


def introduce(paragraph: Any) -> None:
    """Tell the texts of a paragraph what they have to know, before its first line."""
    if hasattr(paragraph, "has_met"):
        return
    paragraph.has_met = True
    leaves = list(leaves_of(paragraph))
    if paragraph.style["text_align_all"] == "justify":
        _introduce(leaves)
    elif len(leaves) == 1 and isinstance(leaves[0], boxes.TextBox):
        leaves[0].is_headline = _is_headline(paragraph.element)


def _is_headline(element: Any) -> bool:
    if element is None:
        return False
    return element.tag in _HEADS or not _HEAD_CLASSES.isdisjoint(element.get("class", "").split())


def _introduce(leaves: list[Any]) -> None:
    if len(leaves) == 1:
        return
    before, after = [""] * len(leaves), [""] * len(leaves)
    for number, (left, right) in enumerate(pairwise(leaves)):
        before[number + 1], after[number] = _last(left), _first(right)
    for number, leaf in enumerate(leaves):
        if isinstance(leaf, boxes.TextBox):
            is_spaced = number == 0 or isinstance(leaves[number - 1], boxes.TextBox)
            leaf.beside = Beside(before[number], after[number], is_spaced)


def leaves_of(box: Any) -> Iterator[Any]:
    """The texts of a paragraph or line, and what stands between them like a character, in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from leaves_of(child)
        elif not isinstance(child, boxes.TextBox) or child.text:
            yield child


def _first(leaf: Any) -> str:
    return next((text[0] for text in _texts(leaf)), "")


def _last(leaf: Any) -> str:
    """The last character; of a base with its reading, the base's."""
    return next((text[-1] for text in _texts(leaf)), "")


def _texts(leaf: Any) -> Iterator[str]:
    if isinstance(leaf, boxes.TextBox):
        yield leaf.text
    elif isinstance(leaf, boxes.InlineBlockBox):
        yield from (box.text for box in leaf.descendants() if isinstance(box, boxes.TextBox) and box.text)


def remove_last_whitespace(context: Any, line: Any) -> None:
    """WeasyPrint's function, which also takes away what spaces a text from one that stands on the next line."""
    _remove_last_whitespace(context, line)
    above = [line]
    while isinstance(above[-1], (boxes.LineBox, boxes.InlineBox)) and above[-1].children:
        above.append(above[-1].children[-1])
    text = above.pop()
    layout = getattr(text, "pango_layout", None)
    if not isinstance(text, boxes.TextBox) or not isinstance(layout, LineLayout) or not text.text:
        return
    ended = layout.setting.ended(layout.line)
    saved = layout.line.width - ended.width
    layout.line = ended
    for box in (text, *above):
        box.width -= saved
