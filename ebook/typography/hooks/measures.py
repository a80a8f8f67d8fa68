"""What follows from a style alone, found once for each style: WeasyPrint finds it anew for each box."""

from __future__ import annotations

from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.css.functions import check_math
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, inline, percent

__all__ = ["Measures", "is_in_normal_flow", "layout_box_backgrounds"]

_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_RESOLVED = (*_LENGTHS, *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")))

_is_in_normal_flow = boxes.Box.is_in_normal_flow
_layout_box_backgrounds = background.layout_box_backgrounds
_resolve_percentages = percent.resolve_percentages
_strut = inline.strut


class Measures:
    """Keeps what was found. The styles are kept with it, so that no other one can get the id of one."""

    def __init__(self) -> None:
        self._lengths: dict[int, tuple[Any, dict[str, Any] | None]] = {}
        self._struts: dict[int, tuple[Any, tuple[float, float]]] = {}

    def resolve_percentages(self, box: Any, containing_block: Any) -> None:
        """WeasyPrint's function."""
        style = box.style
        found = self._lengths.get(id(style))
        if found is not None and found[1] is not None:
            vars(box).update(found[1])
            return
        _resolve_percentages(box, containing_block)
        if found is None:
            lengths = {name: getattr(box, name) for name in _RESOLVED} if _is_absolute(style) else None
            self._lengths[id(style)] = style, lengths

    def strut(self, style: Any) -> tuple[float, float]:
        """WeasyPrint's function."""
        found = self._struts.get(id(style))
        if found is None:
            found = self._struts[id(style)] = style, _strut(style)
        return found[1]


def is_in_normal_flow(box: Any) -> bool:
    """WeasyPrint's method."""
    style = box.style
    try:
        return style.is_in_flow  # type: ignore[no-any-return]
    except AttributeError:
        found = style.is_in_flow = bool(_is_in_normal_flow(box))
        return found


def layout_box_backgrounds(page: Any, box: Any, get_image: Any, *options: Any, **named: Any) -> None:
    """WeasyPrint's function. Lines and texts, which are most of all boxes, are of no element, and have no background."""
    if isinstance(box, (boxes.LineBox, boxes.TextBox)) and isinstance(box.style, AnonymousStyle):
        box.background = None
        for child in box.children:
            background.layout_box_backgrounds(page, child, get_image)
    else:
        _layout_box_backgrounds(page, box, get_image, *options, **named)


def _is_absolute(style: Any) -> bool:
    """Whether lengths depend on nothing but the style: not on the containing block, nor on another box's borders."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return False
    return all(_is_fixed(style[name]) for name in _LENGTHS)


def _is_fixed(length: Any) -> bool:
    return length == "auto" or (not check_math(length) and length.unit != "%")
