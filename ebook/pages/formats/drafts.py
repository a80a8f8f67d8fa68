"""What a program says of a block, before its box is in the unit of its page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from ebook.model import Repair
from ebook.pages.page import Box, Kind, Label
from ebook.reading.chars import columns, ends_sentence
from ebook.reading.html_tables import TABLE, table_rows

__all__ = ["Draft", "DraftPage", "divided", "ending_of", "label_of", "plain_text", "table_of"]

_LABELS: dict[str, Label] = {
    "doc_title": "title", "paragraph_title": "title", "title": "title", "section_header": "title", "sub_title": "title",
    "sectionheader": "title", "section-header": "title", "subtitle": "title", "section_headings": "title",
    "heading": "title", "content_title": "title",
    "text": "text", "vertical_text": "text", "abstract": "text", "content": "text", "reference": "text",
    "plain text": "text", "paragraph": "text", "code": "text", "formula": "text", "equation": "text",
    "interline_equation": "text", "ref_text": "text", "index": "text", "phonetic": "text", "plain_text": "text",
    "list": "list", "list_item": "list", "list-item": "list", "listitem": "list", "listgroup": "list",
    "figure_title": "caption", "table_title": "caption", "chart_title": "caption", "image_caption": "caption",
    "table_caption": "caption", "caption": "caption", "chart_caption": "caption", "figure_caption": "caption",
    "vision_footnote": "footnote", "table_footnote": "footnote", "image_footnote": "footnote",
    "footnote": "footnote", "page_footnote": "footnote", "chart_footnote": "footnote",
    "header": "header", "page_header": "header", "pageheader": "header", "page-header": "header",
    "footer": "footer", "page_footer": "footer", "pagefooter": "footer", "page-footer": "footer",
    "number": "page_number", "page_number": "page_number", "pagenumber": "page_number",
    "aside_text": "aside", "page_aside_text": "aside", "aside": "aside", "seal": "text",
}  # fmt: skip
"""The labels of all programs, whose letters' case does not matter, as ours."""
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg"}
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_BOLD_PART = re.compile(r"(\*\*(?=\S).+?(?<=\S)\*\*)", re.DOTALL)
_LINE = 1.1
_LONGEST_TITLE = 30
_AMOUNT = re.compile(
    r"\$\s*([0-9０-９.,%％℃°±~～\-+/×\s]+?|[0-9.]+\s*\\%|[0-9.]+\s*\^?\{?\\circ\}?\s*C?)\s*\$"
)
_HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:div|span|p|b|strong|i|em|u|center|sup|sub|h[1-6])\b[^>]*>", re.IGNORECASE)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A block as a program gives it.

    Attributes:
        kind, label, text, vertical, bold, level, order, group, picture, rows: as of `ebook.pages.Region`.
        box: where it stands in the unit of `DraftPage`, None where the program does not say.
        confidence: how sure the program is, 0 to 1; `is_measured` tells whether it says so.
    """

    kind: Kind = "block"
    label: Label = ""
    text: str = ""
    box: Box | None = None
    vertical: bool = False
    bold: bool = False
    level: int = 0
    order: int | None = None
    group: str = ""
    picture: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    confidence: float = 1.0
    is_measured: bool = False


class DraftPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page as a program gives it.

    Attributes:
        drafts: its blocks.
        width, height: its size, 0 where the program does not say.
        share: the number that a box's edge at the page's right or bottom edge has, 0 where boxes are in the page's unit.
        image: what the program calls the page's own picture, '' where it does not say.
        repairs: what was put right of the program's faults.
    """

    drafts: list[Draft]
    width: float = 0.0
    height: float = 0.0
    share: float = 0.0
    image: str = ""
    repairs: tuple[Repair, ...] = ()


def label_of(name: str) -> Label:
    """Our label for a program's, '' for one that says nothing of a text."""
    return _LABELS.get(name.strip().lower(), "")


def ending_of(address: str) -> str:
    """The file name ending of a picture in a `data:` address."""
    kind = address[len("data:image/") :].partition(";")[0].lower()
    return _ENDINGS.get(kind, kind)


def plain_text(text: str) -> tuple[str, bool]:
    """A block's text without the marks that programs put into it, and whether all of it was marked as bold."""
    text = _BREAK.sub("\n", text)
    text = _TAGS.sub("", _HEADING.sub("", text))
    text = _AMOUNT.sub(
        lambda match: re.sub(
            r"\\(%)|[\^{}]|\\circ", lambda m: m[1] or ("°" if "circ" in m[0] else ""), match[1]
        ),
        text,
    )
    bold = _BOLD.fullmatch(text.strip()) is not None
    return _BOLD.sub(r"\1", text).strip(), bold


def divided(draft: Draft, text: str) -> Iterator[Draft]:
    """A block with its text; one that holds a bold title and what is printed below it becomes one block each.

    Args:
        draft: the block without its text.
        text: with the marks of Markdown.
    """
    parts = [part for part in _BOLD_PART.split(text) if part.strip()]
    whole = draft.box
    if draft.label == "title" or whole is None or len(parts) < 2 or not _are_titles(parts):  # noqa: PLR2004  a title and a text
        plain, bold = plain_text(text)
        if plain:
            yield msgspec.structs.replace(draft, text=plain, bold=draft.bold or bold)
        return
    plains = [plain_text(part) for part in parts]
    top = whole.top
    for (plain, bold), height in zip(plains, _heights(plains, whole), strict=True):
        bottom = top + height
        box = Box(whole.left, top, whole.right, bottom)
        yield msgspec.structs.replace(
            draft,
            text=plain,
            bold=bold,
            box=box,
            label="title" if bold else draft.label,
            level=2 if bold else draft.level,
        )
        top = bottom


def _heights(parts: Sequence[tuple[str, bool]], whole: Box) -> list[float]:
    """How high each part of a block is: a bold title as high as a line of it, the others by their lengths."""
    cells = [max(1.0, columns(plain)) for plain, _ in parts]
    line = min(math.sqrt(whole.width * whole.height / sum(cells)) * _LINE, 0.5 * whole.height / len(parts))
    left = whole.height - line * sum(bold for _, bold in parts)
    plain = sum(length for length, (_, bold) in zip(cells, parts, strict=True) if not bold) or 1.0
    return [line if bold else left * length / plain for length, (_, bold) in zip(cells, parts, strict=True)]


def _are_titles(parts: list[str]) -> bool:
    """Whether the bold parts of a text are short, and what is before each of them ends where a sentence does."""
    heavy = [at for at, part in enumerate(parts) if _BOLD.fullmatch(part.strip())]
    if not heavy or any(
        len(parts[at]) > _LONGEST_TITLE or ends_sentence(parts[at].strip("* ")) for at in heavy
    ):
        return False
    return all(at == 0 or ends_sentence(parts[at - 1]) for at in heavy)


def table_of(markup: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The text around a table and its cells, from HTML or from lines with bars; no cells where it is neither."""
    found = TABLE.search(markup)
    if found:
        caption, rows = table_rows(found[0])
        outside = f"{markup[: found.start()]}{markup[found.end() :]}"
        return " ".join(filter(None, (plain_text(outside)[0], caption))), rows
    lines = [line.strip() for line in markup.splitlines() if line.strip()]
    if lines and all(line.startswith(("|", "｜")) for line in lines):
        cells = [_cells(line) for line in lines if not re.fullmatch(r"[|｜\s:\-—]+", line)]
        return "", tuple(cells)
    return markup, ()


def _cells(line: str) -> tuple[str, ...]:
    bare = line.replace("｜", "|").removeprefix("|").removesuffix("|")
    return tuple(plain_text(cell)[0] for cell in bare.split("|"))
