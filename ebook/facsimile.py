"""Facsimiles: printed pages as pictures.

A facsimile knows where its picture is, and reads and scales it only when it is asked to, so that an issue of a hundred
pages never has more than one of them in memory.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from ebook.errors import UnreadableSource
from ebook.picture_files import Refused
from ebook.rasters import Allowance, Made, RasterHead, fit_photograph, head_of, make_raster
from ebook.rules import picture as rules

if TYPE_CHECKING:
    import pypdfium2

__all__ = [
    "BUDGETS", "Facsimile", "FacsimileBudget", "FacsimileSize", "PageImage", "PagePicture", "PrintedLine", "Shares",
]  # fmt: skip

FacsimileSize: TypeAlias = Literal["small", "full", "archive"]


Shares: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a page's width and height, as in `ebook.model.Place`."""


class FacsimileBudget(msgspec.Struct, frozen=True, kw_only=True):
    """How large the picture of a page may be.

    Attributes:
        resolution: dots per inch of the printed page, where its size is known.
        pixels: how wide and how high it may be.
        size: how many bytes it may take.
        issue: how many bytes the pictures of all pages of an issue may take.
    """

    resolution: int
    pixels: int
    size: int
    issue: int


BUDGETS: dict[FacsimileSize, FacsimileBudget] = {
    "small": FacsimileBudget(resolution=150, pixels=3400, size=1_000_000, issue=40_000_000),
    "full": FacsimileBudget(resolution=200, pixels=4600, size=2_500_000, issue=100_000_000),
    "archive": FacsimileBudget(resolution=300, pixels=9000, size=20_000_000, issue=1_000_000_000),
}
"""Running text of a newspaper is 8 to 10 points high: at 150 dpi 17 to 21 pixels, which can be read when enlarged."""

_POINTS = 72
_PLAUSIBLE = (73, 1200)
"""Dots per inch between which a picture's own word is taken: programs write 72 where they know nothing."""
_USUAL = 200
"""Dots per inch of a picture that says nothing plausible."""


class PageImage(msgspec.Struct, frozen=True, kw_only=True):
    """Where the picture of a page is.

    Attributes:
        file: the file's name, for messages.
        read: gives the file's bytes: a PDF or a picture.
        index: which page of the PDF or which picture of the file, counted from 0.
    """

    file: str
    read: Callable[[], bytes]
    index: int = 0


class PagePicture(msgspec.Struct, frozen=True, kw_only=True):
    """The picture of a page, ready to be packed.

    Attributes:
        content: a JPEG, upright, in sRGB.
        media_type: as MIME has it.
        suffix: the ending of its file's name, with the dot.
        width, height: in pixels.
        paper: the width and height of the printed page in points; estimated where nothing says how large it is.
    """

    content: bytes
    media_type: str
    suffix: str
    width: int
    height: int
    paper: tuple[float, float]


class PrintedLine(msgspec.Struct, frozen=True, gc=False):
    """A line of text on a page.

    Attributes:
        place: the region of the page that it is part of, which the origins of the issue's texts name.
        box: where the line itself stands.
        text: its characters, as the source has them.
        vertical: whether it runs from top to bottom.
    """

    place: Shares
    box: Shares
    text: str
    vertical: bool = False


class Facsimile(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page and its picture.

    The boxes of `ebook.model.Place` are shares of this picture.

    Attributes:
        number: the page, counted from 1 as in `ebook.model.Place`.
        label: its number as printed, '' where the source says none.
        width, height: its size in the source's unit.
        points: how many points that unit has, 0 where the source does not say.
        image: where its picture is.
        lines: the text on it, as far as the source says where each line stands.
    """

    number: int
    label: str = ""
    width: float
    height: float
    points: float = 0.0
    image: PageImage
    lines: tuple[PrintedLine, ...] = ()

    def paper(self) -> tuple[float, float]:
        """The width and height of the printed page in points; estimated where nothing says how large it is.

        Raises:
            Refused: as `picture`.
        """
        data = self._data()
        if data.startswith(b"%PDF-"):
            with _page_of(data, self.image.index) as page:
                return _size_of(page)
        return self._paper(head_of(data, self.image.index))[0]

    def picture(self, size: FacsimileSize = "small", most: int | None = None) -> PagePicture:
        """Read the picture and scale it; each call reads it again.

        Args:
            size: which budget it has to fit in.
            most: how many bytes it may take where that is less.

        Raises:
            Refused: it is missing, damaged, too large, or of an unknown format.
        """
        data = self._data()
        budget = BUDGETS[size]
        if most is not None and most < budget.size:
            budget = msgspec.structs.replace(budget, size=most)
        if data.startswith(b"%PDF-"):
            return _rendered(data, self.image.index, budget)
        return self._scaled(data, budget)

    def _data(self) -> bytes:
        try:
            return self.image.read()
        except UnreadableSource as error:
            raise Refused(rules.UNREADABLE, f"{error.message}; {error.hint}") from error

    def _scaled(self, data: bytes, budget: FacsimileBudget) -> PagePicture:
        head = head_of(data, self.image.index)
        paper, is_known = self._paper(head)
        pixels = budget.pixels
        if is_known:
            pixels = min(pixels, round(max(paper) / _POINTS * budget.resolution))
        allowed = Allowance(pixels=pixels, size=budget.size, lossless=False)
        made = make_raster(data, self.image.file, allowed, self.image.index)
        return _on_paper(made, paper)

    def _paper(self, head: RasterHead) -> tuple[tuple[float, float], bool]:
        """The size of the printed page in points, and whether that is known or a guess."""
        if self.points:
            return (self.width * self.points, self.height * self.points), True
        least, most = _PLAUSIBLE
        is_known = least <= head.resolution <= most
        dpi = head.resolution if is_known else _USUAL
        return (head.width * _POINTS / dpi, head.height * _POINTS / dpi), is_known


def _rendered(data: bytes, index: int, budget: FacsimileBudget) -> PagePicture:
    with _page_of(data, index) as page:
        paper = _size_of(page)
        scale = min(budget.resolution / _POINTS, budget.pixels / max(paper))
        image = page.render(scale=scale).to_pil().convert("RGB")
    return _on_paper(fit_photograph(image, budget.size), paper)


def _on_paper(made: Made, paper: tuple[float, float]) -> PagePicture:
    return PagePicture(
        content=made.content,
        media_type=made.media_type,
        suffix=made.suffix,
        width=made.width,
        height=made.height,
        paper=paper,
    )


@contextlib.contextmanager
def _page_of(data: bytes, index: int) -> Iterator[pypdfium2.PdfPage]:
    """A page of a PDF.

    Raises:
        Refused: there is no such page, or the PDF is damaged.
    """
    import pypdfium2  # takes a while, and most sources are no PDFs

    try:
        with pypdfium2.PdfDocument(data) as document:
            if index >= len(document):
                raise Refused(rules.BROKEN, f"this PDF has no page {index + 1}")
            page = document[index]
            yield page
            page.close()
    except pypdfium2.PdfiumError as error:
        raise Refused(rules.BROKEN, f"this PDF is damaged ({error}); get it again") from error


def _size_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    return float(width), float(height)
