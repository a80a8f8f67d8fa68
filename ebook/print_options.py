"""The options of a print, and the sheet that follows from them: paper, type area, columns.

A type area holds whole characters in each line and whole lines in each column, whatever the paper
and the size of the type (CLREQ 2.2.2, JLREQ 2.2.3: the type area is laid out from both). Lengths are
in points.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta

from ebook.errors import UsageError

__all__ = ["PAGE_SIZES", "Layout", "PrintOptions", "Sheet", "Variant"]

Variant: TypeAlias = Literal["a-3a+ua-1", "a-3a", "a-2a", "ua-1", "none"]
"""What a PDF claims to be: PDF/A-3a and PDF/UA-1 in one file, either alone, PDF/A-2a, or nothing."""

Layout: TypeAlias = Literal["archive", "reader", "broadsheet", "facsimile"]
"""For the shelf, in columns; for one reader, in one column of larger type; each printed page as a newspaper page; or the
printed pages as pictures, with the text behind them."""

PAGE_SIZES = {
    "A2": (420.0, 594.0),
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B4": (250.0, 353.0),
    "B5": (176.0, 250.0),
    "letter": (215.9, 279.4),
    "对开": (390.0, 545.0),
    "四开": (272.0, 390.0),
    "ブランケット判": (406.0, 546.0),
    "タブロイド判": (273.0, 406.0),
    "Berliner": (315.0, 470.0),
    "tabloid": (280.0, 430.0),
}
"""Width and height in mm (ISO 216; ANSI/ASME Y14.1; then the sheets of newspapers)."""

_PANEL = {"panel": "Print (PDF)"}
_MM = 72 / 25.4
_SIZE = re.compile(r"(\d+(?:\.\d+)?)[x×](\d+(?:\.\d+)?)(?:mm)?", re.IGNORECASE)
_SIDES = (70.0, 900.0)  # mm; a phone's screen, and a sheet of newsprint
_FONT_SIZES = (5.0, 36.0)  # pt
_COLUMNS = (1, 12)
_BLEEDS = (0.0, 20.0)  # mm
_MEASURE = (8, 60)  # characters; shorter lines cannot be justified, and longer ones not be followed
_COMFORTABLE = 42  # characters; where columns are not asked for, wider paper gets wider margins
_LEAST_LINES = 10
_LINE = 1.7  # of the size of the type
_GAP = 2.268  # of the size of the type, between columns
_TARGET = 22  # characters in a line, where columns are not asked for


class _Plan(msgspec.Struct, frozen=True):
    """A layout's own paper, type and number of columns (0: as many as fit), and its margins as parts of the page."""

    page_size: str
    font_size: float
    columns: int
    side: float
    top: float
    bottom: float


_LAYOUTS: dict[Layout, _Plan] = {
    "archive": _Plan("A4", 10.0, 0, 0.0777, 0.0772, 0.074),
    "reader": _Plan("A5", 12.0, 1, 0.09, 0.095, 0.085),
    "facsimile": _Plan("A4", 10.0, 0, 0.0777, 0.0772, 0.074),
    "broadsheet": _Plan("A3", 10.0, 0, 0.055, 0.035, 0.04),
}


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet of paper with its type area; lengths in points.

    Attributes:
        width, height: of the paper, trimmed.
        font_size: of running text.
        columns: how many.
        measure: characters in a line.
        lines: in a column.
        bleed: how far the sheet goes on beyond the trim, for the printer.
        crop_marks: whether marks show where to trim it.
        top: the upper margin.
    """

    width: float
    height: float
    font_size: float
    columns: int
    measure: int
    lines: int
    top: float
    bleed: float
    crop_marks: bool

    @property
    def line(self) -> float:
        """From one line to the next."""
        return self.font_size * _LINE

    @property
    def gap(self) -> float:
        """Between columns."""
        return self.font_size * _GAP

    @property
    def side(self) -> float:
        """The left and the right margin."""
        set_width = self.columns * self.measure * self.font_size + (self.columns - 1) * self.gap
        return (self.width - set_width) / 2

    @property
    def bottom(self) -> float:
        """The lower margin."""
        return self.height - self.top - self.lines * self.line


class PrintOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a print; see `ebook.options` for the notation.

    Raises:
        UsageError: a size that does not exist or is out of its limits; lines too short or too long.
    """

    layout: Annotated[
        Layout,
        Meta(
            description="In columns for an archive, in one column of larger type for a reader, as newspaper pages, "
            "or as a facsimile: the pictures of the printed pages with the text behind them.",
            extra=_PANEL,
        ),
    ] = "archive"
    page_size: Annotated[
        str | None,
        Meta(
            description=f"{', '.join(PAGE_SIZES)}, or a size such as 120x160mm; "
            "by default A4, A5 with --layout reader, and what the text fills with --layout broadsheet.",
            extra=_PANEL | {"metavar": "NAME|WxHmm"},
        ),
    ] = None
    columns: Annotated[
        int | None,
        Meta(description="Number of columns; as many as fit by default.", extra=_PANEL | {"metavar": "N"}),
    ] = None
    font_size: Annotated[
        float | None,
        Meta(
            description="Size of body text in points; by default 10, and 12 with --layout reader.",
            extra=_PANEL | {"metavar": "PT"},
        ),
    ] = None
    crop_marks: Annotated[bool, Meta(description="Show the printer where to trim.", extra=_PANEL)] = False
    bleed: Annotated[
        float | None,
        Meta(
            description="Extra paper beyond the trim, in mm; 3 by default with --crop-marks.",
            extra=_PANEL | {"metavar": "MM"},
        ),
    ] = None
    variant: Annotated[
        Variant,
        Meta(
            description="Standards that the file complies with: PDF/A, PDF/UA, both or none.",
            extra=_PANEL | {"flag": "--pdf-variant"},
        ),
    ] = "a-3a+ua-1"
    attachments: Annotated[
        bool,
        Meta(
            description="Attach the source, the issue's JSON and the repairs.",
            extra=_PANEL
            | {"off": "Do not attach the source, JSON and repairs; the PDF still states their SHA-256."},
        ),
    ] = True

    def __post_init__(self) -> None:
        _one_of("PDF variant", self.variant, get_args(Variant))
        _one_of("layout", self.layout, get_args(Layout))
        _within("columns", self.columns, *_COLUMNS, "")
        _within("font size", self.font_size, *_FONT_SIZES, " pt")
        _within("bleed", self.bleed, *_BLEEDS, " mm")
        if self.layout == "facsimile":
            self._refuse_paper()
        else:
            _ensure_legible(self.sheet)

    def _refuse_paper(self) -> None:
        """A facsimile has the paper and the type of the printed page."""
        options = {
            "--page-size": self.page_size,
            "--columns": self.columns,
            "--font-size": self.font_size,
            "--crop-marks": self.crop_marks or None,
            "--bleed": self.bleed,
        }
        for name, value in options.items():
            if value is not None:
                raise UsageError(
                    f"{name} has no meaning with --layout facsimile: its pages are those that were printed",
                    hint=f"leave {name} out, or use --layout archive",
                )

    @property
    def carries_files(self) -> bool:
        """Whether the record is attached: where it is wanted, and files may be (ISO 19005-2, 6.8: PDF/A alone; 19005-3: any)."""
        return self.attachments and self.variant != "a-2a"

    @property
    def paper(self) -> tuple[float, float] | None:
        """Width and height of the paper in points, None where it follows from the layout."""
        if self.page_size is None:
            return None
        width, height = _page_size(self.page_size)
        return width * _MM, height * _MM

    @property
    def sheet(self) -> Sheet:
        """The sheet that all of this comes to; of no use to a facsimile."""
        plan = _LAYOUTS[self.layout]
        width, height = (side * _MM for side in _page_size(self.page_size or plan.page_size))
        em = self.font_size or plan.font_size
        gap, set_width = em * _GAP, width * (1 - 2 * plan.side)
        columns = self.columns or plan.columns or max(1, round((set_width + gap) / (_TARGET * em + gap)))
        measure = math.floor((set_width - (columns - 1) * gap) / columns / em)
        top = float(round(height * plan.top))
        return Sheet(
            width=width,
            height=height,
            font_size=em,
            columns=columns,
            measure=measure if self.columns else min(measure, _COMFORTABLE),
            lines=math.floor((height * (1 - plan.bottom) - top) / (em * _LINE)),
            top=top,
            bleed=(self.bleed if self.bleed is not None else 3.0 * self.crop_marks) * _MM,
            crop_marks=self.crop_marks,
        )


def _page_size(name: str) -> tuple[float, float]:
    """Width and height in mm."""
    for known, size in PAGE_SIZES.items():
        if known.lower() == name.lower():
            return size
    found = _SIZE.fullmatch(name.strip())
    if found is None:
        known = ", ".join(PAGE_SIZES)
        raise UsageError(f"unknown page size {name!r}", hint=f"use one of {known}, or WxHmm: 120x160mm")
    width, height = float(found[1]), float(found[2])
    _within("page width", width, *_SIDES, " mm")
    _within("page height", height, *_SIDES, " mm")
    return width, height


def _one_of(what: str, name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise UsageError(f"unknown {what} {name!r}", hint=f"use one of: {', '.join(names)}")


def _within(what: str, value: float | None, least: float, most: float, unit: str) -> None:
    if value is not None and not least <= value <= most:
        raise UsageError(f"{what} {value:g}{unit} is out of range", hint=f"use {least:g} to {most:g}{unit}")


def _ensure_legible(sheet: Sheet) -> None:
    """Refuse lines that cannot be set or read, and pages with next to nothing on them."""
    least, most = _MEASURE
    count = f"{sheet.columns} column{'s' * (sheet.columns > 1)}"
    if sheet.measure < least:
        raise UsageError(
            f"{count} at {sheet.font_size:g} pt leave{'s' * (sheet.columns == 1)} {max(sheet.measure, 0)} "
            f"characters a line, and {least} are the least",
            hint="use fewer columns, smaller type or a wider page",
        )
    if sheet.measure > most:
        raise UsageError(
            f"{count} at {sheet.font_size:g} pt make{'s' * (sheet.columns == 1)} lines of {sheet.measure} "
            f"characters, and {most} are the most that can be read",
            hint="use more columns, larger type or a narrower page",
        )
    if sheet.lines < _LEAST_LINES:
        raise UsageError(
            f"type of {sheet.font_size:g} pt leaves {max(sheet.lines, 0)} lines a page, and {_LEAST_LINES} are the least",
            hint="use smaller type or a taller page",
        )
