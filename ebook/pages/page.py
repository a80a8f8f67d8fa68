"""A printed page as a value: its size, its picture, and the regions that a program or a PDF finds on it."""

from __future__ import annotations

import datetime
from typing import Literal, TypeAlias

import msgspec

from ebook.facsimile import PageImage
from ebook.geometry import Box
from ebook.model import Place, Repair
from ebook.problems import Problem

__all__ = ["Box", "Kind", "Label", "Page", "PageIssue", "Region"]


Kind: TypeAlias = Literal["line", "block", "picture", "table", "rule"]
"""What a region is: one printed line, text of several lines, a picture, a table, or a rule: a line drawn between
articles, or, where its box has both width and height, a frame or a coloured ground."""

Label: TypeAlias = Literal[
    "", "title", "heading", "kicker", "headline", "deck", "byline", "text", "list", "caption", "credit", "header",
    "footer", "page_number", "aside", "footnote", "masthead", "advertisement",
]  # fmt: skip
"""What the program that read the page says a region is; '' where it says nothing.

`title` is a title of any rank; `heading`, `kicker`, `headline` and `deck` only where the format tells them apart.
"""


class Region(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A region of a page.

    Attributes:
        kind: what it is.
        box: where it stands.
        text: its characters. The printed lines of a block are separated by newlines where the format knows them;
            a block of one line without newlines may be a whole paragraph. A picture's text describes it.
        label: what the program says it is.
        vertical: whether its lines run from top to bottom.
        size: the height of its characters in the page's unit, 0 where the format does not know it.
        bold: whether it is set in a bold or sans face among others that are not.
        font: the name of its font, '' where unknown.
        level: its rank among titles where the format has one, 1 the highest, else 0.
        order: its place in the reading order that the program gives, None where it gives none.
        group: regions with the same name belong together, a picture and its captions for instance; '' is no group.
        article: regions with the same name are of one article, for formats that know articles; '' is unknown.
        confidence: how sure the program is of the characters, 0 to 1.
        picture: the path of a picture's file relative to the source's folder, or its name in `PageIssue.pictures`.
        rows: the cells of a table, each row filled up by repeating what a span covers with ''.
        lang: its language as a BCP 47 tag where the format says one, else ''.
        number: the line of the source file where it stands, counted from 1, for messages; 0 where lines mean nothing.
    """

    kind: Kind
    box: Box
    text: str = ""
    label: Label = ""
    vertical: bool = False
    size: float = 0.0
    bold: bool = False
    font: str = ""
    level: int = 0
    order: int | None = None
    group: str = ""
    article: str = ""
    confidence: float = 1.0
    picture: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    lang: str = ""
    number: int = 0


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page.

    Attributes:
        file: the file that it was read from, as messages name it.
        number: its place in the issue, counted from 1.
        width, height: its size, in the unit of its boxes (points, pixels, tenths of millimetres or shares of 1).
        regions: what is on it, in the order of the file.
        image: where the page's own picture is, None where nobody knows.
        points: how many points its unit has, 0 where the format does not say.
        label: the page's number as the format gives it beside the page ('A02'), '' where it gives none.
        title: the page's name as the format gives it beside the page, '' where it gives none.
        affine: where the boxes are of a straightened picture, what takes their points to shares of the picture as it
            came: (a, b, c, d, e, f) with x = a X + b Y + c and y = d X + e Y + f; else None.
    """

    file: str
    number: int
    width: float
    height: float
    regions: tuple[Region, ...]
    image: PageImage | None = None
    points: float = 0.0
    label: str = ""
    title: str = ""
    affine: tuple[float, float, float, float, float, float] | None = None

    def place(self, box: Box) -> Place:
        """Where a box of this page stands, in shares of the page's picture."""
        a, b, c, d, e, f = self.affine or (1 / self.width, 0, 0, 0, 1 / self.height, 0)
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        across = [min(max(round(a * x + b * y + c, 4), 0.0), 1.0) for x, y in corners]
        down = [min(max(round(d * x + e * y + f, 4), 0.0), 1.0) for x, y in corners]
        return Place(page=self.number, box=(min(across), min(down), max(across), max(down)))


class PageIssue(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of an issue as a format's reader found them.

    Attributes:
        pages: in the issue's order.
        pictures: the bytes of pictures that were inside the source, by the name that regions and pages give.
        date: the day of issue where the format says it beside the pages.
        name: the paper's name where the format says it beside the pages.
        lang: the language where the format says it, as a BCP 47 tag, else ''.
        problems: what the reader of the format met.
        repairs: what it put right of the program's faults.
    """

    pages: tuple[Page, ...]
    pictures: dict[str, bytes] = {}
    date: datetime.date | None = None
    name: str = ""
    lang: str = ""
    problems: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()
