"""Paragraphs, line by line: a line that lies within one text is made without WeasyPrint's search for its end.

That is nearly every line of a newspaper. WeasyPrint would look for floats, nested elements and letters
to break between, and would copy, move and measure each box several times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent

from ebook.typography.hooks.lines import Composer
from ebook.typography.hooks.neighbours import introduce

__all__ = ["Paragraphs"]

_KEPT = 300  # paragraphs; more than a page has


class _Place(NamedTuple):
    """What a line depends on: where its text begins (child of the paragraph, byte), its indent, its measure."""

    child: int
    byte: int
    indent: float
    measure: float


class Paragraphs:
    """Makes lines, and keeps those of the paragraphs last set: columns are filled several times until their height is found."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._made: OrderedDict[int, tuple[Any, dict[_Place, tuple[Any, Any]]]] = OrderedDict()

    def iter_line_boxes(  # noqa: PLR0917  # WeasyPrint's own signature
        self,
        context: Any,
        box: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Iterator[tuple[Any, Any]]:
        """WeasyPrint's function."""
        inline.resolve_percentages(box, containing_block)
        introduce(box)
        if skip_stack is None:
            percent.resolve_one_percentage(box, "text_indent", containing_block.width)
        else:
            box.text_indent = 0
        is_styled = first_letter_style or first_line_style
        while True:
            found = None if is_styled else self._line(context, box, position_y, skip_stack, containing_block)
            if found is None:
                found = inline.get_next_linebox(
                    context, box, position_y, bottom_space, skip_stack, containing_block,
                    absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
                )  # fmt: skip
                if found[0] is None:
                    return
                inline.handle_leader(context, found[0], containing_block)
            yield found
            line, skip_stack = found
            if skip_stack is None:
                return
            position_y = line.position_y + line.height
            box.text_indent = 0
            first_letter_style = first_line_style = is_styled = None

    def _line(
        self, context: Any, box: Any, y: float, skip_stack: Any, containing_block: Any
    ) -> tuple[Any, Any] | None:
        """The next line, where it lies within one text that is ours, and where the one after it begins."""
        if context.excluded_shapes:
            return None
        place = _place(box, skip_stack, containing_block.width)
        if place is None:
            return None
        made = self._lines_of(box)
        found = made.get(place) or self._made_line(context, box, place, containing_block)
        if found is None:
            return None
        made[place] = found
        template, resume_at = found
        line = template.copy()
        text = template.children[0].copy()
        x = containing_block.content_box_x()
        line.position_x += x
        text.position_x += x
        line.position_y += y
        text.position_y += y
        line.children = [text]
        return line, resume_at

    def _lines_of(self, box: Any) -> dict[_Place, tuple[Any, Any]]:
        found = self._made.get(id(box))
        if found is None:
            # The paragraph is kept with its lines, so that no other one can get its id.
            found = self._made[id(box)] = box, {}
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return found[1]

    def _made_line(
        self, context: Any, box: Any, place: _Place, containing_block: Any
    ) -> tuple[Any, Any] | None:
        """A line at x = 0 and y = 0."""
        child = box.children[place.child]
        setting = self._composer.setting_of(child)
        if setting is None:
            return None
        start = bisect_left(setting.bytes, place.byte)
        while start < len(setting.text) and setting.text[start] == " ":
            start += 1
        if start == len(setting.text):
            return None
        room = (place.measure - place.indent) * (1 + 1e-9)
        wraps = child.style["white_space"] == "normal"
        line = self._composer.line(child, setting, start, room if wraps else None, at_start=True)
        resume_at = None if line.resume is None else {place.child: {setting.bytes[line.resume]: None}}
        is_last = resume_at is None
        if line.end == line.start or (
            is_last and (place.child + 1 < len(box.children) or child.text.endswith(" "))
        ):
            return None
        inline.resolve_percentages(child, containing_block)
        text = self._composer.part(child, setting, line)
        return _line_of(context, box, text, place, is_last=is_last), resume_at


def _place(box: Any, skip_stack: Any, measure: float) -> _Place | None:
    """Where the next line begins; None where that is not within a text of the paragraph itself."""
    child, byte = 0, 0
    if skip_stack is not None:
        ((child, below),) = skip_stack.items()
        if below is not None:
            ((byte, further),) = below.items()
            if further is not None:
                return None
    if child >= len(box.children) or not _is_plain(box.children[child]):
        return None
    return _Place(child, byte or 0, box.text_indent, measure)


def _is_plain(box: Any) -> bool:
    """Whether a box is a text of the document, set in its place. What is generated, such as a page's number, may change."""
    return (
        isinstance(box, boxes.TextBox)
        and box.element_tag is not None  # of a page's margin
        and "::" not in box.element_tag
        and box.style["white_space"] in {"normal", "nowrap"}
        and box.style["vertical_align"] == "baseline"
        and box.is_in_normal_flow()
    )


def _line_of(context: Any, box: Any, text: Any, place: _Place, *, is_last: bool) -> Any:
    """A line box around a text: as WeasyPrint's, aligned, and as high as both their line heights ask for."""
    line = box.copy_with_children([text])
    height, baseline = inline.strut(box.style)
    above = max(baseline, text.baseline)
    below = max(height - baseline, text.margin_height() - text.baseline)
    text.position_x, text.position_y = place.indent, above - text.baseline
    line.position_x = line.position_y = line.margin_top = line.margin_bottom = 0
    line.width, line.height, line.baseline = place.indent + text.width, above + below, above
    offset = inline.text_align(context, line, place.measure, last=is_last)
    line.position_x += offset
    text.position_x += offset
    return line
