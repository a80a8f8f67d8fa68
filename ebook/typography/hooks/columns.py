"""Columns, and blocks in them, that WeasyPrint has tried out are used where it would lay them out once more.

WeasyPrint tries columns out at the place of the first one, ever higher until the last one holds the
rest, and then lays each of them out at its own place. What did fit whole the last time, and fits whole
at its new place, is moved there.
"""

from __future__ import annotations

from math import isinf
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

__all__ = ["Columns"]

_block_box_layout = block.block_box_layout
_block_level_layout = block.block_level_layout


class _Fitted(NamedTuple):
    """A block that was laid out whole.

    Attributes:
        key: what its layout depends on besides its place.
        source: the block before its layout, kept so that no other one can get its id.
        box: as it was laid out.
        moved: how far right of and below its source it stands.
        reach: from its source's top to the end of its margin.
        next_page: what it says of the page that follows.
        margins: those that may collapse with what follows.
        collapses: whether its own margins collapse through it.
    """

    key: tuple[Any, ...]
    source: Any
    box: Any
    moved: tuple[float, float]
    reach: float
    next_page: dict[str, Any]
    margins: list[float]
    collapses: bool


class Columns:
    """Keeps the columns of the last trial, each by where it begins and how high it is, and the blocks in them."""

    def __init__(self) -> None:
        self._children: tuple[Any, ...] = ()
        self._first: str | None = None
        self._tried: dict[tuple[Any, ...], tuple[float, tuple[Any, ...]]] = {}
        self._fitted: dict[int, _Fitted] = {}

    def block_box_layout(  # noqa: PLR0917  # WeasyPrint's own signature
        self,
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,  # noqa: FBT001
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        adjoining_margins: list[Any] | None,
        *styles: Any,
        **options: Any,
    ) -> tuple[Any, ...]:
        """WeasyPrint's function."""
        arguments = (containing_block, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, *styles)
        if not getattr(box, "is_column", False) or isinf(bottom_space):
            return _block_box_layout(context, box, bottom_space, skip_stack, *arguments, **options)  # type: ignore[no-any-return]
        self._forget_others(box)
        begin = repr(skip_stack)
        key = (bottom_space, box.position_y, box.width, begin, page_is_empty)
        is_final = adjoining_margins is None
        if not is_final:
            self._begin_trial(begin)
        tried = self._tried.pop(key, None) if is_final else None
        result: tuple[Any, ...]
        if tried is None:
            if is_final:
                self._tried = {}  # which shares blocks with what is laid out here
            result = _block_box_layout(context, box, bottom_space, skip_stack, *arguments, **options)
        else:
            x, result = tried
            result[0].translate(box.position_x - x)
        if is_final:
            _align(result[0], skip_stack)
        elif result[0] is not None and _stands_alone(context, absolute_boxes, fixed_boxes):
            self._tried[key] = (box.position_x, result)
        return result

    def _forget_others(self, box: Any) -> None:
        children = tuple(box.children)
        if len(children) != len(self._children) or any(
            one is not other for one, other in zip(children, self._children, strict=True)
        ):
            # They are kept as long as what was tried with them, so that they can be told apart by identity.
            self._children, self._first, self._tried, self._fitted = children, None, {}, {}

    def _begin_trial(self, begin: str) -> None:
        """With its first column a new trial begins, which may move the blocks of the last one."""
        if self._first is None:
            self._first = begin
        elif begin == self._first:
            self._tried = {}

    def block_level_layout(  # noqa: PLR0917  # WeasyPrint's own signature
        self,
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,  # noqa: FBT001
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        adjoining_margins: list[Any],
        *styles_and_limits: Any,
    ) -> tuple[Any, ...]:
        """WeasyPrint's function."""
        outside = (absolute_boxes, fixed_boxes)
        arguments = (containing_block, page_is_empty, *outside, adjoining_margins, *styles_and_limits)
        x, y = box.position_x, box.position_y
        is_whole = not (skip_stack or any(styles_and_limits)) and isinstance(box, boxes.BlockBox)
        key = (page_is_empty, containing_block.width, *adjoining_margins)
        found = self._fitted.get(id(box)) if is_whole else None
        if found and found.key == key and not context.overflows_page(bottom_space, y + found.reach):
            new = found.box
            new.translate(x + found.moved[0] - new.position_x, y + found.moved[1] - new.position_y)
            return new, None, {**found.next_page}, [*found.margins], found.collapses, None
        if context.in_column and not isinf(bottom_space):
            # What was laid out whole may lose parts to what is laid out now.
            self._fitted.pop(id(box), None)
        result = _block_level_layout(context, box, bottom_space, skip_stack, *arguments)
        new, resume_at, next_page, margins, collapses, _ = result
        is_whole = is_whole and new is not None and resume_at is None and context.in_column
        if is_whole and _stands_alone(context, *outside):
            moved = new.position_x - x, new.position_y - y
            reach = moved[1] + new.margin_height()
            self._fitted[id(box)] = _Fitted(key, box, new, moved, reach, {**next_page}, [*margins], collapses)
        return result  # type: ignore[no-any-return]


def _stands_alone(context: Any, absolute_boxes: list[Any], fixed_boxes: list[Any]) -> bool:
    """Whether laying out a column has left nothing elsewhere, which its second layout would leave again."""
    return not (
        absolute_boxes
        or fixed_boxes
        or context.excluded_shapes
        or context.current_page_footnotes
        or context.broken_out_of_flow
        or any(context.running_elements.values())
    )


def _align(column: Any, skip_stack: Any) -> None:
    """Let a column that goes on begin at its top, as its neighbours do: margins are for what stands between two things.

    CSS Fragmentation 3, 5.2; WeasyPrint truncates them at pages' tops alone.
    """
    if column is None or skip_stack is None:
        return
    above = _first_edge(column) - column.content_box_y()
    if above > 0:
        for child in column.children:
            child.translate(dy=-above)


def _first_edge(box: Any) -> float:
    """Where the first thing of a box begins that is seen: a line, a rule, a picture, or a table."""
    for child in getattr(box, "children", ()):
        if child.is_in_normal_flow() and isinstance(child, boxes.BlockContainerBox) and not _has_edge(child):
            return _first_edge(child)
        if child.is_in_normal_flow():
            margin = 0.0 if isinstance(child, boxes.LineBox) else child.margin_top
            return float(child.position_y + margin)
    return float(box.position_y)


def _has_edge(box: Any) -> bool:
    return bool(box.border_top_width or box.padding_top or not box.children)
