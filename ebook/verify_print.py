"""All checks of a finished PDF: it is opened and read once, and each check gets what was read.

The last one compares a print with the issue that is attached to it: that issue is rendered again, and
the text of the rendering is compared with the text of the print, character by character, up to the
colophon. A print of another version of this program may be worded otherwise between the paper's texts;
then each of the issue's texts has to be found in it.
"""

from __future__ import annotations

import copy
from pathlib import Path, PurePosixPath

import msgspec
from lxml import etree

from ebook import __version__
from ebook.checks.pdf import check_pages
from ebook.checks.pdf_readers import check_readers
from ebook.checks.pdf_record import ISSUE, check_record
from ebook.checks.texts import texts
from ebook.edition import Document
from ebook.errors import EbookError
from ebook.languages import resolve
from ebook.languages.words import Words
from ebook.model import InvalidIssue, Issue, from_json
from ebook.pdf.compare import (
    Piece,
    comparable,
    first_difference,
    has_the_same,
    newspaper_pages,
    printed_pieces,
)
from ebook.pdf.reader import PdfFile, read_pdf
from ebook.problems import Problem, Severity
from ebook.render import RenderOptions, render
from ebook.render.naming import stem
from ebook.rules import output
from ebook.writers.pdf.tags import TaggedIssue
from ebook.xhtml import XHTML

__all__ = ["check", "compare_with_issue"]

_SPOKEN = frozenset({"description", "file"})


def check(path: Path) -> list[Problem]:
    """All that our own checks find in a PDF: on its pages, in its attachments, between the two."""
    try:
        pdf = read_pdf(path.read_bytes(), path.name)
    except ValueError as error:
        return [output.PDF_UNREADABLE.at(None, f"{path.name}: {error}")]
    return [*check_pages(pdf), *check_record(pdf), *check_readers(pdf, path), *compare_with_issue(pdf)]


def compare_with_issue(pdf: PdfFile) -> list[Problem]:
    """Whether the text of a print is that of the issue attached to it; nothing where no issue is.

    An attachment that is damaged is reported by `check_record`.
    """
    content = pdf.files.get(ISSUE)
    if pdf.provenance is None or content is None:
        return []
    try:
        issue = from_json(content)
    except InvalidIssue:
        return []
    printed = "".join(page.text for page in pdf.pages)
    if pdf.provenance.layout == "facsimile":
        return _compare_facsimile(issue, pdf, comparable(printed))
    try:
        wrong = first_difference(_expected(issue, pdf), printed, may_continue=True)
    except EbookError as error:
        return [output.RECORD_DIFFERS.at(None, f"{pdf.name}: {ISSUE} cannot be printed: {error}")]
    if wrong is None:
        return []
    if pdf.creator == f"ebook {__version__}":
        return [output.RECORD_DIFFERS.at(None, f"{pdf.name}: {wrong}")]
    return [_of_another_version(pdf, issue, comparable(printed))]


def _compare_facsimile(issue: Issue, pdf: PdfFile, printed: str) -> list[Problem]:
    """Whether every character of the issue is behind its pages, once; in which order depends on the pages."""
    expected = [Piece(comparable(tagged.text)) for tagged in TaggedIssue(issue).texts]
    if has_the_same(expected, printed):
        return []
    return [output.RECORD_DIFFERS.at(None, f"{pdf.name}: the text behind its pages is not that of {ISSUE}")]


def _expected(issue: Issue, pdf: PdfFile) -> list[Piece]:
    """What the print has to contain: all of it of newspaper pages, else what stands before the colophon's title.

    It is unknown which pictures could be read.
    """
    sources = [file.name for file in pdf.provenance.files if file.kind == "source"] if pdf.provenance else []
    fallback = stem(issue, PurePosixPath(sources[0]).stem if sources else "issue")
    edition = render(issue, RenderOptions(fallback_stem=fallback)).edition
    local = resolve(issue.lang).words
    is_newspaper = pdf.provenance is not None and pdf.provenance.layout == "broadsheet"
    if is_newspaper:
        edition = newspaper_pages(edition)
    pieces = [
        piece
        for document in edition.documents
        if document.kind != "colophon"
        for piece in printed_pieces(_perhaps_pictured(document, local))
    ]
    return pieces if is_newspaper else [*pieces, Piece(comparable(local.colophon))]


def _perhaps_pictured(document: Document, words: Words) -> Document:
    """The document with all that may be printed instead of a picture as descriptions, which a print may lack."""
    root = copy.deepcopy(document.root)
    for figure in root.iter(f"{{{XHTML}}}figure"):
        for remark in figure.findall(f"{{{XHTML}}}p[@class='remark']"):
            said = [words.bracketed(words.picture_missing), words.bracketed(words.picture_omitted)]
            said += [
                alternative.text or "" for alternative in remark.iterfind(f"{{{XHTML}}}span[@class='alt']")
            ]
            remark.clear()
            for text in said:
                etree.SubElement(remark, f"{{{XHTML}}}img", alt=text)
    return msgspec.structs.replace(document, root=root)


def _of_another_version(pdf: PdfFile, issue: Issue, printed: str) -> Problem:
    for text in texts(issue):
        if text.part not in _SPOKEN and comparable(text.characters) not in printed:
            message = f"{pdf.name}: {text.characters!r} is in {ISSUE}, and not on the pages"
            return output.RECORD_DIFFERS.at(None, message)
    message = (
        f"{pdf.name} was made by {pdf.creator}, and its words are not quite those of {__version__}; "
        f"every text of {ISSUE} is on its pages"
    )
    return output.RECORD_DIFFERS.at(None, message, severity=Severity.NOTE)
