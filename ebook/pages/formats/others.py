"""dots.ocr, DeepSeek-OCR, Marker, YomiToku and olmOCR: each a few lines, as each gives a list of blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from ebook.errors import UnreadableSource
from ebook.pages.formats.drafts import Draft, DraftPage, label_of, plain_text, table_of
from ebook.pages.formats.fields import Field, records
from ebook.pages.page import Box
from ebook.readers.decode import decode
from ebook.source import Source

__all__ = [
    "deepseek_pages",
    "dots_pages",
    "marker_pages",
    "olmocr_pages",
    "yomitoku_pages",
]

_GROUNDED = re.compile(r"<\|ref\|>(.*?)<\|/ref\|>\s*<\|det\|>\s*(\[\[.*?\]\])\s*<\|/det\|>", re.DOTALL)
_PAGE = re.compile(r"^<--- ?Page.*?--->$|^<PAGE>$|\f", re.MULTILINE | re.IGNORECASE)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_DEEPSEEK_SHARE = 999.0


# --- dots.ocr -----------------------------------------------------------------------------


def dots_pages(source: Source) -> list[DraftPage]:
    """The page of a file.

    Raises:
        UnreadableSource: it is damaged, or the program's output broke off.
    """
    (root,) = records(source)[:1]
    if isinstance(root.value, str):
        inner = Source(source.name, root.value.encode("utf-8", "replace"), source.folder)
        (root,) = records(inner)[:1]
    return [DraftPage(drafts=[_dots(block, at) for at, block in enumerate(root.items())])]


def _dots(block: Field, order: int) -> Draft:
    category = block.text("category")
    place = block.get("bbox")
    box = place.box() if place is not None else None
    text = block.text("text")
    if category == "Picture":
        return Draft(kind="picture", box=box, order=order, text=text)
    if category == "Table":
        outside, rows = table_of(text)
        return Draft(kind="table" if rows else "block", text=outside, rows=rows, box=box, order=order)
    plain, bold = plain_text(text)
    level = {"Title": 1, "Section-header": 2}.get(category, 0)
    return Draft(text=plain, label=label_of(category), bold=bold, level=level, box=box, order=order)


# --- DeepSeek-OCR -------------------------------------------------------------------------


def deepseek_pages(source: Source) -> list[DraftPage]:
    """The pages of a text; boxes are thousandths of the page.

    Raises:
        UnreadableSource: it is no text.
    """
    text = decode(source).text
    found = []
    for part in _PAGE.split(text):
        drafts = list(_grounded(part, source))
        if drafts:
            found.append(DraftPage(drafts=drafts, share=_DEEPSEEK_SHARE))
    return found


def _grounded(text: str, source: Source) -> Iterator[Draft]:
    tags = list(_GROUNDED.finditer(text))
    if before := text[: tags[0].start() if tags else None].strip():
        yield Draft(text=plain_text(before)[0], order=0)
    for at, tag in enumerate(tags, 1):
        end = tags[at].start() if at < len(tags) else len(text)
        label = tag[1].strip().lower()
        numbers = [float(number) for number in _NUMBERS.findall(tag[2])][:4]
        place = Field(numbers, f"the box {tag[2][:60]}", source.name)
        box = place.box()
        content = text[tag.end() : end].strip()
        if label in {"image", "figure", "picture"}:
            yield Draft(kind="picture", box=box, order=at)
            content = re.sub(r"!\[.*?\]\(.*?\)", "", content)
        outside, rows = table_of(content) if label == "table" else (content, ())
        if rows:
            yield Draft(kind="table", text=outside, rows=rows, box=box, order=at)
        elif outside.strip():
            plain, bold = plain_text(outside)
            level = len(outside) - len(outside.lstrip("#"))
            yield Draft(text=plain, label=label_of(label), bold=bold, level=min(level, 6), box=box, order=at)


# --- Marker -------------------------------------------------------------------------------


def marker_pages(source: Source) -> list[DraftPage]:
    """The pages of a document.

    Raises:
        UnreadableSource: it is damaged.
    """
    (root,) = records(source)[:1]
    pages = [page for page in root.each("children") if page.text("block_type") == "Page"] or [root]
    found = []
    for page in pages:
        place = page.get("bbox", "polygon")
        size = place.box() if place is not None else None
        drafts = [draft for at, block in enumerate(_leaves(page)) for draft in _marker(block, at)]
        found.append(
            DraftPage(drafts=drafts, width=size.right if size else 0.0, height=size.bottom if size else 0.0)
        )
    return found


def _leaves(block: Field, depth: int = 0) -> Iterator[Field]:
    """The blocks that hold no others but lines; a picture's group gives its parts."""
    children = list(block.each("children"))
    if depth > 50:  # noqa: PLR2004  deeper than any page
        block.refuse("is nested too deeply")
    kind = block.text("block_type")
    if children and kind in {"Page", "Document", "FigureGroup", "PictureGroup", "TableGroup", "ListGroup"}:
        for child in children:
            yield from _leaves(child, depth + 1)
    elif kind not in {"Page", "Document"}:
        yield block


def _marker(block: Field, order: int) -> Iterator[Draft]:
    kind = block.text("block_type")
    place = block.get("polygon", "bbox")
    box = place.box() if place is not None else None
    markup = block.text("html")
    if kind in {"Picture", "Figure"}:
        yield Draft(kind="picture", box=box, order=order, picture=_marker_picture(block))
    elif kind in {"Table", "Form", "TableOfContents"}:
        outside, rows = table_of(markup)
        yield Draft(kind="table" if rows else "block", text=outside, rows=rows, box=box, order=order)
        return
    text, level = _html_text(markup, block)
    if text:
        yield Draft(text=text, label=label_of(kind), level=level, box=box, order=order)


def _marker_picture(block: Field) -> str | None:
    images = block.get("images")
    if images is None or not isinstance(images.value, dict) or not images.value:
        return None
    content = next(iter(images.value.values()))
    return f"data:image/jpeg;base64,{content}" if isinstance(content, str) else None


def _html_text(markup: str, block: Field) -> tuple[str, int]:
    """The text of a block's HTML, and the level of a heading."""
    if not markup.strip():
        return "", 0
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = html.fragment_fromstring(markup, create_parent=True, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableSource(
            f"{block.path} is no HTML", file=block.file, hint="run Marker again"
        ) from error
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    heading = next((int(str(element.tag)[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")), 0)
    return plain_text(str(root.text_content()))[0], heading


# --- YomiToku -----------------------------------------------------------------------------


def yomitoku_pages(source: Source) -> list[DraftPage]:
    """The page of a file.

    Raises:
        UnreadableSource: it is damaged.
    """
    (root,) = records(source)[:1]
    roles = {"section_headings": "title", "page_header": "header", "page_footer": "footer"}
    drafts: list[Draft] = []
    for block in root.each("paragraphs"):
        role = block.text("role")
        drafts.append(_yomitoku(block, roles.get(role, role)))
    for figure in root.each("figures"):
        box = _place(figure)
        drafts.append(Draft(kind="picture", box=box, order=int(figure.number("order")), group=figure.path))
        drafts += [_yomitoku(block, "", figure.path) for block in figure.each("paragraphs")]
    for table in root.each("tables"):
        cells = [
            (int(cell.number("row")) - 1, int(cell.number("col")) - 1, cell.text("contents"))
            for cell in table.each("cells")
        ]
        size = (max((c[0] for c in cells), default=-1) + 1, max((c[1] for c in cells), default=-1) + 1)
        if size[0] * size[1] > 200_000:  # noqa: PLR2004  more than any newspaper prints
            table.refuse("has too many cells")
        grid = [[""] * size[1] for _ in range(size[0])]
        for row, column, text in cells:
            if row >= 0 and column >= 0:
                grid[row][column] = text.replace("\n", "")
        drafts.append(
            Draft(
                kind="table",
                rows=tuple(map(tuple, grid)),
                box=_place(table),
                order=int(table.number("order")),
            )
        )
    return [DraftPage(drafts=drafts)]


def _place(block: Field) -> Box | None:
    found = block.get("box")
    return found.box() if found is not None else None


def _yomitoku(block: Field, role: str, group: str = "") -> Draft:
    order = block.get("order")
    return Draft(
        text=block.text("contents").replace("\r", ""),
        label=label_of(role),
        vertical=block.text("direction") == "vertical",
        box=_place(block),
        order=int(order.number()) if order is not None else None,
        group=group,
    )


# --- olmOCR -------------------------------------------------------------------------------

_FRONT = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)


def olmocr_pages(source: Source) -> list[DraftPage]:
    """The pages of its documents; paragraphs stand below one another, as no places are known.

    Raises:
        UnreadableSource: it is damaged.
    """
    found = []
    for document in records(source):
        text = document.need("text").text()
        attributes = document.get("attributes")
        spans = [
            tuple(int(number.number()) for number in span.items())
            for span in (attributes.each("pdf_page_numbers") if attributes is not None else ())
        ]
        inner = sorted({min(max(span[0], 0), len(text)) for span in spans if span} | {0})
        for start, end in zip(inner, [*inner[1:], len(text)], strict=True):
            drafts = [
                draft for at, part in enumerate(_paragraphs(text[start:end])) for draft in _olmocr(part, at)
            ]
            if drafts:
                found.append(DraftPage(drafts=drafts))
    return found


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", _FRONT.sub("", text)) if part.strip()]


def _olmocr(part: str, order: int) -> Iterator[Draft]:
    outside, rows = table_of(part)
    if rows:
        yield Draft(kind="table", text=outside, rows=rows, order=order)
        return
    level = len(part) - len(part.lstrip("#"))
    plain, bold = plain_text(part)
    if plain:
        yield Draft(
            text=plain, label="title" if level else "text", bold=bold, level=min(level, 6), order=order
        )
