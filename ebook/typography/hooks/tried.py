"""Lines that were tried out are used again: columns are filled several times until their height is found."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

__all__ = ["TriedLines"]

_KEPT = 300  # paragraphs; more than a page has

_get_next_linebox = inline.get_next_linebox


class TriedLines:
    """Keeps the lines of the paragraphs last set, each by where in the text it begins and how wide it may be.

    Only of paragraphs that hold nothing but text and inline elements. What is generated, such as a
    page's number, may change, and what floats or is positioned leaves its traces elsewhere.
    """

    def __init__(self) -> None:
        self._lines: OrderedDict[int, tuple[Any, dict[tuple[str, float, float], tuple[Any, Any]] | None]] = (
            OrderedDict()
        )

    def get_next_linebox(  # noqa: PLR0917  # WeasyPrint's own signature
        self,
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *lists_and_styles: Any,
    ) -> tuple[Any, Any]:
        """WeasyPrint's function."""
        arguments = (
            context,
            linebox,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            *lists_and_styles,
        )
        tried = self._tried(linebox)
        first_letter_style, first_line_style = lists_and_styles[-2:]
        if tried is None or context.excluded_shapes or first_letter_style or first_line_style:
            return _get_next_linebox(*arguments)  # type: ignore[no-any-return]
        key = (repr(skip_stack), linebox.text_indent, containing_block.width)
        x = containing_block.content_box_x()
        if (found := tried.get(key)) is not None:
            template, resume_at = found
            line = template.deepcopy()
            line.translate(x, position_y)
            line.position_y = position_y
            return line, resume_at
        line, resume_at = _get_next_linebox(*arguments)
        if line is not None:
            template = line.deepcopy()
            template.translate(-x, -position_y)
            tried[key] = template, resume_at
        return line, resume_at

    def _tried(self, linebox: Any) -> dict[tuple[str, float, float], tuple[Any, Any]] | None:
        found = self._lines.get(id(linebox))
        if found is None:
            # The paragraph is kept with its lines, so that no other one can get its id.
            found = self._lines[id(linebox)] = linebox, {} if _is_mere_text(linebox) else None
            if len(self._lines) > _KEPT:
                self._lines.popitem(last=False)
        return found[1]


def _is_mere_text(box: Any) -> bool:
    return all(
        isinstance(child, (boxes.InlineBox, boxes.TextBox))
        and child.is_in_normal_flow()
        and child.element_tag is not None  # of a page's margin
        and "::" not in child.element_tag
        and child.style["position"] == "static"
        and (isinstance(child, boxes.TextBox) or _is_mere_text(child))
        for child in box.children
    )
