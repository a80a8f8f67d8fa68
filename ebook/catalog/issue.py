"""An issue of the shelf becomes its folder in the catalogue: `catalog/issues/KEY/`.

.entry.json       the entry and the contents, from which the catalogue is written without the e-book
edition/          the reading edition: a page for each document, styles and pictures as in the e-book
styles-1.css ...  which of the book's styles a page takes
cover.jpg         only where the e-book's own cover is none that catalogues may show
thumbnail.jpg     the front page, small
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import TypeAlias

import msgspec
from lxml import etree
from PIL import Image

from ebook.catalog import pdf
from ebook.catalog.entry import Entry, FileState, Paper
from ebook.catalog.pages.reader import EDITION, reading_pages
from ebook.catalog.pictures import Drawn, cover_of, drawn_cover, thumbnail_of
from ebook.catalog.scan import IssueFiles
from ebook.catalog.urls import urn
from ebook.epub import book as epub
from ebook.epub.container import BrokenFile, Malformed, parse
from ebook.epub.contents import Chapter, articles
from ebook.epub.package import Description
from ebook.languages import normalised
from ebook.rules.output import EPUB_MALFORMED
from ebook.sanitize import PICTURE, sanitize

__all__ = ["RECORD", "BuiltIssue", "Record", "build_issue"]

RECORD = ".entry.json"
_HEADLINES = 5
States: TypeAlias = tuple[FileState | None, FileState | None]
"""The e-book and the print of an issue."""

Pictures: TypeAlias = tuple[Drawn | None, Drawn | None]
"""Cover and thumbnail."""

_URI = re.compile(r"(?:urn:|https?://)[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII | re.IGNORECASE)

_EPOCH = "1970-01-01T00:00:00Z"


class RecordHeader(msgspec.Struct, frozen=True, kw_only=True):
    """What `.entry.json` holds of the issue itself.

    Attributes:
        form: which program made the derived files; those of another are made again.
        entry: the entry.
        disarmed: scripts were taken out of the reading edition.
    """

    form: str
    entry: Entry
    disarmed: bool = False


class Record(RecordHeader, frozen=True, kw_only=True):
    """All that `.entry.json` holds: also the contents, with the paths of the edition."""

    chapters: tuple[Chapter, ...] = ()


class BuiltIssue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue that was read.

    Attributes:
        record: what is known of it.
        files: the files of its folder, by their path in it.
    """

    record: Record
    files: dict[str, bytes]


def build_issue(found: IssueFiles, states: States, form: str) -> BuiltIssue:
    """Read an issue and make the files of its folder.

    Args:
        found: its files.
        states: the e-book and the print as they are now, None for what is not there.
        form: which program makes the files.

    Raises:
        ArchiveError: its file is broken, or no EPUB, or no PDF.
    """
    if found.epub is None:
        return _of_print(found, states, form)
    book = epub.read(found.epub)
    pictures = _pictures(book, found)
    heads = [chapter for _, chapter in articles(book.chapters)]
    entry = msgspec.structs.replace(
        _entry(found, book.description, states, pictures),
        pages=book.pages,
        articles=len(heads),
        headlines=tuple(chapter.title for chapter in heads[:_HEADLINES]),
        first=heads[0].path if heads else book.documents[0].path,
        vertical=book.rightward or "vrtl" in (book.documents[0].root.get("class") or "").split(),
    )
    pages = reading_pages(book, entry, book.chapters, entry.folder)
    files = {f"{EDITION}/{path}": _resource(path, content) for path, content in book.resources.items()}
    record = Record(form=form, entry=entry, disarmed=pages.disarmed, chapters=book.chapters)
    return _made(record, files | pages.files, pictures)


def _of_print(found: IssueFiles, states: States, form: str) -> BuiltIssue:
    if found.pdf is None:
        raise AssertionError("an issue has at least one file")
    read = pdf.read(found.pdf)
    pictures = _drawn(read.front)
    entry = msgspec.structs.replace(_entry(found, read.description, states, pictures), pages=read.pages)
    return _made(Record(form=form, entry=entry), {}, pictures)


def _made(record: Record, files: dict[str, bytes], pictures: Pictures) -> BuiltIssue:
    for drawn in pictures:
        if drawn and drawn.content is not None:
            files[drawn.picture.path] = drawn.content
    files[RECORD] = msgspec.json.encode(record)
    return BuiltIssue(record=record, files=files)


def _pictures(book: epub.Book, found: IssueFiles) -> Pictures:
    """Cover and thumbnail: of the e-book's cover, else of the print's first page."""
    content = book.resources.get(book.cover or "")
    shown = cover_of(content, f"{EDITION}/{book.cover}") if content else None
    if shown:
        return shown[0], thumbnail_of(shown[1])
    return _drawn(pdf.read(found.pdf).front if found.pdf else None)


def _drawn(front: Image.Image | None) -> Pictures:
    return (drawn_cover(front), thumbnail_of(front)) if front else (None, None)


def _entry(found: IssueFiles, said: Description, states: States, pictures: Pictures) -> Entry:
    digest = hashlib.sha256(found.stem.encode("utf-8", "surrogateescape")).hexdigest()[:10]
    name = said.series or _folder_name(found) or said.title or posixpath.basename(found.stem)
    cover, thumbnail = pictures
    return Entry(
        key=f"{said.date or 'undated'}-{digest}",
        epub=states[0],
        pdf=states[1],
        identifier=_uri(said.identifier, found.stem),
        title=said.title or posixpath.basename(found.stem),
        paper=Paper(name=name, lang=_language(said.lang), number=said.series_number or None),
        date=said.date,
        number=said.position or None,
        publisher=said.publisher or None,
        creators=said.creators,
        subjects=said.subjects,
        modified=said.modified or (f"{said.date}T00:00:00Z" if said.date else _EPOCH),
        pages=0,
        articles=0,
        headlines=(),
        first="",
        vertical=False,
        cover=cover.picture if cover else None,
        thumbnail=thumbnail.picture if thumbnail else None,
    )


def _folder_name(found: IssueFiles) -> str:
    return posixpath.basename(posixpath.dirname(found.stem))


def _language(tag: str) -> str:
    """The tag as BCP 47 writes it; `und`, undetermined, for what is none."""
    return normalised(tag) or "und"


def _uri(identifier: str, stem: str) -> str:
    """The issue's own identifier where it is a URI, one made of it where it is not, or of its place on the shelf."""
    if _URI.fullmatch(identifier):
        return identifier
    return urn("identifier", identifier) if identifier else urn("place", stem)


def _resource(path: str, content: bytes) -> bytes:
    """A file of the book; a drawing must not run code when it is opened by itself."""
    if not path.lower().endswith(".svg"):
        return content
    try:
        root = parse(content)
        before = etree.tostring(root)
        sanitize(root, PICTURE)
    except (Malformed, etree.LxmlError) as error:
        raise BrokenFile(EPUB_MALFORMED, f"{path}: {error}") from error
    return content if etree.tostring(root) == before else etree.tostring(root, encoding="utf-8")
