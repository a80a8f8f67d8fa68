"""The way from printed pages to an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ebook.facsimile import Facsimile, PrintedLine
from ebook.geometry import Box
from ebook.languages import detect, resolve
from ebook.model import Issue, Origin
from ebook.pages.assembly import Assembled, assemble
from ebook.pages.page import Page, PageIssue, Region
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.reading import read_lines
from ebook.tree import replace_all

__all__ = ["facsimiles_of", "read_pages"]


def read_pages(pages: PageIssue, options: ReadOptions) -> Reading:
    """Make articles of an issue's pages.

    Args:
        pages: what a format's reader found.
        options: as for text.
    """
    assembled = assemble(pages)
    text = "\n".join(line.whole for line in assembled.lines)
    language = options.lang or (resolve(pages.lang) if pages.lang else detect(text))
    reading = read_lines(assembled.lines, language, options, [*pages.repairs, *assembled.repairs])
    issue = _placed(reading.issue, assembled)
    masthead = msgspec.structs.replace(
        issue.masthead, name=issue.masthead.name or pages.name or None, date=issue.masthead.date or pages.date
    )
    issue = msgspec.structs.replace(issue, masthead=masthead)
    found = (_placed_problem(problem, assembled.regions) for problem in reading.problems)
    problems = (*pages.problems, *assembled.problems, *found)
    lines = tuple(
        msgspec.structs.replace(line, origin=_place(line.origin, assembled.regions)) for line in reading.lines
    )
    return Reading(issue, problems, pages.pictures, facsimiles_of(pages.pages), lines)


def facsimiles_of(pages: Iterable[Page]) -> tuple[Facsimile, ...]:
    """The pictures of those pages that have one."""
    return tuple(
        Facsimile(
            number=page.number,
            label=page.label,
            width=page.width,
            height=page.height,
            points=page.points,
            image=page.image,
            lines=tuple(_printed_lines(page)),
        )
        for page in pages
        if page.image is not None
    )


def _printed_lines(page: Page) -> Iterator[PrintedLine]:
    """The lines of text on a page; a block's lines share its box evenly."""
    for region in page.regions:
        if not region.text or region.kind not in {"line", "block", "table"}:
            continue
        place = page.place(region.box).box
        texts = region.text.splitlines() if region.kind == "block" else [region.text]
        for text, box in zip(texts, _bands(region.box, len(texts), vertical=region.vertical), strict=True):
            yield PrintedLine(place, page.place(box).box, text, region.vertical)


def _bands(box: Box, count: int, *, vertical: bool) -> Iterator[Box]:
    """A block's box cut into lines, from top to bottom or from right to left."""
    for at in range(count):
        if vertical:
            step = box.width / count
            yield Box(box.right - (at + 1) * step, box.top, box.right - at * step, box.bottom)
        else:
            step = box.height / count
            yield Box(box.left, box.top + at * step, box.right, box.top + (at + 1) * step)


def _placed(issue: Issue, assembled: Assembled) -> Issue:
    """The issue, its origins with places on pages instead of the numbers of regions."""
    return replace_all(issue, Origin, lambda origin: _place(origin, assembled.regions))


def _placed_problem(problem: Problem, regions: list[tuple[Page, Region]]) -> Problem:
    """A problem of a line with its place on the page instead of the number of its region."""
    if problem.line is None:
        return problem
    page, region = regions[problem.line - 1]
    return msgspec.structs.replace(
        problem, file=page.file, line=region.number or None, place=page.place(region.box)
    )


def _place(origin: Origin, regions: list[tuple[Page, Region]]) -> Origin:
    found = [regions[number - 1] for number in origin.lines]
    return Origin(
        file=found[0][0].file if found else origin.file,
        lines=tuple(sorted({region.number for _, region in found if region.number})),
        places=tuple(dict.fromkeys(page.place(region.box) for page, region in found)),
    )
