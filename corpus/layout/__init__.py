"""Issues of the corpus laid out as newspaper pages: a PDF with its gold, and the same pages as regions.

    laid = lay_out(issue, "broadsheet", seed)
    laid.pdf         the pages, with a text layer whose order is not the reading order
    laid.gold        the issue as it is printed: figures stand where the page has them
    laid.pages       the same lines and pictures as a `PageIssue`, without going over a PDF
    laid.labels      for each region of laid.pages, page by page, its `Piece` and whether it is the piece's first line

`DESIGNS` names the designs; `designs_for(lang)` those that print a language. The way of an issue:

1. `boxes`, `stories`   the issue becomes stories: titles, parts of the body, closing lines; some become boxes
2. `setting`, `inserts`, `modules`   a story becomes a rectangle of some columns
3. `compose`   rectangles become the body of a page
4. `heads`     masthead and folio lines
5. `press`     marks become a PDF, and regions
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from ebook.pages import PageIssue

from .boxes import boxed
from .compose import Body, Composer
from .designs import DESIGNS, HELD_OUT, Design, Style, style_of
from .heads import folio, masthead_corner, masthead_top
from .marks import Block, Mark, Piece
from .press import REGIONS, Sheet, page_issue, print_pdf
from .stories import reordered, units_of

__all__ = ["DESIGNS", "HELD_OUT", "Laid", "designs_for", "lay_out", "line_pages"]


@dataclass
class Laid:
    """An issue on its pages."""

    design: str
    lang: str
    gold: dict
    sheets: list[Sheet]

    @cached_property
    def pdf(self) -> bytes:
        """The pages as a PDF with a text layer."""
        return print_pdf(self.sheets, self.lang)

    @cached_property
    def pages(self) -> PageIssue:
        """The pages as regions."""
        return page_issue(self.sheets, f"{self.gold['id']}.pdf")

    @property
    def labels(self) -> list[list[tuple[Piece | None, bool]]]:
        """For each page's regions in order: the piece that they belong to, and whether it begins there."""
        return [[(m.piece, m.first) for m in sheet.marks if m.kind in REGIONS] for sheet in self.sheets]

    @property
    def text(self) -> str:
        """All printed lines, in no particular order."""
        return "\n".join(mark.text for sheet in self.sheets for mark in sheet.marks if mark.kind == "text")


def designs_for(lang: str, *, held_out: bool | None = None) -> list[str]:
    """The names of the designs that print a language; held_out: only those held out, or only the others."""
    return [
        name
        for name, design in DESIGNS.items()
        if lang in design.languages and (held_out is None or (name in HELD_OUT) == held_out)
    ]


def line_pages(issue: dict, design: str, seed: int) -> PageIssue:
    """An issue's printed lines with their boxes and sizes."""
    return lay_out(issue, design, seed).pages


def lay_out(issue: dict, design: str, seed: int) -> Laid:
    """An issue laid out in a design.

    Raises:
        ValueError: the design does not print the issue's language, or text was lost.
    """
    kind = DESIGNS[design]
    if issue["lang"] not in kind.languages:
        raise ValueError(f"{design} prints {', '.join(kind.languages)}, not {issue['lang']}")
    laid = _Printer(issue, kind, seed).run()
    _check(laid)
    return laid


class _Printer:
    def __init__(self, issue: dict, design: Design, seed: int) -> None:
        self.issue, self.design, self.seed = boxed(issue, random.Random(f"{seed} boxes")), design, seed
        self.style = style_of(design, issue["lang"], seed)
        self.composer = Composer(self.style, seed)
        self.setter = self.composer.maker.setter

    def run(self) -> Laid:
        sections = self.units()
        most = self.longest(sections)
        for _ in range(2):
            least, limit = self.limits
            change = (most > limit * 0.99) - (most < least * 1.01)
            if (
                self.style.columns + change not in range(self.design.columns[0], self.design.columns[1] + 3)
                or not change
            ):
                break
            self.restyled(self.style.columns + change)
            most = self.longest(sections)
        sheets, orders = [], {}
        for at, (section, units) in enumerate(zip(self.issue["sections"], sections)):
            for sheet, body in self.section(section, units, most, front=at == 0):
                sheets.append(sheet)
                orders.update(body.orders)
        return Laid(self.design.name, self.issue["lang"], self.gold(orders), sheets)

    def restyled(self, columns: int) -> None:
        """Set in another number of columns, so that the pages have the shape of a newspaper's."""
        self.style = replace(self.style, columns=columns)
        self.composer = Composer(self.style, self.seed)
        self.setter = self.composer.maker.setter

    def units(self) -> list:
        """The units of each section."""
        sections, first = [], 0
        for section in self.issue["sections"]:
            rng = random.Random(f"{self.seed} section {first}")
            sections.append(units_of(section, first, self.issue["lang"], rng))
            first += len(section["articles"])
        return sections

    @property
    def limits(self) -> tuple[float, float]:
        """How short and how long a body may be for the shape of a page."""
        style = self.style
        shape = 1 / style.ratio if style.vertical else style.ratio
        return style.extent * shape * 0.85, style.extent * shape * 1.15

    def longest(self, sections) -> float:
        """How long the bodies of this issue's pages are: as the fullest needs, within the shape of a page."""
        least, most = self.limits
        masthead = self.style.size * 9
        length = least
        while length < most:
            rooms = [length - masthead, *(length for _ in sections[1:])]
            if all(len(self.composer.bodies(list(u), room, room)) == 1 for u, room in zip(sections, rooms)):
                break
            length *= 1.06
        return min(length, most)

    def section(self, section: dict, units, most: float, *, front: bool):
        """The printed pages of a section."""
        style = self.style
        length = style.extent if style.vertical else most
        across = most if style.vertical else style.extent
        top = folio(style, self.setter, section.get("folio_lines") or [], across)
        head = Block(0.0, 0.0)
        room = most if style.vertical else most - top.dv
        if front and style.design.masthead == "corner":
            head = masthead_corner(style, self.setter, self.issue["masthead"], length)
            room = most - head.dv - style.gutter
        elif front:
            head = masthead_top(style, self.setter, self.issue["masthead"], across)
            room -= 0.0 if style.vertical else head.dv
        bodies = self.composer.bodies(units, most, room)
        nothing = Block(across, 0.0), Block(0.0, 0.0)
        found = []
        for at, body in enumerate(bodies):
            body.marks += self.advertisement(body.reach, most if at else room)
            found.append((self.sheet(body, most, *(nothing if at else (top, head))), body))
        return found

    def sheet(self, body: Body, most: float, top: Block, head: Block) -> Sheet:
        """A page: folio lines, masthead, body, with its marks in drawing order."""
        style, margin = self.style, self.style.margin
        if style.vertical:
            corner = style.design.masthead == "corner"
            down = top.dv + (0.0 if corner else head.dv)
            beside = head.dv + style.gutter if corner and head.marks else 0.0
            most = max(most, body.reach + beside)
            marks = [m.moved(0.0, beside) for m in body.marks]
            marks += head.marks if corner else []
            marks = [m.turned(most).moved(margin, margin + down) for m in marks]
            marks += [replace(m, across=True) for m in top.at(margin, margin)]
            if not corner:
                marks += [replace(m, across=True) for m in head.at(margin, margin + top.dv)]
            height = style.extent + down + 2 * margin
            return Sheet(most + 2 * margin, height, self.drawn(marks), vertical=True, native=style.native)
        height = max(most, body.reach + top.dv + head.dv) + 2 * margin
        marks = top.at(margin, margin) + head.at(margin, margin + top.dv)
        marks += [m.moved(margin, margin + top.dv + head.dv) for m in body.marks]
        return Sheet(style.extent + 2 * margin, height, self.drawn(marks))

    def advertisement(self, reach: float, most: float) -> list[Mark]:
        """A picture in the room that is left on a page, as advertisements are."""
        style = self.style
        start = reach + style.line * 2
        if most - start < style.line * 6 or style.rng.random() < 0.15:
            return []
        pad, frame = style.size, self.setter.frame()
        extent, seed = style.extent * style.rng.choice((1.0, 1.0, 0.6)), style.rng.randrange(10**6)
        picture = Mark(
            "picture", pad, start + pad, extent - 2 * pad, most - start - 2 * pad, seed=seed, frame=frame
        )
        return [Mark("frame", 0.0, start, extent, most - start, weight=0.6, frame=frame), picture]

    def drawn(self, marks: list[Mark]) -> list[Mark]:
        """The marks in the order in which they are drawn: frame by frame, in no order of reading."""
        frames: dict[int, list[Mark]] = {}
        for mark in marks:
            frames.setdefault(mark.frame, []).append(mark)
        order = [frame for frame in frames if frame]
        self.style.rng.shuffle(order)
        fills = [m for m in frames.get(0, []) if m.kind == "fill"]
        return [
            *fills,
            *sum((frames[frame] for frame in order), []),
            *(m for m in frames.get(0, []) if m.kind != "fill"),
        ]

    def gold(self, orders: dict[int, list[float]]) -> dict:
        """The issue with each body in its printed order."""
        number, sections = 0, []
        for section in self.issue["sections"]:
            articles = []
            for article in section["articles"]:
                order = orders.get(number)
                articles.append(reordered(article, order) if order else article)
                number += 1
            sections.append({**section, "articles": articles})
        return {**self.issue, "sections": sections}


def _check(laid: Laid) -> None:
    """Every character of the issue is printed.

    Raises:
        ValueError: some are not.
    """
    printed = Counter(laid.text)
    wanted = Counter("".join(_texts(laid.gold)))
    lost = {c: n - printed[c] for c, n in wanted.items() if n > printed[c] and not c.isspace()}
    if lost:
        raise ValueError(f"{laid.design} lost text of {laid.gold['id']}: {lost}")


def _texts(issue: dict):
    yield from issue["masthead"]["lines"]
    for section in issue["sections"]:
        yield from section.get("folio_lines") or []
        above = None
        for article in section["articles"]:
            heads = article["headline"]
            yield heads if isinstance(heads, str) else heads[0]
            yield (article.get("column") or "") if article.get("column") != above else ""
            above = article.get("column")
            for key in (
                "kicker",
                "deck",
                "byline_line",
                "dateline",
                "jump",
                "continued_from",
                "editor_credit",
            ):
                value = article.get(key)
                yield from [value] if isinstance(value, str) else value or []
            yield from _block_texts(article["body"])


def _block_texts(blocks: list[dict]):
    for block in blocks:
        for key in ("text", "caption", "credit", "note", "title"):
            yield block.get(key) or ""
        yield from block.get("items") or []
        yield from (
            str(cell) for row in [block.get("header") or [], *(block.get("rows") or [])] for cell in row
        )
        yield from _block_texts(block.get("body") or [])
