"""The flags of a print, shown in a panel of their own."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from ebook.print_options import PAGE_SIZES, Layout, Variant

__all__ = [
    "Bleed", "Columns", "CropMarks", "FontSize", "LayoutName", "NoAttachments", "PageSize", "PdfVariant",
]  # fmt: skip

_PANEL = "Print (PDF)"

LayoutName: TypeAlias = Annotated[
    Layout,
    typer.Option("--layout", rich_help_panel=_PANEL, help="Columns for the shelf, or one column to read."),
]
PageSize: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|WxHmm",
        rich_help_panel=_PANEL,
        help=f"{', '.join(PAGE_SIZES)}, or as 120x160mm; else A4 for archive, A5 for reader.",
    ),
]
Columns: TypeAlias = Annotated[
    int | None,
    typer.Option(metavar="N", rich_help_panel=_PANEL, help="Columns; as many as fit well if left out."),
]
FontSize: TypeAlias = Annotated[
    float | None,
    typer.Option(
        metavar="PT", rich_help_panel=_PANEL, help="Size of running text; else 10, and 12 for reader."
    ),
]
CropMarks: TypeAlias = Annotated[
    bool, typer.Option("--crop-marks", rich_help_panel=_PANEL, help="Show the printer where to trim.")
]
Bleed: TypeAlias = Annotated[
    float | None,
    typer.Option(metavar="MM", rich_help_panel=_PANEL, help="Paper beyond the trim; 3 with --crop-marks."),
]
PdfVariant: TypeAlias = Annotated[
    Variant,
    typer.Option(rich_help_panel=_PANEL, help="Standards that the file keeps: PDF/A, PDF/UA, both, none."),
]
NoAttachments: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--no-attachments",
        rich_help_panel=_PANEL,
        help="Leave source, JSON and repairs out of the PDF; it names their SHA-256 all the same.",
    ),
]
