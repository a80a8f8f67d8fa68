"""The press: a document to print becomes the bytes of a PDF, by WeasyPrint."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import logging
from collections.abc import Iterator

import msgspec
from lxml import etree
from weasyprint import HTML

from ebook import assets
from ebook.problems import Problem
from ebook.render.edition import Edition
from ebook.rules import output
from ebook.typography.hooks import composing
from ebook.writers.pdf import archive
from ebook.writers.pdf.fetcher import Shelf
from ebook.writers.pdf.merge import BASE_URL, Print

__all__ = ["Printed", "press"]

_NOT_PRINTED = ("styles/epub.css",)
_FONTS_AND_PRINT = ("styles/fonts.css", "styles/print.css")
# What WeasyPrint says of styles that are made for other engines as well; it leaves them out, as it should.
_STYLE_MESSAGES = ("Ignored `", "Unknown rule", "Unknown empty rule", "Invalid or unsupported selector")


class Printed(msgspec.Struct, frozen=True):
    """The bytes of a PDF, and what the typesetter reported."""

    data: bytes
    problems: tuple[Problem, ...]


def press(edition: Edition, document: Print) -> Printed:
    """Set the document in type and print it."""
    shelf = Shelf(edition)
    source = _with_styles(document, edition)
    with _listening() as messages, _no_garbage_collection(), composing():
        html = HTML(string=source.decode(), base_url=BASE_URL, url_fetcher=shelf)
        rendered = html.render(pdf_variant=archive.VARIANT)
        archive.describe(rendered, edition)
        data = rendered.write_pdf(
            pdf_variant=archive.VARIANT,
            pdf_identifier=hashlib.sha256(source).digest()[:16],
            finisher=archive.finish,
        )
    assert isinstance(data, bytes)  # noqa: S101  # no target was given
    return Printed(data, (*_refusals(shelf), *_reports(messages)))


def _with_styles(document: Print, edition: Edition) -> bytes:
    root = etree.fromstring(document.content, etree.XMLParser(huge_tree=True))
    head = root.find("head")
    assert head is not None  # noqa: S101  # merge() has made it
    paths = [path for path in document.styles if path not in _NOT_PRINTED]
    theme = f"styles/print/{edition.theme}.css"
    own = [theme] if (assets.folder("styles").parent / theme).is_file() else []
    for path in (*paths, *_FONTS_AND_PRINT, *own):
        etree.SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": path})
    return etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.setdefault(record.getMessage())


@contextlib.contextmanager
def _listening() -> Iterator[dict[str, None]]:
    """WeasyPrint's warnings and errors, each once, instead of on standard error."""
    logger = logging.getLogger("weasyprint")
    collector, propagated, level = _Collector(), logger.propagate, logger.level
    logger.addHandler(collector)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated
        logger.setLevel(level)


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Layout makes millions of objects that all live to its end; looking for garbage costs 15 %."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _refusals(shelf: Shelf) -> Iterator[Problem]:
    for url in shelf.refused:
        where = url.removeprefix(BASE_URL)
        yield output.RESOURCE_REFUSED.at(None, f"{where} is no part of the edition and was not read")


def _reports(messages: dict[str, None]) -> Iterator[Problem]:
    for message in messages:
        if message.startswith(".notdef glyph"):
            char = message.partition('"')[2]
            yield output.GLYPH_MISSING.at(None, f'no font has "{char}; it is printed as an empty box')
        elif not message.startswith(_STYLE_MESSAGES) and "Refused" not in message:
            yield output.PRINTING.at(None, f"WeasyPrint: {message}")
