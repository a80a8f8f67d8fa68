"""ALTO (versions 1 to 4): pages of libraries, alone or within METS.

Words that a line's end divides carry the whole word (`SUBS_CONTENT`): it stands where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml.etree import _Element as Element

from ebook.model import Origin, Repair
from ebook.pages.formats.xml import Word, attribute, children, descendants, joined, name_of, number, parse
from ebook.pages.page import Box, Page, Region
from ebook.source import Source

__all__ = ["AltoPage", "pages_of", "recognise"]

_POINTS = {"mm10": 3.528, "inch1200": 16.667}
"""How many units a point is; of pixels nobody says how many there are to the inch."""
_TALL = 1.5
_ALSO_VERTICAL = 2


class AltoPage(msgspec.Struct, frozen=True):
    """A page, with the blocks of its regions.

    Attributes:
        page: the page; each region is a line, a picture or a rule.
        blocks: for each region the identifiers of the elements around it, the innermost first.
        repairs: the words that were put together again.
        lang: the language that the file names, '' where it names none.
    """

    page: Page
    blocks: list[tuple[str, ...]]
    repairs: tuple[Repair, ...]
    lang: str


def recognise(head: bytes) -> bool:
    """Whether a source that begins like this is ALTO."""
    return b"<alto" in head or b":alto" in head


def pages_of(source: Source, first: int = 1) -> list[AltoPage]:
    """The pages of a file, counted from a number on.

    Raises:
        UnreadableSource: it is damaged.
    """
    root = parse(source)
    unit = (
        next((element.text or "" for element in descendants(root, "MeasurementUnit")), "pixel")
        .strip()
        .lower()
    )
    styles = {attribute(style, "ID"): style for style in descendants(root, "TextStyle")}
    return [
        _Reader(source.name, at, page, styles, _POINTS.get(unit, 0.0)).run()
        for at, page in enumerate(descendants(root, "Page"), first)
    ]


class _Reader:
    def __init__(self, file: str, at: int, page: Element, styles: dict[str, Element], point: float) -> None:
        self.file, self.at, self.element, self.styles, self.point = file, at, page, styles, point
        self.regions: list[Region] = []
        self.blocks: list[tuple[str, ...]] = []
        self.divided: list[str] = []
        self.lang = ""

    def run(self) -> AltoPage:
        self._walk(self.element, ())
        boxes = [region.box for region in self.regions]
        width = number(self.element, "WIDTH") or max((box.right for box in boxes), default=1.0)
        height = number(self.element, "HEIGHT") or max((box.bottom for box in boxes), default=1.0)
        page = Page(
            file=self.file,
            number=self.at,
            width=width,
            height=height,
            regions=tuple(self.regions),
            label=attribute(self.element, "PRINTED_IMG_NR"),
        )
        repairs: tuple[Repair, ...] = ()
        if self.divided:
            text = "\n".join(self.divided)
            repairs = (Repair(kind="joined-line", text=text, code="hyphens", origin=Origin(file=self.file)),)
        return AltoPage(page, self.blocks, repairs, self.lang)

    def _walk(self, element: Element, above: tuple[str, ...]) -> None:
        for child in element:
            name = name_of(child)
            inside = (attribute(child, "ID"), *above)
            if name == "TextLine":
                self._line(child, above)
            elif name in {"Illustration", "GraphicalElement"} or (
                name == "ComposedBlock"
                and attribute(child, "TYPE").lower() in {"illustration", "image", "photo"}
            ):
                self._put(child, "rule" if name == "GraphicalElement" else "picture", inside)
                self._walk(child, inside)
            elif name:
                self.lang = self.lang or (attribute(child, "LANG", "language") if name == "TextBlock" else "")
                self._walk(child, inside)

    def _put(self, element: Element, kind: str, inside: tuple[str, ...]) -> None:
        if box := _box(element):
            self.regions.append(Region(kind=kind, box=box))  # type: ignore[arg-type]  # one of two kinds
            self.blocks.append(inside)

    def _line(self, line: Element, above: tuple[str, ...]) -> None:
        words = list(self._words(line))
        text, sure = joined(words)
        box = _box(line)
        if not text.strip() or box is None:
            return
        size, bold = self._style(line)
        self.regions.append(
            Region(
                kind="line",
                box=box,
                text=text,
                vertical=box.height > _TALL * box.width and len(text) >= _ALSO_VERTICAL,
                size=size,
                bold=bold,
                group=above[0] if above else "",
                confidence=sure,
            )
        )
        self.blocks.append(above)

    def _words(self, line: Element) -> Iterator[Word]:
        for string in children(line, "String"):
            kind, whole = attribute(string, "SUBS_TYPE"), attribute(string, "SUBS_CONTENT")
            if kind == "HypPart2" and whole:
                continue
            text = attribute(string, "CONTENT")
            if kind == "HypPart1" and whole:
                self.divided.append(f"{text}-{whole.removeprefix(text)}")
                text = whole
            yield Word(text, number(string, "WC", default=1.0))

    def _style(self, line: Element) -> tuple[float, bool]:
        """The size of a line's characters in the page's unit, 0 where it is not known, and whether they are bold."""
        holders = [line, line.getparent(), *children(line, "String")]
        names = [
            name
            for holder in holders
            if holder is not None
            for name in attribute(holder, "STYLEREFS", "STYLE").split()
        ]
        for name in names:
            if (style := self.styles.get(name)) is not None:
                return number(style, "FONTSIZE") * self.point, "bold" in attribute(style, "FONTSTYLE")
        return 0.0, any("bold" in name for name in names)


def _box(element: Element) -> Box | None:
    left, top = number(element, "HPOS"), number(element, "VPOS")
    width, height = number(element, "WIDTH"), number(element, "HEIGHT")
    return Box(left, top, left + width, top + height) if width > 0 and height > 0 else None
