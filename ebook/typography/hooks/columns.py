"""Columns that WeasyPrint has tried out are used, where it would lay them out once more."""

from __future__ import annotations

from math import isinf
from typing import Any

from weasyprint.layout import block

__all__ = ["Columns"]

_block_box_layout = block.block_box_layout


class Columns:
    """Keeps the columns of the last trial of one box, each by where it begins and how high it is.

    WeasyPrint tries columns out at the place of the first one until their height is found, throws
    them away, and lays each of them out at its own place.
    """

    def __init__(self) -> None:
        self._children: tuple[Any, ...] = ()
        self._tried: dict[tuple[Any, ...], tuple[Any, ...]] = {}

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
        key = (bottom_space, box.position_y, box.width, repr(skip_stack))
        tried = self._tried.pop(key, None)
        is_final = adjoining_margins is None
        if is_final and tried is not None and (page_is_empty or not tried[0]):
            _, x, *result = tried
            result[0].translate(box.position_x - x)
            return tuple(result)
        result = list(_block_box_layout(context, box, bottom_space, skip_stack, *arguments, **options))
        if not is_final and result[0] is not None and _stands_alone(context, absolute_boxes, fixed_boxes):
            self._tried[key] = (page_is_empty, box.position_x, *result)
        return tuple(result)

    def _forget_others(self, box: Any) -> None:
        children = tuple(box.children)
        if len(children) != len(self._children) or any(
            one is not other for one, other in zip(children, self._children, strict=True)
        ):
            # They are kept as long as what was tried with them, so that they can be told apart by identity.
            self._children, self._tried = children, {}


def _stands_alone(context: Any, absolute_boxes: list[Any], fixed_boxes: list[Any]) -> bool:
    """Whether laying out a column has left nothing elsewhere, which its second layout would leave again."""
    return not (
        absolute_boxes
        or fixed_boxes
        or context.excluded_shapes
        or context.current_page_footnotes
        or context.broken_out_of_flow
        or context.running_elements
    )
