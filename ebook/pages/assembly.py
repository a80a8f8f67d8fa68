"""The regions of pages become logical lines in reading order.

Each line keeps the regions that it was made of, as numbers into `Assembled.regions`.
"""

from __future__ import annotations

import msgspec

from ebook.model import Repair
from ebook.pages.page import Page, PageIssue, Region
from ebook.reading.pieces import Line

__all__ = ["Assembled", "assemble"]


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an issue in reading order.

    Attributes:
        lines: their `numbers` count `regions` from 1.
        regions: every region that has text or a picture, with its page.
        repairs: what was changed of the text or of the order that a program gave.
    """

    lines: list[Line]
    regions: list[tuple[Page, Region]]
    repairs: list[Repair]


def assemble(issue: PageIssue) -> Assembled:
    """The logical lines of an issue's pages."""
    lines: list[Line] = []
    regions: list[tuple[Page, Region]] = []
    for page in issue.pages:
        in_order = sorted(page.regions, key=lambda region: (region.order is None, region.order or 0))
        for at, region in enumerate(region for region in in_order if region.kind != "rule"):
            regions.append((page, region))
            lines.append(_line(page, region, len(regions), page_break=at == 0))
    return Assembled(lines=lines, regions=regions, repairs=[])


def _line(page: Page, region: Region, number: int, *, page_break: bool) -> Line:
    return Line(
        text=region.text.replace("\n", "").strip(),
        file=page.file,
        numbers=(number,),
        level=region.level or (2 if region.label == "title" else 0),
        bold=region.bold,
        picture=region.picture if region.kind == "picture" else None,
        rows=region.rows,
        page_break=page_break,
        label=region.label,
    )
