"""WeasyPrint's lines made flush: between Han characters, not at word spaces alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from ebook.typography.characters import stretches
from ebook.typography.hooks.lines import LineLayout

__all__ = ["justify_line"]

_SPACE_LIMIT = 0.25  # em; how far a word space grows before gaps between characters help (JLREQ 3.8.4)
_WORD_SPACE_LIMIT = 0.5  # em; the same where words are parted by spaces (KLREQ)
_GAP_LIMIT = 0.35  # em; a line that would have to be drawn further apart is left ragged
_ATOMIC = "\u2e80"  # what WeasyPrint takes an inline block for, too

_justify_line = inline.justify_line


def justify_line(context: Any, line: Any, extra: float) -> None:
    """Make a line flush: word spaces grow first, then all gaps alike (JLREQ 3.8.4, CLREQ 3.1.7)."""
    leaves = list(_leaves(line))
    if not all(
        isinstance(leaf.pango_layout, LineLayout) for leaf in leaves if isinstance(leaf, boxes.TextBox)
    ):
        _justify_line(context, line, extra)
        return
    spaces, gaps = _places(leaves)
    em = line.style["font_size"]
    limit = (_WORD_SPACE_LIMIT if (line.style["lang"] or "").startswith("ko") else _SPACE_LIMIT) * em
    in_spaces = min(extra, limit * len(spaces)) if gaps else extra
    rest = extra - in_spaces
    if (not spaces and not gaps) or rest > _GAP_LIMIT * em * (len(spaces) + len(gaps)):
        return
    growth: dict[int, dict[int, float]] = {number: {} for number in range(len(leaves))}
    step = em / 1000  # what a PDF can say
    for places, amount in ((spaces, in_spaces), ([*gaps, *spaces] if gaps else [], rest)):
        for (number, place), size in zip(places, _shares(amount, len(places), step), strict=True):
            growth[number][place] = growth[number].get(place, 0.0) + size
    _grow(line, 0.0, {id(leaf): growth[number] for number, leaf in enumerate(leaves)})


def _leaves(box: Any) -> Iterator[Any]:
    """The texts and inline blocks of a line, in order."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child)
        elif not isinstance(child, boxes.TextBox) or child.text:
            yield child


def _places(leaves: list[Any]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spaces and the gaps of a line: number of the leaf, and character in it after which it grows."""
    spaces: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    for number, leaf in enumerate(leaves):
        if isinstance(leaf, boxes.TextBox):
            layout = leaf.pango_layout
            line = msgspec.structs.replace(layout.line, end=layout.line.start + len(leaf.text))
            within = layout.setting.gaps(line)
            if not leaf.element_tag.endswith("::marker"):
                spaces += [(number, place) for place in within[0]]
            gaps += [(number, place) for place in within[1]]
        if number + 1 < len(leaves):
            left, right = _edge(leaf, -1), _edge(leaves[number + 1], 0)
            place = (number, len(leaf.text) - 1 if isinstance(leaf, boxes.TextBox) else 0)
            if leaf.element_tag.endswith("::marker"):
                continue
            if left in " \u00a0":
                spaces.append(place)
            elif stretches(left, right):
                gaps.append(place)
    return spaces, gaps


def _edge(leaf: Any, index: int) -> str:
    return str(leaf.text[index]) if isinstance(leaf, boxes.TextBox) else _ATOMIC


def _shares(amount: float, count: int, step: float) -> Iterator[float]:
    """An amount in `count` shares that are multiples of `step`, as equal as they can be."""
    given = 0
    for number in range(1, count + 1):
        due = int(amount * number / count / step + 1e-6)
        yield (due - given) * step
        given = due


def _grow(box: Any, shift: float, growth: dict[int, dict[int, float]]) -> float:
    """Move a box by `shift`, widen what grows in it, and return the shift of what follows."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _grow(child, shift, growth)
        box.width += shift - before
        return shift
    more = sum(growth.get(id(box), {}).values())
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        box.width += more
        if more:
            box.pango_layout.growth = growth[id(box)]
    else:
        box.translate(shift, 0)
    return shift + more
