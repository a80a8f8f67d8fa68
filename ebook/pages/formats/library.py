"""What libraries and OCR engines keep of a page: hOCR, Tesseract's TSV, ALTO, PAGE-XML, NDLOCR (XML and JSON)."""

from __future__ import annotations

import csv
import io
import re
import statistics
from collections.abc import Callable, Iterator, Sequence

from lxml import etree, html
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.pages.formats import alto
from ebook.pages.formats.fields import Field, records, sniff
from ebook.pages.formats.xml import (
    Word,
    attribute,
    children,
    descendants,
    joined,
    name_of,
    number,
    parse,
    points_box,
)
from ebook.pages.page import Box, Label, Page, PageIssue, Region
from ebook.readers.decode import decode
from ebook.source import Source

__all__ = ["pages_of", "recognise"]

_TALL = 1.3
_SOME, _POOR = 30, 0.4
_LANGUAGES = {"chi_sim": "zh-Hans", "chi_tra": "zh-Hant", "jpn": "ja", "kor": "ko", "eng": "en"}
_TSV_HEAD = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def recognise(source: Source) -> bool:
    """Whether a source is one of these, by what it begins with."""
    return _reader_of(sniff(source)) is not None


def pages_of(source: Source) -> PageIssue:
    """The pages of a file.

    Raises:
        UnreadableSource: it is damaged, or what was recognised is no text.
    """
    read = _reader_of(sniff(source))
    if read is None:
        raise UnreadableSource(
            "this is neither hOCR, TSV, ALTO, PAGE-XML nor NDLOCR's output",
            file=source.name,
            hint="`ebook formats` lists what can be read",
        )
    issue = read(source)
    sure = [region.confidence for page in issue.pages for region in page.regions if region.text]
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
    if head.startswith(_TSV_HEAD):
        return _tsv
    if b"ocr_page" in head and b"<" in head:
        return _hocr
    if head[:1] == b"<":
        if alto.recognise(head):
            return _alto
        if b"<PcGts" in head or b":PcGts" in head:
            return _page_xml
        if b"<OCRDATASET" in head:
            return _ndlocr
    if head[:1] == b"{" and b'"contents"' in head and b'"boundingBox"' in head:
        return _ndlocr_json
    return None


# --- Tesseract ----------------------------------------------------------------------------


def _hocr(source: Source) -> PageIssue:
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(source.data, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableSource(
            f"this hOCR is damaged: {error}", file=source.name, hint="run the OCR again"
        ) from error
    pages = [element for element in root.iter() if "ocr_page" in _classes(element)]
    made = [_hocr_page(source.name, at, page) for at, page in enumerate(pages, 1)]
    names = {str(element.get("lang")) for element in root.iter("p", "div", "span") if element.get("lang")}
    langs = {_LANGUAGES[name] for name in names if name in _LANGUAGES}
    return PageIssue(pages=tuple(made), lang=langs.pop() if len(langs) == 1 else "")


def _classes(element: Element) -> list[str]:
    return str(element.get("class") or "").split() if isinstance(element.tag, str) else []


def _hocr_page(file: str, at: int, page: Element) -> Page:
    own = _title(page)
    size = own.get("bbox") or [0.0, 0.0, 0.0, 0.0]
    regions: list[Region] = []
    for element in page.iter():
        kinds = _classes(element)
        box = _hocr_box(element)
        if box is None:
            continue
        if {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"} & set(kinds):
            regions += _hocr_line(element, kinds, box)
        elif {"ocr_photo", "ocr_image"} & set(kinds):
            regions.append(Region(kind="picture", box=box))
        elif "ocr_separator" in kinds:
            regions.append(Region(kind="rule", box=box))
    width = size[2] or max((region.box.right for region in regions), default=1.0)
    height = size[3] or max((region.box.bottom for region in regions), default=1.0)
    return Page(file=file, number=at, width=width, height=height, regions=tuple(regions))


def _hocr_line(line: Element, kinds: Sequence[str], box: Box) -> Iterator[Region]:
    words = []
    for word in line.iter():
        if "ocrx_word" in _classes(word):
            sure = _title(word).get("x_wconf") or [100.0]
            words.append(Word("".join(word.itertext()).strip(), sure[0] / 100))
    text, sure_ = joined(words) if words else (" ".join("".join(line.itertext()).split()), 1.0)
    if not text:
        return
    angle = (_title(line).get("textangle") or [0.0])[0]
    vertical = box.height > _TALL * box.width and len(text) > 1 and angle in {0.0, 90.0, 180.0, 270.0}
    size = (_title(line).get("x_size") or [0.0])[0] if not vertical else 0.0
    label: Label = (
        "caption" if "ocr_caption" in kinds else ""
    )  # what Tesseract calls a header is any large line
    parent = line.getparent()
    group = str(parent.get("id") or "") if parent is not None else ""
    yield Region(
        kind="line", box=box, text=text, label=label, vertical=vertical, size=size, group=group, confidence=sure_,
        number=line.sourceline or 0,
    )  # fmt: skip


def _title(element: Element) -> dict[str, list[float]]:
    """The properties that hOCR puts into `title`, those with numbers."""
    found: dict[str, list[float]] = {}
    for part in str(element.get("title") or "").split(";"):
        name, _, values = part.strip().partition(" ")
        numbers = re.findall(r"-?\d+(?:\.\d+)?", values)
        if numbers:
            found[name] = [float(value) for value in numbers]
    return found


def _hocr_box(element: Element) -> Box | None:
    if not isinstance(element.tag, str):
        return None
    values = _title(element).get("bbox") or []
    if len(values) != 4:  # noqa: PLR2004  left, top, right, bottom
        return None
    box = Box(*values)
    return box if box.width > 0 and box.height > 0 else None


def _tsv(source: Source) -> PageIssue:
    text = decode(source).text
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    sizes: dict[int, Box] = {}
    lines: dict[tuple[int, ...], tuple[Box, list[Word]]] = {}
    for at, row in enumerate(rows, 2):
        try:
            level, page = int(row["level"]), int(row["page_num"])
            left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
            key = (page, *(int(row[name]) for name in ("block_num", "par_num", "line_num")))
            sure = float(row["conf"])
        except (TypeError, ValueError, KeyError) as error:
            raise UnreadableSource(
                "this row is no row of Tesseract's TSV", file=f"{source.name}:{at}", hint="run the OCR again"
            ) from error
        box = Box(left, top, left + width, top + height)
        if level == 1:
            sizes[page] = box
        elif level == 4 and width > 0 and height > 0:  # noqa: PLR2004  a line
            lines[key] = (box, [])
        elif level == 5 and key in lines and (row["text"] or "").strip():  # noqa: PLR2004  a word
            lines[key][1].append(Word(row["text"].strip(), sure / 100))
    pages = []
    for at, (number_, size) in enumerate(sorted(sizes.items()), 1):
        regions = tuple(
            region
            for key, (box, words) in lines.items()
            if key[0] == number_
            for region in _tsv_line(key, box, words)
        )
        pages.append(
            Page(
                file=source.name,
                number=at,
                width=max(size.right, 1.0),
                height=max(size.bottom, 1.0),
                regions=regions,
            )
        )
    return PageIssue(pages=tuple(pages))


def _tsv_line(key: Sequence[int], box: Box, words: Sequence[Word]) -> Iterator[Region]:
    text, sure = joined(words)
    if text:
        vertical = box.height > _TALL * box.width and len(text) > 1
        group = "-".join(map(str, key[:3]))
        yield Region(kind="line", box=box, text=text, vertical=vertical, group=group, confidence=sure)


# --- ALTO and PAGE-XML --------------------------------------------------------------------


def _alto(source: Source) -> PageIssue:
    found = alto.pages_of(source)
    return PageIssue(
        pages=tuple(page.page for page in found),
        repairs=tuple(repair for page in found for repair in page.repairs),
    )


_PAGE_LABELS: dict[str, Label] = {
    "heading": "title", "header": "header", "footer": "footer", "page-number": "page_number", "caption": "caption",
    "credit": "credit", "paragraph": "text", "marginalia": "aside", "footnote": "footnote", "list-label": "list",
    "drop-capital": "text", "floating": "aside",
}  # fmt: skip


def _page_xml(source: Source) -> PageIssue:
    root = parse(source)
    pages = [_page_xml_page(source.name, at, page) for at, page in enumerate(descendants(root, "Page"), 1)]
    return PageIssue(pages=tuple(pages))


def _page_xml_page(file: str, at: int, page: Element) -> Page:
    order = {attribute(ref, "regionRef"): k for k, ref in enumerate(_region_refs(page))}
    regions: list[Region] = []
    for element in descendants(
        page, "TextRegion", "ImageRegion", "GraphicRegion", "SeparatorRegion", "AdvertRegion"
    ):
        box = _coords(element)
        name = name_of(element)
        place = order.get(attribute(element, "id"))
        if name in {"ImageRegion", "GraphicRegion"} and box is not None:
            regions.append(Region(kind="picture", box=box, order=place))
        elif name == "SeparatorRegion" and box is not None:
            regions.append(Region(kind="rule", box=box))
        elif name == "TextRegion":
            regions += _text_region(element, box, place)
    width = number(page, "imageWidth") or max((region.box.right for region in regions), default=1.0)
    height = number(page, "imageHeight") or max((region.box.bottom for region in regions), default=1.0)
    image = attribute(page, "imageFilename") or None
    return Page(file=file, number=at, width=width, height=height, regions=tuple(regions), image=image)


def _region_refs(page: Element) -> list[Element]:
    """The references of the reading order; those of an ordered group by their index."""
    found: list[Element] = []
    for group in descendants(
        page, "OrderedGroup", "UnorderedGroup", "OrderedGroupIndexed", "UnorderedGroupIndexed"
    ):
        found += sorted(
            children(group, "RegionRefIndexed", "RegionRef"), key=lambda ref: number(ref, "index")
        )
    return found


def _text_region(region: Element, box: Box | None, order: int | None) -> Iterator[Region]:
    label = _PAGE_LABELS.get(attribute(region, "type"), "")
    down = (
        attribute(region, "readingDirection") in {"top-to-bottom", "bottom-to-top"}
        or attribute(region, "textLineOrder") == "right-to-left"
    )
    lines = list(children(region, "TextLine"))
    for line in lines:
        own = _coords(line)
        text, sure = _equivalent(line)
        if not text:
            text, sure = joined([Word(*_equivalent(word)) for word in children(line, "Word")])
        if text and own is not None:
            vertical = down or (own.height > _TALL * own.width and len(text) > 1)
            yield Region(
                kind="line", box=own, text=text, label=label, vertical=vertical, order=order,
                group=attribute(region, "id"), confidence=sure,
            )  # fmt: skip
    text, sure = _equivalent(region)
    if not lines and text and box is not None:
        yield Region(
            kind="block", box=box, text=text, label=label, vertical=down, order=order, confidence=sure
        )


def _equivalent(element: Element) -> tuple[str, float]:
    """The text that an element itself gives, the first reading of several, and how sure it is."""
    readings = sorted(children(element, "TextEquiv"), key=lambda reading: number(reading, "index"))
    for reading in readings:
        text = next((unicode.text or "" for unicode in children(reading, "Unicode")), "")
        if text.strip():
            return text.strip(), number(reading, "conf", default=1.0)
    return "", 1.0


def _coords(element: Element) -> Box | None:
    for coords in children(element, "Coords"):
        if points := attribute(coords, "points"):
            return points_box(points)
        return points_box(
            " ".join(
                f"{attribute(point, 'x')},{attribute(point, 'y')}" for point in children(coords, "Point")
            )
        )
    return None


# --- NDLOCR -------------------------------------------------------------------------------

_NDL_LABELS: dict[str, Label] = {
    "タイトル本文": "title", "本文": "text", "キャプション": "caption", "広告文字": "advertisement", "頭注": "aside",
    "割注": "text", "柱": "header", "ノンブル": "page_number", "TITLE": "title", "AUTHOR": "byline",
}  # fmt: skip


def _ndlocr(source: Source) -> PageIssue:
    root = parse(source)
    pages = [_ndl_page(source.name, at, page) for at, page in enumerate(descendants(root, "PAGE"), 1)]
    return PageIssue(pages=tuple(pages), lang="ja")


def _ndl_page(file: str, at: int, page: Element) -> Page:
    regions: list[Region] = []
    for element in descendants(page, "LINE", "BLOCK"):
        kind = attribute(element, "TYPE")
        left, top = number(element, "X"), number(element, "Y")
        box = Box(left, top, left + number(element, "WIDTH"), top + number(element, "HEIGHT"))
        if box.width <= 0 or box.height <= 0:
            continue
        text = attribute(element, "STRING").strip()
        if kind == "図版":
            regions.append(Region(kind="picture", box=box))
        if text:
            regions.append(_ndl_line(element, kind, text, box))
    width = number(page, "WIDTH") or max((region.box.right for region in regions), default=1.0)
    height = number(page, "HEIGHT") or max((region.box.bottom for region in regions), default=1.0)
    return Page(file=file, number=at, width=width, height=height, regions=tuple(regions))


def _ndl_line(element: Element, kind: str, text: str, box: Box) -> Region:
    label = _NDL_LABELS.get("TITLE" if attribute(element, "TITLE") else kind, "")
    if label == "page_number" and not any(char.isdigit() for char in text):
        label = ""  # what is no number is no page number, whatever the program takes it for
    return Region(
        kind="line",
        box=box,
        text=text,
        label=label,
        vertical=box.height > _TALL * box.width and len(text) > 1,
        confidence=number(element, "CONF", default=1.0),
        number=element.sourceline or 0,
    )


def _ndlocr_json(source: Source) -> PageIssue:
    (root,) = records(source)[:1]
    size = root.get("imginfo")
    found = []
    for at, lines in enumerate(root.each("contents"), 1):
        regions = tuple(region for line in lines.items() for region in _ndl_json_line(line))
        width = size.number("img_width") if size is not None else 0.0
        height = size.number("img_height") if size is not None else 0.0
        width = width or max((region.box.right for region in regions), default=1.0)
        height = height or max((region.box.bottom for region in regions), default=1.0)
        found.append(Page(file=source.name, number=at, width=width, height=height, regions=regions))
    return PageIssue(pages=tuple(found), lang="ja")


def _ndl_json_line(line: Field) -> Iterator[Region]:
    box = line.need("boundingBox").box()
    text = line.text("text").strip()
    if box is not None and text:
        vertical = box.height > _TALL * box.width and len(text) > 1
        sure = min(max(line.number("confidence", default=1.0), 0.0), 1.0)
        yield Region(kind="line", box=box, text=text, vertical=vertical, confidence=sure)
