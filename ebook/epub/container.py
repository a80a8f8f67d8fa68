"""The container of an EPUB (EPUB 3.3, section 4.2): a ZIP file from anybody, read with limits, and its XML."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from ebook.problems import Rule
from ebook.rules.output import EPUB_HOSTILE, EPUB_UNREADABLE

__all__ = [
    "CONTAINER",
    "BrokenFile",
    "EpubFile",
    "Malformed",
    "open_epub",
    "package_path",
    "parse",
    "parse_or_none",
]

CONTAINER = "META-INF/container.xml"
MAX_ENTRIES = 20_000
MAX_FILE = 64 << 20
MAX_TOTAL = 1 << 30
"""Bytes after unpacking. A newspaper issue with pictures has some ten million."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    OverflowError,
)  # fmt: skip
"""What `zipfile` raises for damaged, encrypted and strangely packed archives."""


class BrokenFile(Exception):
    """The archive cannot or must not be read further; `rule` says which kind of problem this is."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class EpubFile:
    """The files of an opened archive, by name, in the order of its directory."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.entries = [entry for entry in file.infolist() if not entry.is_dir()]
        self.names = frozenset(entry.filename for entry in self.entries)

    def read(self, name: str) -> bytes:
        """A file's bytes, checked against their checksum.

        Raises:
            ArchiveError: it is damaged or too large.
        """
        try:
            with self._file.open(name) as stream:
                data = stream.read(MAX_FILE + 1)
        except _BROKEN as error:
            raise BrokenFile(EPUB_UNREADABLE, f"{name} is damaged: {error}; copy the file again") from error
        if len(data) > MAX_FILE:
            raise BrokenFile(
                EPUB_HOSTILE, f"{name} unpacks to more than {MAX_FILE >> 20} MiB; do not open it"
            )
        return data


@contextmanager
def open_epub(path: Path) -> Iterator[EpubFile]:
    """Open an archive whose names and sizes are harmless.

    Raises:
        ArchiveError: it is no ZIP archive, or one made to do harm.
    """
    try:
        file = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise BrokenFile(EPUB_UNREADABLE, f"this is no ZIP archive, or a damaged one: {error}") from error
    with file:
        epub = EpubFile(file)
        _refuse_harm(epub)
        yield epub


def _refuse_harm(epub: EpubFile) -> None:
    total = sum(entry.file_size for entry in epub.entries)
    if total > MAX_TOTAL:
        raise BrokenFile(EPUB_HOSTILE, f"it unpacks to {total >> 20} MiB; do not open it")
    if len(epub.entries) > MAX_ENTRIES:
        raise BrokenFile(EPUB_HOSTILE, f"it holds {len(epub.entries)} files; do not open it")
    if len(epub.names) < len(epub.entries):
        raise BrokenFile(EPUB_HOSTILE, "two files have the same name, so that readers may differ on its text")
    for name in epub.names:
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise BrokenFile(EPUB_HOSTILE, f"the path {name!r} leads out of the archive; do not unpack it")


class Malformed(Exception):
    """It is not well-formed, or declares entities; `line` is where, from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse(data: bytes) -> etree._Element:
    """The root element.

    Raises:
        Malformed: it is not well-formed XML, or it declares entities of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Malformed(error.msg or "no XML at all", error.lineno or 1) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Malformed("it declares entities of its own", 1)
    return root


def parse_or_none(data: bytes) -> etree._Element | None:
    """The root element, None for what is not well-formed; `content_of` reports that."""
    try:
        return parse(data)
    except Malformed:
        return None


def package_path(epub: EpubFile) -> str | None:
    """The path of the first package that the container names."""
    if CONTAINER not in epub.names:
        return None
    root = parse_or_none(epub.read(CONTAINER))
    found = root.find(".//{*}rootfile[@full-path]") if root is not None else None
    return found.get("full-path") if found is not None else None
