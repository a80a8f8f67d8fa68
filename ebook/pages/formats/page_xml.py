"""PAGE-XML (2010 to 2019), as PRImA's tools, Transkribus, eScriptorium and OCR-D write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from ebook.pages.formats.beside import page_image
from ebook.pages.formats.lines import Word, boxed, even_sizes, is_tall, joined, page_size
from ebook.pages.formats.xml import attribute, children, descendants, name_of, number, parse, points_box
from ebook.pages.page import Box, Label, Page, PageIssue, Region
from ebook.source import Source

__all__ = ["pages_of"]

_LABELS: dict[str, Label] = {
    "heading": "title", "header": "header", "footer": "footer", "page-number": "page_number", "caption": "caption",
    "credit": "credit", "paragraph": "text", "marginalia": "aside", "footnote": "footnote", "list-label": "list",
    "footnote-continued": "footnote", "endnote": "footnote", "drop-capital": "text", "floating": "aside",
    "signature-mark": "footer", "catch-word": "footer", "toc-entry": "list",
}  # fmt: skip
_PICTURES = frozenset(("ImageRegion", "GraphicRegion", "LineDrawingRegion", "ChartRegion", "MapRegion"))
_REFERENCES = frozenset(("RegionRef", "RegionRefIndexed"))
_GROUPS = frozenset(("OrderedGroup", "OrderedGroupIndexed", "UnorderedGroup", "UnorderedGroupIndexed"))
_CUSTOM_TYPE = re.compile(r"structure\s*\{[^}]*\btype:\s*([\w-]+)")
"""Where Transkribus keeps a type that the schema does not have."""
_MOST_CELLS = 500
"""A table with more rows or columns is a damaged file: its cells are read as lines."""
_DOWN = frozenset(("top-to-bottom", "bottom-to-top"))


def pages_of(source: Source) -> PageIssue:
    """The pages of a file.

    Raises:
        UnreadableSource: it is damaged.
    """
    pages = list(descendants(parse(source), "Page"))
    return PageIssue(pages=tuple(_page(source, at, len(pages), page) for at, page in enumerate(pages, 1)))


def _page(source: Source, at: int, count: int, page: Element) -> Page:
    order = {attribute(ref, "regionRef"): k for k, ref in enumerate(_references(page))}
    width, height = number(page, "imageWidth"), number(page, "imageHeight")
    whole = Box(0, 0, width, height) if width > 0 and height > 0 else Box(0, 0, 1, 1)
    regions: list[Region] = []
    for element in page.iter():
        name = name_of(element)
        place = order.get(attribute(element, "id")) if name.endswith("Region") else None
        if name in _PICTURES and (box := _coords(element)) is not None:
            regions.append(Region(kind="picture", box=box, order=place))
        elif name == "SeparatorRegion" and (box := _coords(element)) is not None:
            regions.append(Region(kind="rule", box=box))
        elif name == "TableRegion":
            regions += _table(element, place)
        elif name == "TextRegion" and _table_around(element) is None:
            regions += _text_region(element, place, whole)
    width, height = page_size(width, height, (region.box for region in regions))
    return Page(
        file=source.name,
        number=at,
        width=width,
        height=height,
        regions=even_sizes(regions),
        image=page_image(source, attribute(page, "imageFilename"), at, count),
    )


def _references(page: Element) -> Iterator[Element]:
    """The regions of the reading order; groups within groups have a place among their neighbours."""
    for order in children(page, "ReadingOrder"):
        for group in children(order, *_GROUPS):
            yield from _members(group)


def _members(group: Element) -> Iterator[Element]:
    found = list(children(group, *_REFERENCES, *_GROUPS))
    if name_of(group).startswith("Ordered"):
        found.sort(key=lambda member: number(member, "index"))
    for member in found:
        if name_of(member) in _REFERENCES or attribute(member, "regionRef"):
            yield member
        yield from _members(member)


# --- text ---------------------------------------------------------------------------------


def _text_region(region: Element, order: int | None, whole: Box) -> Iterator[Region]:
    box, label, group = _coords(region), _label(region), attribute(region, "id")
    down = attribute(region, "readingDirection") in _DOWN or attribute(region, "textLineOrder") in {
        "right-to-left",
        "left-to-right",
    }
    has_lines = False
    for line in children(region, "TextLine"):
        text, sure = _equivalent(line)
        if not text:
            text, sure = joined([Word(*_equivalent(word)) for word in children(line, "Word")])
        own = boxed(text, _coords(line), box, whole)
        if own is not None:
            has_lines = True
            vertical = is_tall(own, text) or (down and own.height > own.width)
            yield Region(
                kind="line", box=own, text=text, label=label, vertical=vertical, order=order, group=group,
                confidence=sure, number=line.sourceline or 0,
            )  # fmt: skip
    text, sure = _equivalent(region)
    around = boxed(text, box, whole)
    if around is not None and not has_lines:
        yield Region(
            kind="block", box=around, text=text, label=label, vertical=down and is_tall(around, text), order=order,
            group=group, confidence=sure, number=region.sourceline or 0,
        )  # fmt: skip


def _label(region: Element) -> Label:
    kind = attribute(region, "type")
    if custom := _CUSTOM_TYPE.search(attribute(region, "custom")):
        kind = kind if kind in _LABELS and kind != "paragraph" else custom[1]
    above = region.getparent()
    if above is not None and name_of(above) == "AdvertRegion":
        return "advertisement"
    return _LABELS.get(kind.lower(), "")


def _equivalent(element: Element) -> tuple[str, float]:
    """The text that an element itself gives, the first reading of several, and how sure it is."""
    readings = sorted(children(element, "TextEquiv"), key=lambda reading: number(reading, "index"))
    for reading in readings:
        text = next((unicode.text or "" for unicode in children(reading, "Unicode")), "")
        text = text or next((plain.text or "" for plain in children(reading, "PlainText")), "")
        if text.strip():
            return text.strip(), number(reading, "conf", default=1.0)
    return "", 1.0


def _coords(element: Element) -> Box | None:
    for coords in children(element, "Coords"):
        points = attribute(coords, "points") or " ".join(
            f"{attribute(point, 'x')},{attribute(point, 'y')}" for point in children(coords, "Point")
        )
        return points_box(points)
    return None


# --- tables -------------------------------------------------------------------------------


def _table_around(element: Element) -> Element | None:
    """The table of whose cells a text region is one, None where the file does not place its cells."""
    table = element.getparent()
    if table is None or name_of(table) != "TableRegion" or _coords(table) is None:
        return None
    return table if _cells(table) is not None else None


def _table(table: Element, order: int | None) -> Iterator[Region]:
    cells, box = _cells(table), _coords(table)
    if not cells or box is None:
        return
    width, height = max(column for _, column in cells) + 1, max(row for row, _ in cells) + 1
    rows = tuple(tuple(cells.get((row, column), "") for column in range(width)) for row in range(height))
    yield Region(kind="table", box=box, rows=rows, order=order, number=table.sourceline or 0)


def _cells(table: Element) -> dict[tuple[int, int], str] | None:
    """The texts of a table's cells by row and column; None where not all of them have a place of their own."""
    cells: dict[tuple[int, int], str] = {}
    for region in children(table, "TextRegion"):
        role = next(descendants(region, "TableCellRole"), None)
        if role is None:
            return None
        place = (int(number(role, "rowIndex", default=-1)), int(number(role, "columnIndex", default=-1)))
        if place in cells or not 0 <= place[0] < _MOST_CELLS or not 0 <= place[1] < _MOST_CELLS:
            return None
        lines = [found.text for found in _text_region(region, None, Box(0, 0, 1, 1))]
        cells[place] = joined([Word(text) for text in lines])[0]
    return cells or None
