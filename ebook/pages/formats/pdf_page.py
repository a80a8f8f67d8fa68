"""What a page of a PDF holds, as pdfium finds it: characters, pictures, and the lines and frames drawn on it."""

from __future__ import annotations

import ctypes
import io
import itertools
import math
import unicodedata
from collections.abc import Iterator

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from ebook.pages.glyphs import Glyph
from ebook.pages.page import Box

__all__ = ["PageContent", "content_of"]

_DEPTH = 8  # forms within forms
_THIN, _LONG = 4.0, 18.0  # points: how thick a drawn line may be, and how long it must be
_LEAST_PICTURE = 18.0  # points; smaller ones are ornaments
_WHOLE_PAGE = 0.9
_HEAVY = 600
_MOST_PIXELS = 80_000_000
_PARTS = 2_000_000
_HYPHENS = frozenset((2, 0xFFFE))
_NAME = 256
_NO_CHARACTERS = frozenset(("Cc", "Cs", "Cn"))
_MEANINGLESS = _NO_CHARACTERS | {"Co"}


class PageContent(msgspec.Struct):
    """What stands on a page, in points from its top left corner.

    Attributes:
        width, height: the page's size.
        glyphs: its characters, in the order in which they were drawn.
        unmapped: how many characters have no meaning (private use, controls, no table of characters).
        rules: lines, and frames, which are boxes that have both width and height.
        pictures: where pictures stand.
        files: the file of each picture: its suffix and its bytes.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    unmapped: int
    rules: list[Box]
    pictures: list[Box]
    files: list[tuple[str, bytes]]


class _Matrix(msgspec.Struct, frozen=True):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def after(self, inner: _Matrix) -> _Matrix:
        """The matrix that applies `inner` first."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return _Matrix(a, b, c, d, *self.point(inner.e, inner.f))


def content_of(page: pypdfium2.PdfPage) -> PageContent:
    """What a page holds; it is closed afterwards."""
    width, height = page.get_size()
    to_page = _to_page(page, width, height)
    text_page = page.get_textpage()
    glyphs, unmapped = _glyphs(text_page.raw, to_page, Box(0, 0, width, height))
    text_page.close()
    rules: list[Box] = []
    pictures: list[Box] = []
    files: list[tuple[str, bytes]] = []
    for item, matrix in _objects(page.raw, to_page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rules(item, matrix, width, height)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _image_box(item, matrix)
            file = _image_file(page, item) if _is_picture(box, width, height) else None
            if file is not None:
                pictures.append(box)
                files.append(file)
    page.close()
    return PageContent(width, height, glyphs, unmapped, _outside(rules, pictures), pictures, files)


def _to_page(page: pypdfium2.PdfPage, width: float, height: float) -> _Matrix:
    """From the PDF's coordinates to points from the top left corner of the page as it is shown, rotated or cropped."""
    wide, high = 1000 * math.ceil(width), 1000 * math.ceil(height)
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, px, py, x, y)
        return x.value * width / wide, y.value * height / high

    origin, right, up = shown(0, 0), shown(100, 0), shown(0, 100)
    return _Matrix(
        (right[0] - origin[0]) / 100,
        (right[1] - origin[1]) / 100,
        (up[0] - origin[0]) / 100,
        (up[1] - origin[1]) / 100,
        *origin,
    )


# --- characters ---


def _glyphs(text_page: object, to_page: _Matrix, area: Box) -> tuple[list[Glyph], int]:
    glyphs: list[Glyph] = []
    unmapped = 0
    fonts: dict[object, tuple[int, str, bool]] = {}
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index, char in _characters(text_page):
        if not char.isspace() and _is_meaningless(char, text_page, index):
            unmapped += 1
            if unicodedata.category(char) in _NO_CHARACTERS:
                continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, rect)
        box = to_page.box(rect.left, rect.bottom, rect.right, rect.top)
        if not _is_on(box, area):
            continue
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        part, name, bold = _font(text_page, index, fonts)
        glyphs.append(Glyph(char, box, size or box.height, bold, name, part))
    return _ligatures_divided(glyphs), unmapped


def _ligatures_divided(glyphs: list[Glyph]) -> list[Glyph]:
    """The characters; those that one glyph stands for (——, ffi) have one box, which is divided between them."""
    found: list[Glyph] = []
    for _, group in itertools.groupby(glyphs, key=lambda glyph: (glyph.part, glyph.box)):
        parts = list(group)
        for at, glyph in enumerate(parts):
            found.append(msgspec.structs.replace(glyph, box=_share_of(glyph.box, at, len(parts))))
    return found


def _share_of(box: Box, at: int, count: int) -> Box:
    """One of the equal parts of a box, along its longer side."""
    if box.height > box.width:
        step = box.height / count
        return Box(box.left, box.top + at * step, box.right, box.top + (at + 1) * step)
    step = box.width / count
    return Box(box.left + at * step, box.top, box.left + (at + 1) * step, box.bottom)


def _characters(text_page: object) -> Iterator[tuple[int, str]]:
    """The characters that are printed, with their numbers; pdfium gives some in two halves, and makes up spaces."""
    first = ""
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        char = "-" if code in _HYPHENS else chr(code)
        if "\ud800" <= char <= "\udbff":
            first = char
            continue
        if first:
            char = (first + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")[:1]
            first = ""
        yield index, char


def _is_meaningless(char: str, text_page: object, index: int) -> bool:
    if unicodedata.category(char) in _MEANINGLESS or char == "\ufffd":
        return True
    return bool(pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1)


def _is_on(box: Box, page: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return page.left <= x <= page.right and page.top <= y <= page.bottom


def _font(text_page: object, index: int, known: dict[object, tuple[int, str, bool]]) -> tuple[int, str, bool]:
    """The number of the text that a character is drawn with, and its font's name and weight."""
    item = pdfium.FPDFText_GetTextObject(text_page, index)
    key = ctypes.cast(item, ctypes.c_void_p).value
    if key not in known:
        buffer = ctypes.create_string_buffer(_NAME)
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item), buffer, _NAME)
        name = buffer.value.decode(errors="replace").partition("+")
        known[key] = (
            len(known) + 1,
            name[2] or name[0],
            pdfium.FPDFText_GetFontWeight(text_page, index) >= _HEAVY,
        )
    return known[key]


# --- lines, frames and pictures ---


def _objects(page: object, to_page: _Matrix) -> Iterator[tuple[object, _Matrix]]:
    yield from _nested(page, to_page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, 0)


def _nested(
    parent: object, matrix: _Matrix, count: object, get: object, depth: int
) -> Iterator[tuple[object, _Matrix]]:
    for index in range(count(parent)):  # type: ignore[operator]  # pdfium's functions are untyped
        item = get(parent, index)  # type: ignore[operator]
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEPTH:
            inner = matrix.after(_matrix_of(item))
            yield from _nested(
                item, inner, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1
            )


def _matrix_of(item: object) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _rules(item: object, matrix: _Matrix, width: float, height: float) -> Iterator[Box]:
    """The straight lines and the frames of a path that is seen."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value):
        return
    whole = matrix.after(_matrix_of(item))
    for points, closed in _outlines(item, whole):
        box = Box.around(Box(x, y, x, y) for x, y in points)
        if min(box.width, box.height) <= _THIN:
            if max(box.width, box.height) >= _LONG:
                yield box
        elif _is_rectangle(points, closed=closed or bool(fill.value)):
            if box.width < _WHOLE_PAGE * width or box.height < _WHOLE_PAGE * height:
                yield box
        elif stroke.value:
            yield from _straight(points)


def _outlines(item: object, matrix: _Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The outlines of a path that consist of straight lines."""
    points: list[tuple[float, float]] = []
    curved = closed = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _PARTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points, closed
            points, curved, closed = [], False, False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(matrix.point(x.value, y.value))
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if len(points) > 1 and not curved:
        yield points, closed


def _is_rectangle(points: list[tuple[float, float]], *, closed: bool) -> bool:
    corners = points[:-1] if len(points) == 5 and _near(points[0], points[-1]) else points  # noqa: PLR2004  # back to start
    if len(corners) != 4 or not (closed or len(points) == 5):  # noqa: PLR2004  # a rectangle has four
        return False
    return all(
        abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < 1 and abs(one[1] - other[1]) < 1


def _straight(points: list[tuple[float, float]]) -> Iterator[Box]:
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        if min(box.width, box.height) <= 1 and max(box.width, box.height) >= _LONG:
            yield box


def _outside(rules: list[Box], pictures: list[Box]) -> list[Box]:
    """The lines that are no part of a picture."""
    return [rule for rule in rules if not any(_holds(picture, rule) for picture in pictures)]


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left + 1 < inner.left
        and outer.top + 1 < inner.top
        and outer.right - 1 > inner.right
        and outer.bottom - 1 > inner.bottom
    )


def _image_box(item: object, matrix: _Matrix) -> Box:
    whole = matrix.after(_matrix_of(item))
    corners = [whole.point(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    return Box.around(Box(x, y, x, y) for x, y in corners)


def _is_picture(box: Box, width: float, height: float) -> bool:
    """Whether an image is a picture of the page: no ornament, and no scan of the whole page."""
    if min(box.width, box.height) < _LEAST_PICTURE:
        return False
    return box.width < _WHOLE_PAGE * width or box.height < _WHOLE_PAGE * height


def _image_file(page: pypdfium2.PdfPage, item: object) -> tuple[str, bytes] | None:
    """A picture as a file: a JPEG as it is, anything else as PNG; None for one that cannot be decoded."""
    image = pypdfium2.PdfImage(item, page=page)
    size = image.get_px_size()
    if size[0] * size[1] > _MOST_PIXELS:
        return None
    if image.get_filters() == ["DCTDecode"]:
        data = bytes(image.get_data(decode_simple=False))
        if data[:2] == b"\xff\xd8" and image.get_metadata().colorspace in _PLAIN_COLOURS:
            return "jpg", data
    try:
        picture = image.get_bitmap().to_pil()
    except pypdfium2.PdfiumError:
        return None
    out = io.BytesIO()
    picture.convert("L" if picture.mode in {"1", "L"} else "RGB").save(out, "PNG")
    return "png", out.getvalue()


_PLAIN_COLOURS = frozenset(
    (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_DEVICERGB, pdfium.FPDF_COLORSPACE_CALGRAY,
     pdfium.FPDF_COLORSPACE_CALRGB, pdfium.FPDF_COLORSPACE_ICCBASED)
)  # fmt: skip
