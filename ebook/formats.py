"""The one table of formats: what can be read, and what can be written.

A format is a row. Its reader and writers are named as `module:function` and imported when they
are first needed, so listing formats costs nothing. Other packages add rows through the entry
point group `ebook.formats`, each entry being a `Format`.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import msgspec

from ebook.errors import UnknownName
from ebook.picture_files import is_page_picture
from ebook.problems import Problem
from ebook.readers import Reader, ReadOptions
from ebook.source import Source
from ebook.writers import EditionWriter, IssueWriter

if TYPE_CHECKING:
    from ebook.pages import PageIssue

__all__ = [
    "Format",
    "formats",
    "guess_reader",
    "output_format",
    "page_reader_of",
    "reader_of",
    "writable",
    "writer_of",
]


PageReader: TypeAlias = "Callable[[Source], PageIssue]"
"""Finds the pages of a source, for `ebook.pages.read_pages` to make articles of."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One format.

    Attributes:
        name: what `--from` and `--to` call it.
        summary: one line for `ebook formats`.
        suffixes: file name endings, the usual one first; that one is given to outputs.
        reader: `module:function` of type `Reader`, None where the format is not read or `pages` reads it.
        pages: `module:function` of type `PageReader`, for formats that know where on a page each piece stands; beside
            `reader` it is used where a folder holds several pages.
        pages_take_options: whether `pages` is called with the options as well, which name an OCR engine.
        recognise: `module:function`, `(Source) -> bool`, which looks at a file's content, whatever its name is;
            without it a format is recognised by its suffixes. Every source is put to it, so its module should import
            little, least of all the reader.
        recognise_files: the same for a folder or zip as a whole, which is put to it where `recognise` says no.
        writer: `module:function`, None where the format is not written.
        takes: whether the writer takes the issue or the rendered edition.
        is_text: whether it can be printed to standard output (`-o -`).
        continuous: whether an article that goes on on another page is read in one piece; a print keeps
            each part on its page.
        archival: whether the source and the issue's structure travel with it, and its colophon tells of them.
        accompanies: whether its files are mostly parts of other sources, as pictures are: in an archive they are
            issues only where a pattern names their suffix.
        media_type: as MIME has it, without parameters.
        checks: `module:function` of each check of an output, `(Path) -> list[Problem]`.
    """

    name: str
    summary: str
    suffixes: tuple[str, ...]
    reader: str | None = None
    pages: str | None = None
    pages_take_options: bool = False
    recognise: str | None = None
    recognise_files: str | None = None
    writer: str | None = None
    takes: Literal["issue", "edition"] = "edition"
    is_text: bool = False
    continuous: bool = False
    archival: bool = False
    accompanies: bool = False
    media_type: str = "application/octet-stream"
    checks: tuple[str, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether it can be a source."""
        return self.reader is not None or self.pages is not None

    def check(self, path: Path) -> list[Problem]:
        """Put an output of this format to its checks, one after the other."""
        found: list[Problem] = []
        for target in self.checks:
            found += cast("Callable[[Path], list[Problem]]", _load(target))(path)
        return found


_BUILT_IN = (
    Format(
        name="epub",
        summary="EPUB 3 for e-readers",
        suffixes=(".epub",),
        media_type="application/epub+zip",
        writer="ebook.writers.epub:write",
        continuous=True,
        checks=("ebook.checks.epub:check", "ebook.validators.epub:validate"),
    ),
    Format(
        name="pdf",
        summary="PDF for print and archive; read, a newspaper's own PDF of its pages",
        suffixes=(".pdf",),
        reader="ebook.pages.formats.pdf:read",
        pages="ebook.pages.formats.pdf:pages_of",
        pages_take_options=True,
        writer="ebook.writers.pdf:write",
        archival=True,
        media_type="application/pdf",
        checks=("ebook.verify_print:check", "ebook.validators.pdf:validate"),
    ),
    Format(
        name="xhtml",
        summary="a folder of XHTML pages for a browser",
        suffixes=("",),
        writer="ebook.writers.xhtml:write",
        continuous=True,
    ),
    Format(
        name="json",
        summary="the structure of the issue; see `ebook schema`",
        suffixes=(".json",),
        media_type="application/json",
        reader="ebook.readers.json:read",
        writer="ebook.writers.json:write",
        takes="issue",
        is_text=True,
    ),
    Format(
        name="markdown",
        summary="the issue as a person writes and corrects it",
        suffixes=(".md", ".markdown"),
        media_type="text/markdown",
        reader="ebook.readers.markdown:read",
        writer="ebook.writers.markdown:write",
        takes="issue",
        is_text=True,
    ),
    Format(
        name="text",
        summary="what a page-reading program got off the printed page",
        suffixes=(".txt",),
        media_type="text/plain",
        reader="ebook.reading:read",
    ),
    Format(
        name="layout",
        summary="what PaddleOCR, MinerU, Docling, dots.ocr, DeepSeek-OCR, Marker, YomiToku or olmOCR writes",
        suffixes=(".json", ".jsonl"),
        media_type="application/json",
        pages="ebook.pages.formats.programs:pages_of",
        recognise="ebook.signatures:is_layout",
        recognise_files="ebook.signatures:has_mineru",
    ),
    Format(
        name="mets",
        summary="a library's METS document with its ALTO pages",
        suffixes=(".mets",),
        media_type="application/mets+xml",
        reader="ebook.pages.formats.mets:read",
        recognise="ebook.signatures:is_mets",
        recognise_files="ebook.signatures:has_mets",
    ),
    Format(
        name="ocr",
        summary="hOCR, Tesseract's TSV, ALTO, PAGE-XML, or NDLOCR's XML or JSON",
        suffixes=(".hocr", ".tsv", ".alto"),
        pages="ebook.pages.formats.library:pages_of",
        recognise="ebook.signatures:is_ocr",
    ),
    Format(
        name="pages",
        summary="a folder or zip of page files in any of these formats",
        suffixes=("", ".zip"),
        media_type="application/zip",
        reader="ebook.folders:read",
    ),
    Format(
        name="web",
        summary="a digital newspaper's pages, saved from the web",
        suffixes=(".htm", ".html", ".mht", ".mhtml"),
        media_type="text/html",
        reader="ebook.readers.web:read",
        recognise="ebook.signatures:is_web",
        recognise_files="ebook.readers.web:has_edition",
    ),
    Format(
        name="newsroom",
        summary="articles in NITF, NewsML-G2, ninjs or Word (.docx)",
        suffixes=(".docx", ".nitf"),
        reader="ebook.readers.newsroom:read",
        recognise="ebook.signatures:is_newsroom",
        recognise_files="ebook.signatures:has_articles",
    ),
    Format(
        name="image",
        summary="a picture of a page, or of several (TIFF), read by OCR",
        suffixes=(".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".jp2", ".jpx", ".j2k"),
        media_type="image/*",
        accompanies=True,
        pages="ebook.pages.formats.image:pages_of",
        pages_take_options=True,
    ),
    Format(
        name="idml",
        summary="laid-out pages of Adobe InDesign (IDML)",
        suffixes=(".idml",),
        pages="ebook.pages.formats.idml:pages_of",
        recognise="ebook.signatures:is_idml",
    ),
)


@functools.cache
def formats() -> dict[str, Format]:
    """All formats by name: the built-in ones, then those that other packages add."""
    table: dict[str, Format] = {}
    for row in _rows():
        table.setdefault(row.name, row)
    return table


def _rows() -> Iterator[Format]:
    """All formats; those of other packages are looked for only once no built-in one is what is wanted."""
    yield from _BUILT_IN
    yield from _added()


@functools.cache
def _added() -> tuple[Format, ...]:
    # To look through all installed packages takes a tenth of the time of a small export.
    from importlib.metadata import entry_points

    return tuple(cast("Format", entry.load()) for entry in entry_points(group="ebook.formats"))


def reader_of(name: str) -> Reader:
    """The reader of a format.

    Raises:
        UnknownName: there is no such format, or it is not read.
    """
    row = _row(name)
    if row.pages is not None and row.reader is None:
        from ebook.pages import read_pages

        return lambda source, options: read_pages(page_reader_of(row, options)(source), options)
    if row.reader is None:
        readable = ", ".join(row.name for row in formats().values() if row.is_readable)
        raise UnknownName(f"format {name!r} cannot be read", hint=f"these can: {readable}")
    return cast("Reader", _load(row.reader))


def page_reader_of(row: Format, options: ReadOptions) -> PageReader:
    """The function that finds the pages of a source in a format that has `pages`."""
    assert row.pages is not None  # noqa: S101  # the caller has seen to it
    found = cast("Callable[..., PageIssue]", _load(row.pages))
    return functools.partial(found, options=options) if row.pages_take_options else found


def writer_of(name: str) -> IssueWriter | EditionWriter:
    """The writer of a format; its row's `takes` tells which of the two kinds it is.

    Raises:
        UnknownName: there is no such format, or it is not written.
    """
    row = writable(name)
    assert row.writer is not None  # noqa: S101  # writable() has seen to it
    return cast("IssueWriter | EditionWriter", _load(row.writer))


def writable(name: str) -> Format:
    """The row of a format that can be written.

    Raises:
        UnknownName: there is no such format, or it is not written.
    """
    row = _row(name)
    if row.writer is None:
        names = ", ".join(row.name for row in formats().values() if row.writer)
        raise UnknownName(f"format {name!r} cannot be written", hint=f"these can: {names}")
    return row


def guess_reader(source: Source) -> str:
    """The format of a source, by its content where a format can be recognised by that, else by its name's ending.

    A folder or zip that no format recognises as a whole is read file by file (`pages`).

    Raises:
        UnreadableSource: a folder's or zip's files cannot be listed.
    """
    for row in _rows():
        if _recognises(row, source):
            return row.name
    if source.files is not None:
        return "pages"
    return _by_name(source)


def _recognises(row: Format, source: Source) -> bool:
    tests = [row.recognise, row.recognise_files if source.files is not None else None]
    return any(cast("Callable[[Source], bool]", _load(test))(source) for test in tests if test)


def _by_name(source: Source) -> str:
    """The format of a file that none recognises.

    Markdown is what page-reading programs write, too: a file in our own notation is told from theirs by what it says,
    whatever its name ends in.
    """
    if source.data.startswith(b"%PDF-"):
        return "pdf"
    if is_page_picture(source.data):
        return "image"
    lowered = source.name.lower()
    endings = [
        row.name
        for row in _rows()
        if row.is_readable and not row.recognise and lowered.endswith(tuple(filter(None, row.suffixes)))
    ]
    if endings and endings[0] not in {"markdown", "text"}:
        return endings[0]
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not endings and head.startswith(b"{"):
        return "json"
    if not _MARKED.search(source.data):
        return endings[0] if endings else "text"
    from ebook.readers.markdown.recognise import is_issue

    return "markdown" if is_issue(source) else "text"


_MARKED = re.compile(rb"^(?:---\s*$|#{1,3} |:::)", re.MULTILINE)
"""What a text in our notation holds, and many others do: those are looked at more closely."""


def output_format(name: str) -> Format | None:
    """The format of an output that has checks of its own, from its file name; None for a source."""
    for row in _rows():
        if row.checks and name.lower().endswith(row.suffixes[0]):
            return row
    return None


def _row(name: str) -> Format:
    for row in _rows():
        if row.name == name:
            return row
    known = ", ".join(formats())
    raise UnknownName(f"unknown format {name!r}", hint=f"known formats: {known}")


def _load(target: str) -> object:
    module, _, function = target.partition(":")
    return getattr(importlib.import_module(module), function)
