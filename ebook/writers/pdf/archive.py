"""WeasyPrint's prints as archival and accessible files: the metadata and attachments of every print of ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from weasyprint import __version__ as weasyprint_version

from ebook.edition import Edition
from ebook.painter.attachments import attach
from ebook.painter.metadata import Claim, metadata_of, xmp

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document

__all__ = ["describe", "finisher", "variant_of"]


def variant_of(claim: Claim) -> str | None:
    """WeasyPrint's name for the standards, of which it knows one at a time."""
    if claim.part:
        return f"pdf/a-{claim.part}a"
    return "pdf/ua-1" if claim.accessible else None


def describe(document: Document, edition: Edition) -> None:
    """Give the document its metadata: title, publisher, dates of the issue (never the clock's)."""
    metadata, described = document.metadata, metadata_of(edition)
    metadata.title = described.title
    metadata.lang = described.language
    metadata.authors = [described.publisher] if described.publisher else []
    metadata.generator = described.program
    metadata.created = metadata.modified = described.modified.strftime("%Y-%m-%dT%H:%M:%SZ")


def finisher(edition: Edition, claim: Claim) -> Callable[[Document, pydyf.PDF], None]:
    """The last changes to the objects of a print, before they are written."""
    return partial(_finish, edition, claim)


def _finish(edition: Edition, claim: Claim, document: Document, pdf: pydyf.PDF) -> None:
    """Our metadata replace WeasyPrint's, readable without a PDF library, and the record is attached.

    The page labels are the folios that are printed, which the contents refer to.
    """
    metadata = metadata_of(edition, f"WeasyPrint {weasyprint_version}")
    attach(pdf, metadata)
    if "Metadata" not in pdf.catalog:
        document.metadata.include_in_pdf(pdf, None, None, None, compress=False)
    packet = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    packet.stream, packet.compress = [xmp(metadata, claim)], False
    pdf.catalog["PageLabels"] = "<</Nums [0 <</S /D>>]>>"
