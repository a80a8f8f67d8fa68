"""hOCR, as Tesseract and other OCR engines write it, and Tesseract's TSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

import msgspec
from lxml import etree, html
from lxml.etree import _Element as Element

from ebook.errors import UnreadableSource
from ebook.pages.formats.beside import page_image
from ebook.pages.formats.gutters import divided_lines
from ebook.pages.formats.lines import Word, box_of_words, even_sizes, is_tall, joined, page_size
from ebook.pages.page import Box, Page, PageIssue, Region
from ebook.readers.decode import decode
from ebook.source import Source

__all__ = ["hocr", "tsv"]

_LANGUAGES = {"chi_sim": "zh-Hans", "chi_tra": "zh-Hant", "jpn": "ja", "kor": "ko", "eng": "en"}
_LINES = frozenset(("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"))
_PAGE_LEVEL, _LINE_LEVEL, _WORD_LEVEL = 1, 4, 5
_IMAGE = re.compile(r"""\bimage\s+(?:["']([^"']*)["']|(\S[^;]*))""")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def hocr(source: Source) -> PageIssue:
    """The pages of an hOCR file.

    Raises:
        UnreadableSource: it is damaged.
    """
    decoded = decode(source)
    text = _XML_DECLARATION.sub("", decoded.text).encode()
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableSource(
            f"this hOCR is damaged: {error}", file=source.name, hint="run the OCR again"
        ) from error
    pages = [element for element in root.iter() if "ocr_page" in _classes(element)]
    made = [_hocr_page(source, at, len(pages), page) for at, page in enumerate(pages, 1)]
    names = {str(element.get("lang")) for element in root.iter("p", "div", "span") if element.get("lang")}
    langs = {_LANGUAGES[name] for name in names if name in _LANGUAGES}
    return PageIssue(
        pages=tuple(made),
        lang=langs.pop() if len(langs) == 1 else "",
        problems=decoded.problems,
        repairs=decoded.repairs,
    )


def _classes(element: Element) -> list[str]:
    return str(element.get("class") or "").split() if isinstance(element.tag, str) else []


def _hocr_page(source: Source, at: int, count: int, page: Element) -> Page:
    size = _properties(page).get("bbox") or [0.0, 0.0, 0.0, 0.0]
    whole = Box(0, 0, size[2], size[3]) if len(size) == 4 and size[2] > 0 and size[3] > 0 else None  # noqa: PLR2004  left, top, right, bottom
    regions: list[Region] = []
    lines: list[tuple[Element, Box | None]] = []
    for element in page.iter():
        kinds = _classes(element)
        box = _hocr_box(element)
        if _LINES & set(kinds):
            lines.append((element, box))
        elif box is not None and {"ocr_photo", "ocr_image"} & set(kinds):
            regions.append(Region(kind="picture", box=box))
        elif box is not None and "ocr_separator" in kinds:
            regions.append(Region(kind="rule", box=box))
    words = [_hocr_words(line) for line, _ in lines]
    for (line, box), parts in zip(lines, divided_lines(words), strict=True):
        for part in parts:
            own = box if box is None or len(parts) == 1 else box_of_words(part, box)
            regions += _hocr_line(line, part, own or whole)
    width, height = page_size(
        whole.right if whole else 0.0, whole.bottom if whole else 0.0, (region.box for region in regions)
    )
    return Page(
        file=source.name,
        number=at,
        width=width,
        height=height,
        regions=even_sizes(regions),
        image=page_image(source, _hocr_image(page), at, count),
    )


def _hocr_image(page: Element) -> str:
    """The name of the picture that a page was read from."""
    found = _IMAGE.search(str(page.get("title") or ""))
    return found[1] or found[2] if found else ""


def _hocr_words(line: Element) -> list[Word]:
    return [
        Word(
            "".join(word.itertext()).strip(),
            (_properties(word).get("x_wconf") or [100.0])[0] / 100,
            box=_hocr_box(word),
        )
        for word in line.iter()
        if "ocrx_word" in _classes(word)
    ]


def _hocr_line(line: Element, words: Sequence[Word], box: Box | None) -> Iterator[Region]:
    text, sure = joined(words) if words else (" ".join("".join(line.itertext()).split()), 1.0)
    if not text or box is None:
        return
    angle = (_properties(line).get("textangle") or [0.0])[0]
    parent = line.getparent()
    yield Region(
        kind="line",
        box=box,
        text=text,
        # What Tesseract calls a header is any large line.
        label="caption" if "ocr_caption" in _classes(line) else "",
        vertical=is_tall(box, text) and angle in {0.0, 90.0, 180.0, 270.0},
        group=str(parent.get("id") or "") if parent is not None else "",
        confidence=sure,
        number=line.sourceline or 0,
    )


def _properties(element: Element) -> dict[str, list[float]]:
    """The properties that hOCR puts into `title`, those with numbers."""
    found: dict[str, list[float]] = {}
    for part in str(element.get("title") or "").split(";"):
        name, _, values = part.strip().partition(" ")
        numbers = re.findall(r"-?\d{1,9}(?:\.\d+)?", values)
        if numbers:
            found[name] = [float(value) for value in numbers]
    return found


def _hocr_box(element: Element) -> Box | None:
    if not isinstance(element.tag, str):
        return None
    values = _properties(element).get("bbox") or []
    if len(values) != 4:  # noqa: PLR2004  left, top, right, bottom
        return None
    box = Box(*values)
    return box if box.width > 0 and box.height > 0 else None


def tsv(source: Source) -> PageIssue:
    """The pages of a file in Tesseract's TSV.

    Raises:
        UnreadableSource: a row of it is none.
    """
    decoded = decode(source)
    rows = csv.DictReader(io.StringIO(decoded.text), delimiter="\t", quoting=csv.QUOTE_NONE)
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
                "this row is not one of Tesseract's TSV", file=f"{source.name}:{at}", hint="run the OCR again"
            ) from error
        box = Box(left, top, left + max(width, 1), top + max(height, 1))
        sizes.setdefault(page, box)
        if level == _PAGE_LEVEL:
            sizes[page] = box
        elif level == _LINE_LEVEL:
            lines[key] = (box, [])
        elif level == _WORD_LEVEL and (row["text"] or "").strip():
            lines.setdefault(key, (box, []))[1].append(Word((row["text"] or "").strip(), sure / 100, box=box))
    pages = [
        msgspec.structs.replace(
            _tsv_page(source.name, at, page, sizes[page], lines),
            image=page_image(source, number=at, count=len(sizes)),
        )
        for at, page in enumerate(sorted(sizes), 1)
    ]
    return PageIssue(pages=tuple(pages), problems=decoded.problems, repairs=decoded.repairs)


def _tsv_page(
    file: str, at: int, page: int, size: Box, lines: dict[tuple[int, ...], tuple[Box, list[Word]]]
) -> Page:
    own = {key: line for key, line in lines.items() if key[0] == page}
    divided = divided_lines([words for _, words in own.values()])
    regions = [
        Region(
            kind="line",
            box=place,
            text=text,
            vertical=is_tall(place, text),
            group="-".join(map(str, key[:3])),
            confidence=sure,
        )
        for (key, (box, _)), parts in zip(own.items(), divided, strict=True)
        for words in parts
        for place in [box if len(parts) == 1 else box_of_words(words, box)]
        for text, sure in [joined(words)]
        if text
    ]
    return Page(
        file=file,
        number=at,
        width=max(size.right, *(region.box.right for region in regions), 1.0),
        height=max(size.bottom, *(region.box.bottom for region in regions), 1.0),
        regions=even_sizes(regions),
    )
