"""Packing the files of an edition as EPUB: the only module that knows EbookLib.

EbookLib 0.20 makes the container, the manifest and the spine. It is handed finished bytes
through items that it cannot parse, and its faults are fixed here: the package has no language,
the identifier of a spine without NCX dangles, a needless prefix is declared, the archive carries
the clock and unreadable modes.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable

from ebooklib import epub
from lxml import etree

from ebook.edition import Document, Edition, Resource
from ebook.writers.epub.archive import ReproducibleZip
from ebook.writers.epub.metadata import Entry
from ebook.writers.epub.xml import XML

__all__ = ["COVER_ID", "NAV_PATH", "NCX_PATH", "pack"]

NAV_PATH = "nav.xhtml"
NCX_PATH = "toc.ncx"
COVER_ID = "cover-image"

_XHTML = "application/xhtml+xml"
_EMBEDDED = {
    "svg": (b"svg", re.compile(rb"<(?:\w+:)?svg[\s/>]")),
    "mathml": (b"math", re.compile(rb"<(?:\w+:)?math[\s/>]")),
}


def pack(edition: Edition, metadata: Iterable[Entry], nav: bytes, ncx: bytes) -> bytes:
    """The bytes of the EPUB file; `metadata` in the order in which it is to stand."""
    book = _book(edition, metadata)
    contents = _item("nav", NAV_PATH, _XHTML, nav, ["nav"])
    documents = [_document(document) for document in edition.documents]
    resources = [_resource(edition, resource) for resource in edition.resources]
    for item in (contents, *documents, *resources, epub.EpubNcx(uid="ncx", file_name=NCX_PATH)):
        book.add_item(item)
    book.spine = _spine(edition, contents, documents)
    writer = _Writer(book, ncx, edition.modified)
    writer.write()
    return writer.data


def _book(edition: Edition, metadata: Iterable[Entry]) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()
    book.language = edition.lang
    book.direction = edition.direction
    for entry in metadata:
        namespace, _, name = entry.element.rpartition(":")
        book.add_metadata(namespace.upper() or None, name, entry.text, dict(entry.attributes))
    return book


def _document(document: Document) -> epub.EpubItem:
    return _item(document.id, document.path, _XHTML, document.content, _properties(document))


def _item(uid: str, path: str, media_type: str, content: bytes, properties: list[str]) -> epub.EpubItem:
    item = epub.EpubItem(uid=uid, file_name=path, media_type=media_type, content=content)
    item.properties = properties
    return item


def _resource(edition: Edition, resource: Resource) -> epub.EpubItem:
    is_cover = resource.path == edition.cover
    uid = COVER_ID if is_cover else _resource_id(resource.path)
    return _item(
        uid, resource.path, resource.media_type, resource.content, ["cover-image"] if is_cover else []
    )


def _resource_id(path: str) -> str:
    """An XML name that stands for a path, one to one."""
    return "r-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found.group()):x}_", path)


def _properties(document: Document) -> list[str]:
    """What the manifest has to tell of a document; that the word occurs at all is quickly ruled out."""
    content = document.content
    return [name for name, (word, tag) in _EMBEDDED.items() if word in content and tag.search(content)]


def _spine(edition: Edition, nav: epub.EpubItem, documents: list[epub.EpubItem]) -> list[epub.EpubItem]:
    """All documents; the contents too, unless the edition shows them in a document of its own.

    Items, not their ids: EbookLib would look through the whole manifest for each.
    """
    if any(doc.kind == "contents" for doc in edition.documents):
        return documents
    front = sum(doc.kind in {"cover", "masthead"} for doc in edition.documents)
    return [*documents[:front], nav, *documents[front:]]


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer, with its hooks taken over where what it writes is wrong."""

    def __init__(self, book: epub.EpubBook, ncx: bytes, modified: datetime.datetime) -> None:
        super().__init__(None, book, {"mtime": modified.astimezone(datetime.UTC)})
        self._ncx = ncx
        self._buffer = io.BytesIO()

    @property
    def data(self) -> bytes:
        return self._buffer.getvalue()

    def write(self) -> None:
        with ReproducibleZip(self._buffer, "w") as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _get_ncx(self) -> bytes:
        return self._ncx

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(f"{{{XML}}}lang", self.book.language)
        del root.attrib["prefix"]
        etree.cleanup_namespaces(root)
        super()._write_opf_file(root)
