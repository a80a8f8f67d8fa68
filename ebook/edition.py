"""An edition: an issue rendered once, ready to be packed as EPUB, printed to PDF, or opened in a browser.

Every writer consumes the same trees, so their outputs cannot drift apart. All paths are
relative to the edition's root, with `/` between their parts:

    text/p01.xhtml          the page's opening: its number and name
    text/p01-a01.xhtml      one document an article
    styles/base.css  styles/locales/zh-Hans.css  styles/themes/plain.css
    images/...              pictures
"""

from __future__ import annotations

import datetime
import functools
import hashlib
from typing import Literal, TypeAlias

import msgspec

from ebook.facsimile import Facsimile
from ebook.model import Issue
from ebook.print_options import Layout, PrintOptions
from ebook.xhtml import XHTML, Element, serialise

__all__ = [
    "PROVENANCE", "PROVENANCE_NAMESPACE", "AttachedFile", "Attachment", "AttachmentKind", "Direction",
    "Document", "Edition", "NavPoint", "PageMark", "Provenance", "Record", "Resource",
]  # fmt: skip

Direction: TypeAlias = Literal["ltr", "rtl"]
AttachmentKind: TypeAlias = Literal["source", "issue", "repairs"]

PROVENANCE_NAMESPACE = "https://ebook.invalid/ns/provenance/1.0/"
PROVENANCE = f"{{{PROVENANCE_NAMESPACE}}}provenance"
"""The property of a print's XMP that holds its `Provenance` as JSON."""


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One XHTML document, finished: whoever needs it otherwise changes a copy of its tree.

    Attributes:
        path: where it stands in the edition.
        id: stable across runs and editions of the same issue; an XML name.
        title: its plain title.
        root: its `html` element.
        kind: what it is, which decides its place in landmarks.
        lang: BCP 47 tag.
    """

    path: str
    id: str
    title: str
    root: Element
    kind: Literal["cover", "masthead", "contents", "section", "article", "facsimile", "colophon"]
    lang: str

    @property
    def body(self) -> Element:
        """Its `body` element."""
        body = self.root.find(f"{{{XHTML}}}body")
        if body is None:
            raise AssertionError("a document of an edition has a body")
        return body

    @functools.cached_property
    def content(self) -> bytes:
        """UTF-8 XHTML with XML declaration and doctype, serialised once for all writers."""
        return serialise(self.root)


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """A file that documents refer to."""

    path: str
    media_type: str
    content: bytes


class NavPoint(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the table of contents. `href` is relative to the edition's root."""

    title: str
    href: str
    children: tuple[NavPoint, ...] = ()


class PageMark(msgspec.Struct, frozen=True, kw_only=True):
    """Where a printed page begins. `label` is the number as printed: 01, A2."""

    label: str
    href: str


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that travels with an archival print.

    Attributes:
        kind: what it is to the issue: what was read, the structure that it became, or the changes to its text.
        name: its file name, without a folder.
        media_type: as MIME has it, without parameters.
        content: its bytes; of the source, exactly those that were read.
    """

    kind: AttachmentKind
    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its SHA-256 (FIPS 180-4), in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


class AttachedFile(msgspec.Struct, frozen=True, kw_only=True):
    """How a file of the record is recognised, without the file itself.

    Attributes:
        kind: as in `Attachment`.
        name: its file name.
        size: in bytes.
        sha256: in hexadecimal digits (FIPS 180-4).
    """

    kind: AttachmentKind
    name: str
    size: int
    sha256: str


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where a print comes from, as its metadata say; the colophon prints a copy.

    Attributes:
        program: name and version of the program that read and rendered the issue.
        format: the name of the format that the source was read as.
        options: the options that decided how it was read, as on the command line.
        attached: whether the files are attached to the print.
        layout: of the print.
        files: the source, the issue, the repairs where there are any.
    """

    program: str
    format: str
    options: tuple[str, ...]
    attached: bool
    layout: Layout = "archive"
    files: tuple[AttachedFile, ...]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Where an edition comes from, so that it can be made again and compared.

    Attributes:
        program: name and version of the program that read and rendered the issue.
        format: the name of the format that the source was read as.
        options: the options that decided how it was read, as on the command line.
        attachments: the source, the issue, the repairs where there are any.
    """

    program: str
    format: str
    options: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def provenance(self, options: PrintOptions) -> Provenance:
        """The record as data that fit into the metadata of a print with these options."""
        return Provenance(
            program=self.program,
            format=self.format,
            options=self.options,
            attached=options.carries_files,
            layout=options.layout,
            files=tuple(
                AttachedFile(kind=file.kind, name=file.name, size=len(file.content), sha256=file.sha256)
                for file in self.attachments
            ),
        )


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as documents in reading order, with what they need.

    Attributes:
        issue: what was rendered, for metadata and for what travels with an archival print.
        identifier: a URN that is the same for each export of the same issue.
        title: paper and date, in the paper's language.
        stem: the base of output file names, without suffix: 海风日报-2024-03-05.
        modified: the date that stands for "last modified", in UTC; never the clock's.
        direction: page progression.
        vertical: whether the text is set in vertical lines.
        theme: the theme's name.
        documents: in reading order.
        resources: styles and pictures.
        contents: page and section, then articles.
        pages: the printed pages.
        cover: the path of the cover picture among the resources, None without one.
        record: where it comes from, where that is known.
        print_options: what was asked of a print of it.
        facsimiles: the printed pages as pictures, for a print that shows them.
    """

    issue: Issue
    identifier: str
    title: str
    lang: str
    stem: str
    modified: datetime.datetime
    direction: Direction = "ltr"
    vertical: bool = False
    theme: str = "plain"
    documents: tuple[Document, ...] = ()
    resources: tuple[Resource, ...] = ()
    contents: tuple[NavPoint, ...] = ()
    pages: tuple[PageMark, ...] = ()
    cover: str | None = None
    record: Record | None = None
    print_options: PrintOptions = PrintOptions()
    facsimiles: tuple[Facsimile, ...] = ()
