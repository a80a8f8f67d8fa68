"""A PDF is read: what it says about itself (XMP, ISO 16684-1, and its Info), and its first page as a picture."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pypdfium2
from PIL import Image

from ebook.epub.container import BrokenFile
from ebook.epub.package import Description, valid_date, valid_time
from ebook.pdf.xmp import xmp_of, xmp_value
from ebook.rules.output import PDF_UNREADABLE

__all__ = ["Print", "check", "read"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(Z|[+-]00'?00'?)?")
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_WIDTH = 900
"""Pixels of the first page's picture, as wide as the covers of our e-books."""
_TALLEST = 4
"""Times as high as wide; what is longer is no page of a newspaper."""


class Print(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a PDF: its metadata, the number of its pages, and the first as a picture."""

    description: Description
    pages: int
    front: Image.Image | None


def read(path: Path) -> Print:
    """Read a PDF.

    Raises:
        ArchiveError: it is no PDF, damaged, protected or without pages; with rule and message.
    """
    with _opened(path) as document:
        return Print(
            description=_description(path, document.get_metadata_dict()),
            pages=len(document),
            front=_front(document),
        )


def check(path: Path) -> None:
    """See to it that a PDF can be opened.

    Raises:
        ArchiveError: as for `read`.
    """
    with _opened(path):
        pass


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise BrokenFile(PDF_UNREADABLE, f"it cannot be opened: {error}") from error
    try:
        if len(document) == 0:
            raise BrokenFile(PDF_UNREADABLE, "it has no pages")
        yield document
    finally:
        document.close()


def _front(document: pypdfium2.PdfDocument) -> Image.Image | None:
    try:
        page = document[0]
        width, height = page.get_size()
        if width <= 0 or height / width > _TALLEST:
            return None
        picture: Image.Image = page.render(scale=_WIDTH / width).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        return None  # a page that cannot be drawn is shown as an issue without a picture
    return picture


def _description(path: Path, info: dict[str, str]) -> Description:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        xmp = xmp_of(content)
    title = xmp_value(xmp, f"{_DC}title") or info.get("Title", "").strip() or path.stem
    date = valid_date(xmp_value(xmp, f"{_DC}date")) or _day_in_name(path.stem)
    return Description(
        identifier=xmp_value(xmp, f"{_DC}identifier"),
        title=title,
        lang=xmp_value(xmp, f"{_DC}language"),
        date=date,
        modified=valid_time(xmp_value(xmp, f"{_XMP}ModifyDate")) or _moment(info.get("ModDate", "")),
        publisher=xmp_value(xmp, f"{_DC}publisher"),
        creators=(),
        subjects=(),
        series=_series(title, date),
        series_number="",
        position="",
    )


def _moment(text: str) -> str:
    """A date of Info in UTC; others depend on a time zone, and are left out."""
    found = _PDF_DATE.match(text)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()[:6]
    return valid_time(f"{year}-{month}-{day}T{hour}:{minute}:{second}Z")


def _day_in_name(stem: str) -> str:
    found = _DAY_IN_NAME.search(stem)
    return valid_date("-".join(found.groups())) if found else ""


def _series(title: str, date: str) -> str:
    """The paper's name: what stands before the date in the title that we give to prints."""
    if not date:
        return ""
    name = re.split(rf"\s*{date[:4]}", title, maxsplit=1)[0].strip(" -–—_")
    return name if name != title else ""
