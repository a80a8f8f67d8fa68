"""The press: a document to print becomes the bytes of a PDF, by WeasyPrint."""

from __future__ import annotations

import contextlib
import copy
import gc
import hashlib
import logging
import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from ebook import assets
from ebook.edition import Edition
from ebook.errors import MissingTool
from ebook.painter.metadata import NO_CLAIM, Claim, claim_of
from ebook.problems import Problem
from ebook.rules import output
from ebook.typography.hooks import Markup, OwnFonts, composing
from ebook.writers.pdf import archive
from ebook.writers.pdf.faces import required_characters
from ebook.writers.pdf.fetcher import SVG, EditionFetcher
from ebook.writers.pdf.merge import BASE_URL, Print
from ebook.writers.pdf.page_rules import page_rules

__all__ = ["Printed", "print_pdf", "styled"]

_NOT_PRINTED = ("styles/epub.css",)
_FONTS_AND_PRINT = ("styles/fonts.css", "styles/print.css")
# What WeasyPrint says of styles that are made for other engines as well; it leaves them out, as it should.
_STYLE_MESSAGES = ("Ignored `", "Unknown rule", "Unknown empty rule", "Invalid or unsupported selector")

# What PDF/A forbids (ISO 19005-3, 6.2.11.8), and what PDF/UA asks for (ISO 14289-1, 7.3).
_MISSING = re.compile(r'\.notdef glyph .*: "(.)" \((U\+[0-9A-F]+)\)', re.DOTALL)
_NOT_ARCHIVAL = re.compile(r"\.notdef glyph|Image .* has no required alt")


class Printed(msgspec.Struct, frozen=True):
    """The bytes of a PDF, what the typesetter reported, and the characters that no font has."""

    data: bytes
    problems: tuple[Problem, ...]
    missing: frozenset[str]


def print_pdf(edition: Edition, document: Print) -> Printed:
    """Set the document in type and print it, to the standards that were asked for where that is true.

    Raises:
        MissingTool: the fonts are not there, or WeasyPrint has an untested version.
    """
    if not any(assets.folder("fonts").glob("*.otf")):
        raise MissingTool("the fonts of the installation are missing", hint="install ebook again")
    source = etree.tostring(styled(document, edition), encoding="utf-8")
    drawings = (resource.content for resource in edition.resources if resource.media_type == SVG)
    fetcher = EditionFetcher(edition, required_characters(b"".join((source, *drawings)).decode()))
    claim = claim_of(edition.print_options.variant)
    data, messages = _print(source, edition, fetcher, claim)
    problems = [*_refusals(fetcher), *_reports(messages)]
    reasons = [message for message in messages if _NOT_ARCHIVAL.match(message)]
    if reasons and claim != NO_CLAIM:
        data, _ = _print(source, edition, fetcher, NO_CLAIM)
        problems.append(
            output.NOT_ARCHIVAL.at(None, f"the PDF is not labelled PDF/A and PDF/UA: {reasons[0]}")
        )
    missing = frozenset(found[1] for message in messages if (found := _MISSING.match(message)))
    return Printed(data, tuple(problems), missing)


def _print(
    source: bytes, edition: Edition, fetcher: EditionFetcher, claim: Claim
) -> tuple[bytes, dict[str, None]]:
    with _listening() as messages, _no_garbage_collection(), composing():
        rendered = Markup(source, BASE_URL, fetcher).render(
            font_config=OwnFonts(), pdf_variant=archive.variant_of(claim)
        )
        archive.describe(rendered, edition)
        data = rendered.write_pdf(
            pdf_variant=archive.variant_of(claim),
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(source + repr(claim).encode()).digest()[:16],
            finisher=archive.finisher(edition, claim),
        )
    assert isinstance(data, bytes)  # noqa: S101  # no target was given
    return data, messages


def styled(document: Print, edition: Edition) -> etree._Element:
    """The document's root, with links to all styles that it is printed with."""
    root = copy.deepcopy(document.root)
    head = root.find("head")
    assert head is not None  # noqa: S101  # merge() has made it
    paths = [path for path in document.styles if path not in _NOT_PRINTED]
    options, theme = edition.print_options, f"styles/print/{edition.theme}.css"
    own = [theme] if (assets.folder("styles").parent / theme).is_file() else []
    for path in (*paths, *_FONTS_AND_PRINT, f"styles/layouts/{options.layout}.css", *own):
        etree.SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": path})
    etree.SubElement(head, "style").text = page_rules(options.sheet)
    return root


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


def _refusals(fetcher: EditionFetcher) -> Iterator[Problem]:
    for url in fetcher.refused:
        where = url.removeprefix(BASE_URL)
        yield output.RESOURCE_REFUSED.at(None, f"{where} is no part of the edition and was not read")


def _reports(messages: dict[str, None]) -> Iterator[Problem]:
    for message in messages:
        if not message.startswith(_STYLE_MESSAGES) and "Refused" not in message:
            yield output.PRINTING.at(None, f"WeasyPrint: {message}")
