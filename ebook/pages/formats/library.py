"""What libraries and OCR engines keep of a page: hOCR, Tesseract's TSV, ALTO, PAGE-XML, NDLOCR (XML and JSON)."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.pages.formats import alto, page_xml, tesseract
from ebook.pages.formats.beside import page_image
from ebook.pages.formats.fields import Field, records
from ebook.pages.formats.lines import boxed, even_sizes, is_tall, page_size
from ebook.pages.formats.xml import attribute, descendants, name_of, number, parse
from ebook.pages.page import Box, Label, Page, PageIssue, Region
from ebook.signatures import TSV_HEAD, is_alto, is_hocr, is_ndlocr, is_ndlocr_json, is_page_xml, sniff
from ebook.source import Source

__all__ = ["pages_of"]

_SOME, _POOR = 30, 0.4


def pages_of(source: Source) -> PageIssue:
    """The pages of a file.

    Raises:
        UnreadableSource: it is damaged, or what was recognised is not text.
    """
    read = _reader_of(sniff(source))
    if read is None:
        raise UnreadableSource(
            "this is neither hOCR, TSV, ALTO, PAGE-XML nor NDLOCR's output",
            file=source.name,
            hint="`ebook formats` lists what can be read",
        )
    issue = read(source)
    sure = [
        region.confidence for page in issue.pages for region in page.regions if region.text or region.rows
    ]
    if not sure:
        raise UnreadableSource("no text was found on its pages", file=source.name, hint="run the OCR again")
    if len(sure) >= _SOME and statistics.median(sure) < _POOR:
        raise UnreadableSource(
            f"the OCR was unsure of most lines: {statistics.median(sure):.0%} on average",
            file=source.name,
            hint="run the OCR again in the paper's language, on a scan of 300 dpi",
        )
    return issue


def _reader_of(head: bytes) -> Callable[[Source], PageIssue] | None:
    if head.startswith(TSV_HEAD):
        return tesseract.tsv
    if is_hocr(head):
        return tesseract.hocr
    if head[:1] == b"<":
        if is_alto(head):
            return _alto
        if is_page_xml(head):
            return page_xml.pages_of
        if is_ndlocr(head):
            return _ndlocr
    if is_ndlocr_json(head):
        return _ndlocr_json
    return None


def _alto(source: Source) -> PageIssue:
    found = alto.pages_of(source)
    return PageIssue(
        pages=tuple(page.page for page in found),
        repairs=tuple(repair for page in found for repair in page.repairs),
    )


# --- NDLOCR -------------------------------------------------------------------------------

_NDL_LABELS: dict[str, Label] = {
    "タイトル本文": "title", "本文": "text", "キャプション": "caption", "広告文字": "advertisement", "頭注": "aside",
    "割注": "text", "柱": "header", "ノンブル": "page_number",
}  # fmt: skip


def _ndlocr(source: Source) -> PageIssue:
    root = parse(source)
    found = list(descendants(root, "PAGE"))
    pages = [_ndl_page(source, at, len(found), page) for at, page in enumerate(found, 1)]
    return PageIssue(pages=tuple(pages), lang="ja")


def _ndl_page(source: Source, at: int, count: int, page: Element) -> Page:
    width, height = number(page, "WIDTH"), number(page, "HEIGHT")
    whole = Box(0, 0, width, height) if width > 0 and height > 0 else Box(0, 0, 1, 1)
    regions: list[Region] = []
    for element in descendants(page, "LINE", "BLOCK"):
        kind = attribute(element, "TYPE")
        own = _ndl_box(element)
        text = attribute(element, "STRING").strip()
        box = boxed(text, own, _ndl_box(element.getparent()), whole)
        if kind == "図版" and own is not None:
            regions.append(Region(kind="picture", box=own))
        if box is not None:
            regions.append(_ndl_line(element, kind, text, box))
    width, height = page_size(width, height, (region.box for region in regions))
    return Page(
        file=source.name,
        number=at,
        image=page_image(source, attribute(page, "IMAGENAME"), at, count),
        width=width,
        height=height,
        regions=even_sizes(regions),
    )


def _ndl_box(element: Element | None) -> Box | None:
    if element is None:
        return None
    if name_of(element) == "TEXTBLOCK":
        lines = [box for line in descendants(element, "LINE") if (box := _ndl_box(line)) is not None]
        return Box.around(lines) if lines else None
    left, top = number(element, "X"), number(element, "Y")
    box = Box(left, top, left + number(element, "WIDTH"), top + number(element, "HEIGHT"))
    return box if box.width > 0 and box.height > 0 else None


def _ndl_line(element: Element, kind: str, text: str, box: Box) -> Region:
    label = _NDL_LABELS.get(kind, "")
    if _is_true(element, "TITLE"):
        label = "title"
    elif _is_true(element, "AUTHOR"):
        label = "byline"
    if label == "page_number" and not any(char.isdigit() for char in text):
        label = ""  # the program takes other short lines for page numbers, too
    order = number(element, "ORDER", default=-1)
    parent = element.getparent()
    return Region(
        kind="line",
        box=box,
        text=text,
        label=label,
        vertical=is_tall(box, text),
        order=int(order) if order >= 0 else None,
        group=f"line {parent.sourceline}" if parent is not None and name_of(parent) == "TEXTBLOCK" else "",
        confidence=number(element, "CONF", default=1.0),
        number=element.sourceline or 0,
    )


def _is_true(element: Element, name: str) -> bool:
    return attribute(element, name).lower() not in {"", "false", "0"}


def _ndlocr_json(source: Source) -> PageIssue:
    (root,) = records(source)[:1]
    size = root.get("imginfo")
    found = list(root.each("contents"))
    pages = [_ndl_json_page(source, at, len(found), lines, size) for at, lines in enumerate(found, 1)]
    return PageIssue(pages=tuple(pages), lang="ja")


def _ndl_json_page(source: Source, at: int, count: int, lines: Field, size: Field | None) -> Page:
    regions = [region for line in lines.items() for region in _ndl_json_line(line)]
    given = (size.number("img_width"), size.number("img_height")) if size is not None else (0.0, 0.0)
    width, height = page_size(*given, (region.box for region in regions))
    return Page(
        file=source.name,
        number=at,
        image=page_image(source, size.text("img_name", "img_path") if size is not None else "", at, count),
        width=width,
        height=height,
        regions=even_sizes(regions),
    )


def _ndl_json_line(line: Field) -> Iterator[Region]:
    text = line.text("text").strip()
    box = boxed(text, line.need("boundingBox").box(), Box(0, 0, 1, 1))
    if box is not None:
        sure = min(max(line.number("confidence", default=1.0), 0.0), 1.0)
        yield Region(kind="line", box=box, text=text, vertical=is_tall(box, text), confidence=sure)
