"""WeasyPrint's lines made flush: between Han characters, not at word spaces alone."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import Any

import msgspec
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from ebook.languages import typesetting_of
from ebook.typography.characters import stretches
from ebook.typography.hooks.lines import LineLayout
from ebook.typography.hooks.neighbours import leaves_of

__all__ = ["justify_line"]

_SPACE_LIMIT = 0.25  # em; how far a word space grows before gaps between characters help (JLREQ 3.8.4)
_WORD_SPACE_LIMIT = 0.5  # em; the same where words are parted by spaces (KLREQ)
_GAP_LIMIT = 0.35  # em; a line that would have to be drawn further apart is left ragged
_ATOMIC = "\u2e80"  # what WeasyPrint takes an inline block for, too

_justify_line = inline.justify_line


def justify_line(context: Any, line: Any, extra: float) -> None:
    """Make a line flush: word spaces grow first, then all gaps alike (JLREQ 3.8.4, CLREQ 3.1.7)."""
    leaves = list(leaves_of(line))
    if not all(
        isinstance(leaf.pango_layout, LineLayout) for leaf in leaves if isinstance(leaf, boxes.TextBox)
    ):
        _justify_line(context, line, extra)
        return
    spaces, gaps = _places(leaves)
    em = line.style["font_size"]
    limit = (_WORD_SPACE_LIMIT if typesetting_of(line.style["lang"]).spaced else _SPACE_LIMIT) * em
    in_spaces = min(extra, limit * len(spaces)) if gaps else extra
    rest = extra - in_spaces
    if (not spaces and not gaps) or rest > _GAP_LIMIT * em * (len(spaces) + len(gaps)):
        return
    growth = array("d", bytes(8 * sum(map(_size, leaves))))
    step = em / 1000  # what a PDF can say
    for places, amount in ((spaces, in_spaces), ([*gaps, *spaces] if gaps else [], rest)):
        for place, size in zip(places, _shares(amount, len(places), step), strict=True):
            growth[place] += size
    shares = {}
    for leaf in leaves:
        shares[id(leaf)], growth = growth[: _size(leaf)], growth[_size(leaf) :]
    _grow(line, 0.0, shares)


def _size(leaf: Any) -> int:
    """How many places a leaf has: its characters, or one."""
    return len(leaf.text) if isinstance(leaf, boxes.TextBox) else 1


def _places(leaves: list[Any]) -> tuple[list[int], list[int]]:
    """The spaces and the gaps of a line: the places, counted over all leaves, after which it grows."""
    spaces: list[int] = []
    gaps: list[int] = []
    first = 0
    for number, leaf in enumerate(leaves):
        is_marker = leaf.element_tag.endswith("::marker")
        if isinstance(leaf, boxes.TextBox):
            layout = leaf.pango_layout
            line = msgspec.structs.replace(layout.line, end=layout.line.start + len(leaf.text))
            within = layout.setting.gaps(line)
            if not is_marker:
                spaces += [first + place for place in within[0]]
            gaps += [first + place for place in within[1]]
        first += _size(leaf)
        if number + 1 < len(leaves) and not is_marker:
            left, right = _edge(leaf, -1), _edge(leaves[number + 1], 0)
            if left in " \u00a0":
                spaces.append(first - 1)
            elif stretches(left, right):
                gaps.append(first - 1)
    return spaces, gaps


def _edge(leaf: Any, index: int) -> str:
    return str(leaf.text[index]) if isinstance(leaf, boxes.TextBox) else _ATOMIC


def _shares(amount: float, count: int, step: float) -> list[float]:
    """An amount in `count` shares that are multiples of `step`, as equal as they can be."""
    due = [int(amount * number / count / step + 1e-6) for number in range(1, count + 1)]
    return [(after - before) * step for before, after in pairwise([0, *due])]


def _grow(box: Any, shift: float, growth: dict[int, array[float]]) -> float:
    """Move a box by `shift`, widen what grows in it, and return the shift of what follows."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _grow(child, shift, growth)
        box.width += shift - before
        return shift
    own = growth.get(id(box))
    more = sum(own) if own else 0.0
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        box.width += more
        if more:
            box.pango_layout.growth = own
    else:
        box.translate(shift, 0)
    return shift + more
