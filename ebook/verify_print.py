"""Does a print still say what it was made from? Its text, against the issue that travels with it.

The attached issue is rendered again, and the text of that rendering is compared with the text of
the print, character by character, up to the colophon. A print of another version of this program may
be worded otherwise between the paper's texts; then each of the issue's texts has to be found in it.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import msgspec
from lxml import etree

from ebook import __version__
from ebook.checks.pdf import first_difference
from ebook.checks.pdf_record import ISSUE, Colophon, colophon_of
from ebook.checks.texts import texts
from ebook.edition import Document
from ebook.errors import EbookError
from ebook.languages.words import Words
from ebook.model import InvalidIssue, Issue, from_json
from ebook.pdf.compare import Piece, bare, printed_pieces
from ebook.pdf.reader import carried, pages
from ebook.problems import Problem, Severity
from ebook.render import RenderOptions, render
from ebook.render.naming import stem
from ebook.rules import output
from ebook.xhtml import XHTML

__all__ = ["check"]

_SPOKEN = frozenset({"description", "file"})


def check(path: Path) -> list[Problem]:
    """Whether the text of a print is that of the issue that is attached to it; nothing where none is.

    Damaged files are left to the checks that name them.
    """
    try:
        data = path.read_bytes()
        said, found = [page.text for page in pages(data)], carried(data)
        colophon = colophon_of(said)
        content = found.files.get(ISSUE)
        if colophon is None or content is None:
            return []
        issue = from_json(content)
    except (ValueError, InvalidIssue):
        return []
    printed = "".join(said[: colophon.page])
    try:
        wrong = first_difference(_expected(issue, colophon), printed)
    except EbookError as error:
        return [output.RECORD_DIFFERS.at(None, f"{path.name}: {ISSUE} cannot be printed: {error}")]
    if wrong is None:
        return []
    if found.creator == f"ebook {__version__}":
        return [output.RECORD_DIFFERS.at(None, f"{path.name}: {wrong}")]
    return [_of_another_version(path, issue, found.creator, bare(printed))]


def _expected(issue: Issue, colophon: Colophon) -> list[Piece]:
    """What the print has to say before its colophon. Whether its pictures could be read is not known."""
    names = [name for name in colophon.fingerprints if name != ISSUE]
    fallback = stem(issue, PurePosixPath(names[0]).stem if names else "issue")
    edition = render(issue, RenderOptions(fallback_stem=fallback)).edition
    documents = (document for document in edition.documents if document.kind != "colophon")
    return [
        piece
        for document in documents
        for piece in printed_pieces(_perhaps_pictured(document, colophon.words))
    ]


def _perhaps_pictured(document: Document, words: Words) -> Document:
    """The document with all that may stand in the place of a picture as descriptions, which a print may lack."""
    root = etree.fromstring(document.content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for figure in root.iter(f"{{{XHTML}}}figure"):
        for remark in figure.findall(f"{{{XHTML}}}p[@class='remark']"):
            said = [words.bracketed(words.picture_missing), words.bracketed(words.picture_omitted)]
            said += [
                alternative.text or "" for alternative in remark.iterfind(f"{{{XHTML}}}span[@class='alt']")
            ]
            remark.clear()
            for text in said:
                etree.SubElement(remark, f"{{{XHTML}}}img", alt=text)
    return msgspec.structs.replace(document, content=etree.tostring(root))


def _of_another_version(path: Path, issue: Issue, creator: str, printed: str) -> Problem:
    for text in texts(issue):
        if text.part not in _SPOKEN and bare(text.characters) not in printed:
            message = f"{path.name}: {text.characters!r} is in {ISSUE}, and not on the pages"
            return output.RECORD_DIFFERS.at(None, message)
    message = (
        f"{path.name} was made by {creator}, and its words are not quite those of {__version__}; "
        f"every text of {ISSUE} is on its pages"
    )
    return output.RECORD_DIFFERS.at(None, message, severity=Severity.NOTE)
