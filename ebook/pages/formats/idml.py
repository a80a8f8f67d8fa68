"""Reader for IDML, the exchange format of Adobe InDesign: laid-out pages with their stories.

Frames say where a story stands, and in which order it flows through them; styles and sizes say what a paragraph is. A
story's text is not divided among its frames in the file, so that each paragraph is given the part of them that its
length takes up.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

import msgspec

from ebook.errors import UnreadableSource
from ebook.pages.formats.beside import page_image
from ebook.pages.formats.idml_package import DEFAULT_SIZE, EXPORT_AGAIN, Element, Package, Paragraph, local
from ebook.pages.page import Box, Label, Page, PageIssue, Region
from ebook.source import Source

__all__ = ["pages_of"]

_LEADING = 1.2
_LABELS: tuple[tuple[Label, str], ...] = (
    ("kicker", r"kicker|overline|eyebrow|引题|引題|肩题|眉题|肩見出し|어깨제목"),
    ("deck", r"subtitle|deck|sub-?head(?:line)?$|standfirst|副题|副題|副标题|袖見出し|부제"),
    ("byline", r"byline|author|作者|署名|记者|記者|기자"),
    ("credit", r"credit|摄影|撮影|图片署名|사진제공"),
    ("caption", r"caption|图说|圖說|图片说明|题注|写真説明|캡션"),
    (
        "headline",
        r"^(?:title|headline|heading|heading ?1|main.?head(?:line)?)$|大标题|主标题|主题|主見出し|(?:큰|주)제목",
    ),
    ("heading", r"heading ?[2-9]|cross.?head|小标题|分题|中見出し|小見出し|소제목"),
    ("header", r"folio|running.?head|页眉|版头|柱"),
)


def pages_of(source: Source) -> PageIssue:
    """The pages of a document; boxes are in points.

    Raises:
        UnreadableSource: it is damaged, or holds no text on any page.
    """
    package = Package(source)
    pages: list[Page] = []
    for spread in package.spreads():
        pages += _Spread(spread, package).pages(source.name, first=len(pages) + 1)
    if not any(region.text for page in pages for region in page.regions):
        raise UnreadableSource("there is no text on its pages", file=source.name, hint=EXPORT_AGAIN)
    return PageIssue(
        pages=tuple(
            msgspec.structs.replace(page, image=page_image(source, number=page.number, count=len(pages)))
            for page in pages
        )
    )


# --- geometry -----------------------------------------------------------------------------

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Frame(msgspec.Struct, frozen=True):
    """A frame of a spread, in the spread's coordinates."""

    name: str
    box: Box
    story: str = ""
    next: str = ""
    picture: str = ""
    image: str = ""


class _Spread:
    """The frames of a spread, and its pages."""

    def __init__(self, spread: Element, package: Package) -> None:
        self._package = package
        self._frames: list[_Frame] = []
        self._sheets: list[Box] = []
        self._names: list[str] = []
        self._collect(spread)

    def _collect(self, spread: Element) -> None:
        for node in spread.iter():
            name = local(node)
            if name == "Page" and (bounds := _numbers(node.get("GeometricBounds"), 4)):
                top, left, bottom, right = bounds
                self._sheets.append(_moved([(left, top), (right, bottom)], _matrix(node)))
                self._names.append(node.get("Name") or "")
            elif name in {"TextFrame", "Rectangle", "Oval", "Polygon"} and node.get("Visible") != "false":
                self._take(node, spread)

    def _take(self, node: Element, spread: Element) -> None:
        anchors = [
            point for each in node.iter() if local(each) == "PathPointType" and _owner(each) is node
            and (point := _numbers(each.get("Anchor"), 2))
        ]  # fmt: skip
        if not anchors:
            return
        matrix = _matrix(node)
        for above in node.iterancestors():
            if above is spread:
                break
            matrix = _composed(matrix, _matrix(above))
        link = next((each.get("LinkResourceURI") for each in node.iter() if local(each) == "Link"), None)
        self._frames.append(
            _Frame(
                name=node.get("Self") or "",
                box=_moved([(x, y) for x, y in anchors], matrix),
                story=node.get("ParentStory") or "",
                next=node.get("NextTextFrame") or "",
                picture=posixpath.basename(unquote(link or "").replace("\\", "/")),
                image=next((each.get("Self") or "" for each in node.iter() if local(each) == "Image"), ""),
            )
        )

    def pages(self, file: str, first: int) -> Iterator[Page]:
        """The pages of the spread, from left to right."""
        placed = list(self._regions())
        sheets = sorted(zip(self._sheets, self._names, strict=True), key=lambda sheet: sheet[0].left)
        for number, (sheet, name) in enumerate(sheets, start=first):
            here = [region for region in placed if _nearest(region.box, [box for box, _ in sheets]) is sheet]
            regions = tuple(
                msgspec.structs.replace(region, box=_within(region.box, sheet)) for region in here
            )
            yield Page(
                file=file,
                number=number,
                width=sheet.width,
                height=sheet.height,
                regions=regions,
                label=name,
                points=1.0,
            )

    def _regions(self) -> Iterator[Region]:
        by_name = {frame.name: frame for frame in self._frames}
        continued = {frame.next for frame in self._frames}
        for frame in self._frames:
            if frame.picture:
                yield Region(
                    kind="picture", box=frame.box, picture=frame.picture, article=self._article(frame.name)
                )
            if frame.story and frame.name not in continued:
                chain = [frame]
                while (following := by_name.get(chain[-1].next)) and following not in chain:
                    chain.append(following)
                yield from self._flowed(frame.story, chain)

    def _flowed(self, story: str, chain: Sequence[_Frame]) -> Iterator[Region]:
        """The paragraphs of a story, each with the part of the frames that its length takes up."""
        paragraphs = self._package.stories.get(story, [])
        width = chain[0].box.width or 1.0
        lengths = [_height(paragraph, width) for paragraph in paragraphs]
        room = sum(frame.box.height for frame in chain)
        scale = min(1.0, room / sum(lengths)) if sum(lengths) else 1.0
        at = 0.0
        for paragraph, length in zip(paragraphs, lengths, strict=True):
            yield Region(
                kind="table" if paragraph.rows else "block",
                box=_part(chain, at * scale, (at + length) * scale),
                text=paragraph.text.replace("\n", ""),
                label=_label(paragraph.style) or _label(self._package.tags.get(story, "")),
                size=paragraph.size,
                bold=paragraph.bold,
                rows=paragraph.rows,
                article=self._article(story),
            )
            at += length

    def _article(self, name: str) -> str:
        return self._package.articles.get(name, "")


def _label(style: str) -> Label:
    return next((label for label, words in _LABELS if re.search(words, style, re.IGNORECASE)), "")


def _height(paragraph: Paragraph, width: float) -> float:
    if paragraph.rows:
        return len(paragraph.rows) * DEFAULT_SIZE * _LEADING
    em = sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in paragraph.text)  # noqa: PLR2004  # Han and kana are wide
    lines = max(1, math.ceil(em * paragraph.size / width))
    return lines * paragraph.size * _LEADING


def _part(chain: Sequence[_Frame], start: float, end: float) -> Box:
    """The part of the first frame that a stretch of a story takes up."""
    for frame in chain:
        height = frame.box.height
        if start < height or frame is chain[-1]:
            top = frame.box.top + min(start, height)
            bottom = min(frame.box.top + end, frame.box.bottom)
            return Box(frame.box.left, top, frame.box.right, max(bottom, top))
        start, end = start - height, end - height
    return chain[-1].box


def _owner(point: Element) -> Element | None:
    """The frame that a point of a path belongs to."""
    frames = {"TextFrame", "Rectangle", "Oval", "Polygon", "Image", "PDF", "EPS", "Group", "GraphicLine"}
    return next((above for above in point.iterancestors() if local(above) in frames), None)


def _numbers(value: str | None, count: int) -> list[float]:
    try:
        found = [float(part) for part in (value or "").split()]
    except ValueError:
        return []
    return found if len(found) == count and all(map(math.isfinite, found)) else []


def _matrix(node: Element) -> _Matrix:
    found = _numbers(node.get("ItemTransform"), 6)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if found else _IDENTITY


def _composed(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, x, y = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + x, e * q + f * s + y)


def _moved(points: Sequence[Sequence[float]], matrix: _Matrix) -> Box:
    a, b, c, d, e, f = matrix
    moved = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
    return Box(
        min(x for x, _ in moved), min(y for _, y in moved), max(x for x, _ in moved), max(y for _, y in moved)
    )


def _nearest(box: Box, sheets: Sequence[Box]) -> Box:
    """The sheet that the middle of a box is on, or next to."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return min(
        sheets,
        key=lambda sheet: (
            max(sheet.left - x, 0.0, x - sheet.right) + max(sheet.top - y, 0.0, y - sheet.bottom),
            sheet.left,
        ),
    )


def _within(box: Box, sheet: Box) -> Box:
    return Box(box.left - sheet.left, box.top - sheet.top, box.right - sheet.left, box.bottom - sheet.top)
