"""The glyphs of a PDF with their places, by pdfium, and the lines that known paragraphs were set in."""

from __future__ import annotations

import ctypes
import statistics
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from ebook.edition import Edition
from ebook.typography.characters import is_hangul
from ebook.writers.pdf.merge import merge

__all__ = ["Glyph", "Line", "Paragraph", "Set", "glyphs_of", "lines_of", "paragraphs_of"]

_SAME_LINE = 0.3  # em; baselines nearer than this are one
_SQUARE = 0.9  # em; Hangul may be proportional
_READING = 0.75  # of the size of the text; what is smaller is a reading above it


class Glyph(msgspec.Struct, frozen=True):
    """A glyph as drawn: its character, page, origin and font size in points, its own advance in em."""

    char: str
    page: int
    x: float
    y: float
    em: float
    advance: float


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph that was put in: its text, with its spaces, and its language."""

    text: str
    lang: str


class Line(msgspec.Struct, frozen=True):
    """A line of a paragraph: its glyphs from left to right, readings and spaces aside.

    `spaces` has for each glyph the white space that follows it in the text: a line feed where the line had to end.
    """

    glyphs: tuple[Glyph, ...]
    spaces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)


class Set(msgspec.Struct, frozen=True):
    """A paragraph as it was set; `lines` is empty where its text is not found in the PDF."""

    paragraph: Paragraph
    lines: tuple[Line, ...]


def paragraphs_of(edition: Edition) -> list[Paragraph]:
    """The running text that an edition's print sets flush, in reading order."""
    root = merge(edition).root
    path = "//p[contains(@class, 'text')] | //*[@class='note']//p | //blockquote//p"
    return [
        Paragraph(text, element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))
        for element in root.xpath(path)
        if (text := "".join(_said(element)).strip())
    ]


def _said(element: etree._Element) -> Iterator[str]:
    beside = element.get("class") == "reading beside"
    if element.tag == "br":
        yield "\n"
    yield ("（" if beside else "") + (element.text or "")
    for child in element:
        yield from _said(child)
        yield child.tail or ""
    if beside:
        yield "）"


def glyphs_of(data: bytes) -> list[Glyph]:
    """What a PDF draws as text, in the order of drawing: without artifacts, and without white space."""
    document = pypdfium2.PdfDocument(_with_glyphs_bare(data))
    found = [glyph for number, page in enumerate(document) for glyph in _on_page(page, number)]
    document.close()
    return found


def _with_glyphs_bare(data: bytes) -> bytes:
    """The PDF without the texts that stand for groups of glyphs: pdfium would give them one box together."""
    with pymupdf.open("pdf", data) as document:
        for page in document:
            for number in page.get_contents():
                content = document.xref_stream(number).replace(b"/ActualText", b"/TextAside")
                document.update_stream(number, content)
        return document.tobytes()


def _on_page(page: pypdfium2.PdfPage, number: int) -> Iterator[Glyph]:
    text = page.get_textpage()
    artifacts: dict[int, bool] = {}
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    for index in range(pdfium.FPDFText_CountChars(text.raw)):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if pdfium.FPDFText_IsGenerated(text.raw, index) == 1 or not _is_shown(char):
            continue
        owner = pdfium.FPDFText_GetTextObject(text.raw, index)
        key = ctypes.cast(owner, ctypes.c_void_p).value or 0
        if key not in artifacts:
            artifacts[key] = bool(owner) and _is_artifact(owner)
        if artifacts[key]:
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text.raw, index, box)
        pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
        em = pdfium.FPDFText_GetFontSize(text.raw, index) * (matrix.a or 1.0)
        advance = _advance(char, (box.right - box.left) / em)
        yield Glyph("-" if char == "\x02" else char, number, x.value, y.value, em, advance)
    text.close()


def _advance(char: str, width: float) -> float:
    """pdfium widens a glyph's box where it takes its ink to be wider; squares (and ——, two) are whole numbers."""
    is_square = width > _SQUARE and unicodedata.east_asian_width(char) in "WFA" and not is_hangul(char)
    return float(round(width)) if is_square else width


def _is_shown(char: str) -> bool:
    return char == "\x02" or (not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Zs"})


def _is_artifact(item: object) -> bool:
    name, size = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        pdfium.FPDFPageObjMark_GetName(pdfium.FPDFPageObj_GetMark(item, index), name, 64, size)
        if bytes(name)[: size.value].decode("utf-16-le").rstrip("\0") == "Artifact":
            return True
    return False


def lines_of(paragraphs: Iterable[Paragraph], glyphs: list[Glyph]) -> Iterator[Set]:
    """Each paragraph with the lines it was set in. Paragraphs come in the order in which they are drawn."""
    drawn = "".join(glyph.char for glyph in glyphs)
    start = 0
    for paragraph in paragraphs:
        bare, spaces = _bare(paragraph.text)
        found = drawn.find(bare, start)
        if found < 0 or not bare:
            yield Set(paragraph, ())
            continue
        start = found + len(bare)
        yield Set(paragraph, tuple(_lines(glyphs[found:start], spaces)))


def _bare(text: str) -> tuple[str, list[str]]:
    chars: list[str] = []
    spaces: list[str] = []
    for char in text:
        if _is_shown(char):
            chars.append(char)
            spaces.append("")
        elif spaces and char.isspace():
            spaces[-1] += char
    return "".join(chars), spaces


def _lines(glyphs: list[Glyph], spaces: list[str]) -> Iterator[Line]:
    size = statistics.median(glyph.em for glyph in glyphs)
    kept = [pair for pair in zip(glyphs, spaces, strict=True) if pair[0].em > _READING * size]
    line: list[tuple[Glyph, str]] = []
    for glyph, space in kept:
        last = line[-1][0] if line else glyph
        if glyph.page != last.page or glyph.x < last.x or abs(glyph.y - last.y) > _SAME_LINE * size:
            yield Line(*map(tuple, zip(*line, strict=True)))
            line = []
        line.append((glyph, space))
    if line:
        yield Line(*map(tuple, zip(*line, strict=True)))
