"""The rules of a style sheet that follow from the paper and the type, and stand in no file."""

from __future__ import annotations

from ebook.print_options import Sheet

__all__ = ["page_rules"]

_PICTURE = 0.67  # of the type area's height, so that a caption and some text stand with it
_SLACK = 0.005  # points; a line that is full must not be too wide by the last digit of a number


def page_rules(sheet: Sheet) -> str:
    """CSS that comes last: `@page`, the size of `1rem`, the columns, how high a picture may be."""
    marks = "marks: crop cross; " if sheet.crop_marks else ""
    bleed = f"bleed: {sheet.bleed:.2f}pt; " if sheet.bleed else ""
    height = sheet.lines * sheet.line
    side, bottom = sheet.side - _SLACK, sheet.bottom - _SLACK
    return (
        f"@page {{ size: {sheet.width:.4f}pt {sheet.height:.4f}pt; "
        f"margin: {sheet.top:.4f}pt {side:.4f}pt {bottom:.4f}pt; {bleed}{marks}}}\n"
        f"html {{ font-size: {sheet.font_size:g}pt; }}\n"
        f".flow {{ columns: {sheet.columns}; column-gap: {sheet.gap:.4f}pt; }}\n"
        f"img, svg, body figure img {{ max-height: {height * _PICTURE:.0f}pt; }}\n"
        f".part.cover img {{ max-height: {height:.0f}pt; }}\n"
    )
