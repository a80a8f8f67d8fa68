"""ALTO (versions 1 to 4): pages of libraries, alone or within METS.

Words that a line's end divides carry the whole word (`SUBS_CONTENT`): it stands where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml.etree import _Element as Element

from ebook.facsimile import PageImage
from ebook.model import Origin, Repair
from ebook.pages.formats.beside import page_image
from ebook.pages.formats.gutters import divided_lines
from ebook.pages.formats.lines import Word, box_of_words, boxed, even_sizes, is_tall, joined, page_size
from ebook.pages.formats.xml import attribute, children, descendants, name_of, number, parse
from ebook.pages.page import Box, Kind, Label, Page, Region
from ebook.source import Source

__all__ = ["AltoPage", "pages_of"]

_POINTS = {"mm10": 3.528, "inch1200": 16.667}
"""How many units a point is; of pixels nobody says how many there are to the inch."""
_PICTURES = re.compile(r"illustration|image|photo|graphic|drawing|map|chart", re.IGNORECASE)
_TAGS: tuple[tuple[str, Label], ...] = (
    ("advert", "advertisement"), ("caption", "caption"), ("page-number", "page_number"), ("pagenum", "page_number"),
    ("numberingzone", "page_number"), ("running", "header"), ("header", "header"), ("footer", "footer"),
    ("footnote", "footnote"), ("title", "title"), ("heading", "title"), ("headline", "title"), ("margin", "aside"),
)  # fmt: skip
"""What the names of block types and tags begin with or hold, and our labels."""


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
    marks = _Marks(
        styles={attribute(style, "ID"): style for style in descendants(root, "TextStyle")},
        tags={attribute(tag, "ID"): attribute(tag, "LABEL", "TYPE") for tag in _tags(root)},
        point=_POINTS.get(unit, 0.0),
        has_spaces=next(descendants(root, "SP"), None) is not None,
    )
    pages = list(descendants(root, "Page"))
    named = next((element.text or "" for element in descendants(root, "fileName")), "").strip()
    images = [page_image(source, named, at, len(pages)) for at in range(1, len(pages) + 1)]
    return [
        _Reader(source.name, at, page, marks, image).run()
        for at, (page, image) in enumerate(zip(pages, images, strict=True), first)
    ]


class _Marks(msgspec.Struct, frozen=True):
    """What a file says once for all its pages.

    Attributes:
        styles: its text styles by their identifiers.
        tags: the names of its tags by their identifiers.
        point: how many of its units are a point, 0 where nobody knows.
        has_spaces: whether it says where spaces are.
    """

    styles: dict[str, Element]
    tags: dict[str, str]
    point: float
    has_spaces: bool


def _tags(root: Element) -> Iterator[Element]:
    for tags in descendants(root, "Tags"):
        yield from tags


def _label_of(name: str) -> Label:
    lowered = name.lower()
    return next((label for part, label in _TAGS if part in lowered), "")


class _Reader:
    def __init__(self, file: str, at: int, page: Element, marks: _Marks, image: PageImage | None) -> None:
        self.file, self.at, self.element, self.marks, self.image = file, at, page, marks, image
        self.regions: list[Region] = []
        self.blocks: list[tuple[str, ...]] = []
        self.divided: list[str] = []
        self.begun = ""
        self.lang = ""
        self.parts: dict[Element, list[list[Word]]] = {}

    def run(self) -> AltoPage:
        width, height = number(self.element, "WIDTH"), number(self.element, "HEIGHT")
        whole = Box(0, 0, width, height) if width > 0 and height > 0 else Box(0, 0, 1, 1)
        lines = list(descendants(self.element, "TextLine"))
        words = divided_lines([list(self._words(line)) for line in lines])
        self.parts = dict(zip(lines, words, strict=True))
        self._walk(self.element, (), whole, "")
        width, height = page_size(width, height, (region.box for region in self.regions))
        page = Page(
            file=self.file,
            number=self.at,
            width=width,
            height=height,
            regions=even_sizes(self.regions),
            label=attribute(self.element, "PRINTED_IMG_NR"),
            image=self.image,
            points=1 / self.marks.point if self.marks.point else 0.0,
        )
        repairs: tuple[Repair, ...] = ()
        if self.divided:
            text = "\n".join(self.divided)
            repairs = (Repair(kind="joined-line", text=text, code="hyphens", origin=Origin(file=self.file)),)
        return AltoPage(page, self.blocks, repairs, self.lang)

    def _walk(self, element: Element, above: tuple[str, ...], around: Box, label: Label) -> None:
        for child in element:
            name = name_of(child)
            inside = (attribute(child, "ID"), *above)
            kind = attribute(child, "TYPE")
            if name == "TextLine":
                self._line(child, above, around, label)
                continue
            if name == "GraphicalElement":
                self._put(child, "rule", inside)
            elif name == "Illustration" or (name == "ComposedBlock" and _PICTURES.search(kind)):
                self._put(child, "picture", inside)
            if name:
                if name == "TextBlock":
                    self.lang = self.lang or attribute(child, "LANG", "language")
                self._walk(child, inside, _box(child) or around, self._label(child, kind) or label)

    def _label(self, block: Element, kind: str) -> Label:
        names = [self.marks.tags.get(tag, "") for tag in attribute(block, "TAGREFS").split()]
        return next(filter(None, map(_label_of, (*names, kind))), "")

    def _put(self, element: Element, kind: Kind, inside: tuple[str, ...]) -> None:
        if box := _box(element):
            self.regions.append(Region(kind=kind, box=box))
            self.blocks.append(inside)

    def _line(self, line: Element, above: tuple[str, ...], around: Box, label: Label) -> None:
        """A line, or its parts in several columns."""
        size, bold = self._style(line)
        parent = line.getparent()
        parts = self.parts[line]
        whole = _box(line)
        for words in parts:
            own = box_of_words(words, whole) if whole is not None and len(parts) > 1 else whole
            text, sure = joined(words)
            box = boxed(text.strip(), own, _box_of_words(line), around)
            if box is None:
                continue
            self.regions.append(
                Region(
                    kind="line",
                    box=box,
                    text=text,
                    label=self._label(line, "") or label,
                    vertical=is_tall(box, text),
                    size=size,
                    bold=bold,
                    group=above[0] if above else "",
                    confidence=sure,
                    lang=attribute(line, "LANG")
                    or ("" if parent is None else attribute(parent, "LANG", "language")),
                    number=line.sourceline or 0,
                )
            )
            self.blocks.append(above)

    def _words(self, line: Element) -> Iterator[Word]:
        """The words of a line; one that is divided stands whole where it begins."""
        apart = True
        whole = ""
        for part in children(line, "String", "SP", "HYP"):
            name = name_of(part)
            if name == "SP":
                apart = True
            elif name == "HYP":
                if not whole:
                    yield Word(attribute(part, "CONTENT").replace("\u00ad", "-"), apart=False, box=_box(part))
            else:
                text, kind = attribute(part, "CONTENT"), attribute(part, "SUBS_TYPE")
                whole = attribute(part, "SUBS_CONTENT") if kind == "HypPart1" else ""
                if kind == "HypPart2" and self._is_given(attribute(part, "SUBS_CONTENT"), text):
                    self.begun = ""
                    continue
                if whole:
                    self.divided.append(f"{text}-{whole.removeprefix(text)}")
                    self.begun = whole
                yield Word(whole or text, number(part, "WC", default=1.0), apart=apart, box=_box(part))
                apart = not self.marks.has_spaces

    def _is_given(self, whole: str, rest: str) -> bool:
        """Whether the second part of a divided word was given with the first."""
        return bool(self.begun) and (whole == self.begun or (not whole and self.begun.endswith(rest)))

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
            if (style := self.marks.styles.get(name)) is not None:
                return number(style, "FONTSIZE") * self.marks.point, "bold" in attribute(style, "FONTSTYLE")
        return 0.0, any("bold" in name for name in names)


def _box(element: Element) -> Box | None:
    left, top = number(element, "HPOS"), number(element, "VPOS")
    width, height = number(element, "WIDTH"), number(element, "HEIGHT")
    return Box(left, top, left + width, top + height) if width > 0 and height > 0 else None


def _box_of_words(line: Element) -> Box | None:
    boxes = [box for word in children(line, "String") if (box := _box(word)) is not None]
    return Box.around(boxes) if boxes else None
