"""Reader for PDFs of newspaper pages that have a text layer, one page or a whole issue in a file.

A PDF says where each character stands, in which font and how large, and nothing of lines, columns or articles. A print
that this program made carries the issue itself, which is then taken as it is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import msgspec
import pypdfium2

from ebook.errors import UnreadableSource
from ebook.facsimile import PageImage
from ebook.model import InvalidIssue, Issue, Origin, from_json
from ebook.pages.formats.pdf_page import PageContent, content_of
from ebook.pages.glyphs import lines_of
from ebook.pages.page import Page, PageIssue, Region
from ebook.pages.read import read_pages
from ebook.problems import Problem
from ebook.readers import Reading, ReadOptions
from ebook.rules import printed as rules
from ebook.source import Source

__all__ = ["pages_of", "read"]

_ISSUE = "issue.json"
_UNMAPPED_SHARE = 0.3
_HEAVY_NAMES = (
    "bold", "heavy", "black", "-bd", "medium", "demi", "hei", "gothic", "sans", "黑",
)  # fmt: skip


def read(source: Source, options: ReadOptions) -> Reading:
    """Read the pages of a PDF.

    Raises:
        UnreadableSource: it is damaged or encrypted, or has no text, or none that can be read.
    """
    exact = _own_issue(source)
    if exact is not None:
        origin = Origin(file=source.name, lines=())
        return Reading(
            exact, (rules.OWN_PRINT.at(origin, "the issue was taken from the attached issue.json"),)
        )
    return read_pages(pages_of(source, options), options)


def pages_of(source: Source, options: ReadOptions) -> PageIssue:
    """The pages of a PDF with what is printed on them; boxes are in points.

    Raises:
        UnreadableSource: as `read`.
        MissingTool: it is a scan, and the OCR engine is not installed.
    """
    with _opened(source) as document:
        contents = [content_of(page) for page in document]
    if not any(content.glyphs for content in contents):
        from ebook.pages.formats import image

        return image.pages_of(source, options)
    _refuse_unmapped(source, contents)
    pages: list[Page] = []
    pictures: dict[str, bytes] = {}
    for number, content in enumerate(contents, 1):
        names = {f"page-{number}-{at}.{suffix}": data for at, (suffix, data) in enumerate(content.files, 1)}
        pictures |= names
        pages.append(_page(source, number, content, list(names)))
    problems = [
        found for number, content in enumerate(contents, 1) for found in _problems(source, number, content)
    ]
    return PageIssue(pages=tuple(pages), pictures=pictures, problems=tuple(problems))


def _own_issue(source: Source) -> Issue | None:
    """The issue that a print of this program carries, None in any other PDF."""
    with _opened(source) as document:
        if not document.get_metadata_value("Creator").startswith("ebook "):
            return None
        for index in range(document.count_attachments()):
            attachment = document.get_attachment(index)
            if attachment.get_name() == _ISSUE:
                try:
                    return from_json(bytes(attachment.get_data()))
                except (InvalidIssue, pypdfium2.PdfiumError):
                    return None
    return None


@contextlib.contextmanager
def _opened(source: Source) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableSource(
                "this PDF is encrypted", file=source.name, hint="save it without a password, and read that"
            ) from error
        raise UnreadableSource(
            "this PDF is damaged and cannot be opened", file=source.name, hint="get the file again"
        ) from error
    try:
        if len(document) == 0:
            raise UnreadableSource("this PDF has no pages", file=source.name, hint="get the file again")
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(
            f"this PDF is damaged: {error}", file=source.name, hint="get the file again"
        ) from error
    finally:
        document.close()


def _page(source: Source, number: int, content: PageContent, names: list[str]) -> Page:
    lines = _with_weight(lines_of(content.glyphs, content.rules))
    pictures = [
        Region(kind="picture", box=box, picture=name)
        for box, name in zip(content.pictures, names, strict=True)
    ]
    rules_drawn = [Region(kind="rule", box=box) for box in content.rules]
    return Page(
        file=source.name,
        number=number,
        width=content.width,
        height=content.height,
        regions=(*lines, *pictures, *rules_drawn),
        image=PageImage(file=source.name, read=source.read_again(), index=number - 1),
        points=1.0,
    )


def _with_weight(lines: list[Region]) -> list[Region]:
    """The lines; a face is heavy only among others that are not."""
    shares: dict[str, int] = {}
    for line in lines:
        shares[line.font] = shares.get(line.font, 0) + len(line.text)
    usual = max(shares, key=lambda font: shares[font], default="")
    is_plain = {font: font == usual or not _is_heavy(font) for font in shares}
    heavy_body = _is_heavy(usual)
    return [
        msgspec.structs.replace(line, bold=False)
        if line.font == usual
        else msgspec.structs.replace(line, bold=line.bold or (not is_plain[line.font] and not heavy_body))
        for line in lines
    ]


def _is_heavy(font: str) -> bool:
    lowered = font.lower()
    return any(name in lowered for name in _HEAVY_NAMES)


def _refuse_unmapped(source: Source, contents: list[PageContent]) -> None:
    total = sum(len(content.glyphs) + content.unmapped for content in contents)
    unmapped = sum(content.unmapped for content in contents)
    if unmapped > _UNMAPPED_SHARE * total:
        raise UnreadableSource(
            f"{unmapped} of {total} characters of this PDF have no meaning: its fonts do not say what they are",
            file=source.name,
            hint="read pictures of its pages with --from image, which recognises the characters",
        )


def _problems(source: Source, number: int, content: PageContent) -> Iterator[Problem]:
    origin = Origin(file=source.name, lines=())
    if content.unmapped:
        message = (
            f"page {number}: {content.unmapped} characters have no meaning, because their font does not say what they "
            "are; compare the page with its print, or read a picture of it with --from image"
        )
        yield rules.UNMAPPED.at(origin, message)
    if not content.glyphs:
        message = f"page {number} has no text; read a picture of it with --from image"
        yield rules.NO_TEXT.at(origin, message)
