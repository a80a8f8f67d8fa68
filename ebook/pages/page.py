"""A printed page as a value: its size, its picture, and the regions that a program or a PDF finds on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from ebook.model import Repair
from ebook.problems import Problem

__all__ = ["Box", "Kind", "Label", "Page", "PageIssue", "Region"]


class Box(msgspec.Struct, frozen=True, gc=False):
    """A rectangle in the unit of its page; the origin is the page's top left corner, y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left edge to the right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the top edge to the bottom."""
        return self.bottom - self.top

    def scaled(self, x: float, y: float) -> Box:
        """In another unit."""
        return Box(self.left * x, self.top * y, self.right * x, self.bottom * y)

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all of them.

        Raises:
            ValueError: there are none.
        """
        found = list(boxes)
        return Box(
            min(box.left for box in found),
            min(box.top for box in found),
            max(box.right for box in found),
            max(box.bottom for box in found),
        )


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
        image: the page's own picture: a path relative to the source's folder, or a name in `PageIssue.pictures`.
        label: the page's number as the format gives it beside the page ('A02'), '' where it gives none.
        title: the page's name as the format gives it beside the page, '' where it gives none.
    """

    file: str
    number: int
    width: float
    height: float
    regions: tuple[Region, ...]
    image: str | None = None
    label: str = ""
    title: str = ""


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
