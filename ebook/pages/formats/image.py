"""Pictures of pages, and PDFs that hold nothing else, by OCR."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import PurePath

import pypdfium2
from PIL import Image

from ebook.errors import UnreadableSource
from ebook.facsimile import PageImage
from ebook.model import Origin, Place
from ebook.ocr import choose, looks_korean
from ebook.ocr.engine import TextLine
from ebook.ocr.raster import MAX_PIXELS, Straightened, frames
from ebook.ocr.scan import Scan, scan
from ebook.pages.page import Box, Page, PageIssue, Region
from ebook.problems import Problem
from ebook.readers import ReadOptions
from ebook.rules import scan as rules
from ebook.source import Source

__all__ = ["pages_of", "recognised"]

_READABLE = 0.6
"""The mean confidence below which a page is garbage, or in a language that the engine does not know."""

_SURE = 0.75
"""The confidence below which a line is reported."""

_SMALL = 14
"""Pixels: characters that are less high are often misread."""

_BODY = 10.0
"""Points: the size of running text, by which pixels become points; what a scan says of its resolution is often wrong."""

_HALF_RULE = 0.5
"""Points."""

_BOLDER = 1.3
"""How many times thicker the strokes of a sans or bold face are than those of the lines of its size."""

_PEERS = 5
"""Lines of about the same size, among which a bold one stands out."""


def pages_of(source: Source, options: ReadOptions) -> PageIssue:
    """Read a picture file, or the pages of a PDF as pictures; a TIFF may have several pages as well.

    Raises:
        UnreadableSource: it is no picture, too large, or its text cannot be read.
        MissingTool: the OCR engine is not installed.
    """
    is_pdf = source.data.startswith(b"%PDF-")
    images = _rendered(source) if is_pdf else frames(source.data, source.name)
    return recognised(images, source, options)


def _rendered(source: Source) -> Iterator[Image.Image]:
    """The pages of a PDF, each in the resolution of the picture that it is."""
    try:
        document = pypdfium2.PdfDocument(source.data)
        try:
            for page in document:
                width, height = page.get_size()
                scale = min(_scale(page, max(width, height)), (MAX_PIXELS / (width * height)) ** 0.5)
                yield page.render(scale=scale).to_pil().convert("RGB")
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(
            f"this PDF is damaged: {error}", file=source.name, hint="get the file again"
        ) from error


def _scale(page: pypdfium2.PdfPage, length: float) -> float:
    """Pixels for each point: as many as the longest picture of a page has, 300 to an inch where there is none."""
    pictures = page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2)
    longest = max((max(picture.get_px_size()) for picture in pictures), default=0)
    least, usual, most = (dpi / 72 for dpi in (100, 300, 600))
    return min(max(longest / length, least), most) if longest else usual


def recognised(images: Iterable[Image.Image], source: Source, options: ReadOptions) -> PageIssue:
    """Read pages that are there as pictures, one at a time.

    Args:
        images: the pages, upright.
        source: the file that they are from.
        options: as for text; `ocr_engine` names the engine.

    Raises:
        UnreadableSource: the text cannot be read.
        MissingTool: the OCR engine is not installed.
    """
    engine = choose(options.ocr_engine, options.lang.key if options.lang else "")
    pages: list[Page] = []
    pictures: dict[str, bytes] = {}
    problems: list[Problem] = []
    for number, image in enumerate(images, 1):
        if options.progress:
            options.progress(f"recognise {source.name}, page {number}")
        straight, found = scan(image, engine)
        if (
            number == 1
            and options.ocr_engine == "auto"
            and options.lang is None
            and looks_korean(image, found)
        ):
            engine = choose("auto", "ko")
            straight, found = scan(image, engine)
        page, cut = _page(source, number, straight, found)
        pages.append(page)
        pictures |= cut
        problems += _problems(page, found)
    _refuse_garbage(source, pages)
    return PageIssue(pages=tuple(pages), pictures=pictures, problems=tuple(problems))


def _refuse_garbage(source: Source, pages: list[Page]) -> None:
    regions = [region for page in pages for region in page.regions if region.text]
    characters = sum(len(region.text) for region in regions)
    if not characters:
        raise UnreadableSource(
            "no text was found", file=source.name, hint="check that the page is upright and not blank"
        )
    mean = sum(region.confidence * len(region.text) for region in regions) / characters
    if mean < _READABLE:
        raise UnreadableSource(
            f"the text cannot be read: the mean confidence of its characters is {mean:.2f}",
            file=source.name,
            hint="scan the page upright at 200 to 300 dpi; for Korean give --lang ko",
        )


def _page(source: Source, number: int, straight: Straightened, found: Scan) -> tuple[Page, dict[str, bytes]]:
    stem = PurePath(source.name).stem
    names = [f"{stem}-{number}-{index}.jpg" for index in range(1, len(found.pictures) + 1)]
    unit = _BODY * straight.reduced / found.body if found.body else 1.0
    a, b, c, d, e, f = straight.affine
    page = Page(
        file=source.name,
        number=number,
        width=straight.image.width * unit,
        height=straight.image.height * unit,
        regions=tuple(_regions(found, names, unit)),
        affine=(a / unit, b / unit, c, d / unit, e / unit, f),
        image=PageImage(file=source.name, read=source.read_again(), index=number - 1),
        points=1.0 if found.body else 0.0,
    )
    return page, {name: _cut(straight.image, box) for box, name in zip(found.pictures, names, strict=True)}


def _regions(found: Scan, names: list[str], unit: float) -> Iterator[Region]:
    """The lines, rules and pictures of a page, `unit` points to a pixel; lines inside a picture describe it."""
    inside = [[line for line in found.lines if _holds(box, line.box)] for box in found.pictures]
    drawn = {line for lines in inside for line in lines}
    heavy = _heavy(found.lines)
    for line in found.lines:
        if line not in drawn:
            yield Region(
                kind="line",
                box=line.box.scaled(unit, unit),
                text=line.text,
                vertical=line.vertical,
                size=round(line.size * unit, 1),
                bold=line in heavy,
                confidence=line.confidence,
            )
    for box in found.rules:
        yield Region(kind="rule", box=_thin(box.scaled(unit, unit)))
    for box, name, lines in zip(found.pictures, names, inside, strict=True):
        text = " ".join(line.text for line in lines)
        yield Region(kind="picture", box=box.scaled(unit, unit), picture=name, text=text)


def _thin(rule: Box) -> Box:
    """A rule no thicker than a rule of a PDF: scanning makes it thicker, and a thick box would be a frame."""
    if rule.width > rule.height:
        middle = (rule.top + rule.bottom) / 2
        return Box(rule.left, middle - _HALF_RULE, rule.right, middle + _HALF_RULE)
    middle = (rule.left + rule.right) / 2
    return Box(middle - _HALF_RULE, rule.top, middle + _HALF_RULE, rule.bottom)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return outer.left <= x <= outer.right and outer.top <= y <= outer.bottom


def _heavy(lines: Iterable[TextLine]) -> set[TextLine]:
    """The lines whose strokes are thicker than those of other lines of their size."""
    found = set()
    known = [line for line in lines if line.weight]
    for line in known:
        peers = sorted(peer.weight for peer in known if abs(peer.size - line.size) <= 0.15 * line.size)
        if len(peers) >= _PEERS and line.weight > _BOLDER * peers[len(peers) // 2]:
            found.add(line)
    return found


def _cut(image: Image.Image, box: Box) -> bytes:
    """A photograph, cut out of the page."""
    file = io.BytesIO()
    cut = image.crop((int(box.left), int(box.top), int(box.right), int(box.bottom)))
    cut.save(file, "JPEG", quality=88)
    return file.getvalue()


def _problems(page: Page, found: Scan) -> Iterator[Problem]:
    whole = Origin(file=page.file, places=(Place(page=page.number, box=(0.0, 0.0, 1.0, 1.0)),))
    if not found.lines:
        yield rules.BLANK.at(whole, f"page {page.number}: no text was found")
    elif found.body < _SMALL:
        yield rules.COARSE.at(
            whole, f"page {page.number}: the characters are about {found.body:.0f} pixels high; scan it finer"
        )
    for region in page.regions:
        if region.kind == "line" and region.confidence < _SURE:
            origin = Origin(file=page.file, places=(page.place(region.box),))
            yield rules.UNSURE.at(
                origin, f"page {page.number}: read with confidence {region.confidence:.2f}: {region.text}"
            )
