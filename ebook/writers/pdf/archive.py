"""What makes the file an archival and accessible one: the standards that it claims, said in one packet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import msgspec

from ebook import __version__
from ebook.edition import PROVENANCE_NAMESPACE, Edition
from ebook.print_options import Variant
from ebook.writers.pdf.attachments import attach

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document

__all__ = ["NO_CLAIM", "Claim", "claim_of", "describe", "finisher"]


class Claim(msgspec.Struct, frozen=True):
    """What a file says that it keeps: WeasyPrint's name of a standard, and whether PDF/UA-1 besides."""

    variant: str | None
    accessible: bool = False


NO_CLAIM = Claim(None)
_CLAIMS: dict[Variant, Claim] = {
    "a-3a+ua-1": Claim("pdf/a-3a", accessible=True),
    "a-3a": Claim("pdf/a-3a"),
    "a-2a": Claim("pdf/a-2a"),
    "ua-1": Claim("pdf/ua-1"),
    "none": NO_CLAIM,
}

# PDF/UA's identification (ISO 14289-1, 5).
_UA_IDENTIFICATION = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
"""
# The schemas of properties that PDF/A does not know itself (ISO 19005-3, 6.6.2.3).
_EXTENSIONS = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{}</rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_EXTENSION = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
"""
_UA_EXTENSION = _EXTENSION.format(
    schema="PDF/UA Universal Accessibility Schema",
    namespace="http://www.aiim.org/pdfua/ns/id/",
    prefix="pdfuaid",
    name="part",
    kind="Integer",
    description="Part of ISO 14289 that the file conforms to",
)
_PROVENANCE_EXTENSION = _EXTENSION.format(
    schema="Provenance of a print made by ebook",
    namespace=PROVENANCE_NAMESPACE,
    prefix="ebook",
    name="provenance",
    kind="Text",
    description="Program, format, options and files (name, size, SHA-256) as JSON",
)


def claim_of(variant: Variant) -> Claim:
    """What a variant comes to."""
    return _CLAIMS[variant]


def describe(document: Document, edition: Edition, claim: Claim) -> None:
    """Give the document its metadata: title, publisher, dates of the issue (never the clock's)."""
    metadata = document.metadata
    metadata.title = edition.title
    metadata.lang = edition.lang
    publisher = edition.issue.masthead.publisher or edition.issue.masthead.name
    metadata.authors = [publisher] if publisher else []
    metadata.generator = f"ebook {__version__}"
    stamp = edition.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.created = metadata.modified = stamp
    generate: Callable[..., bytes] = metadata.generate_rdf_metadata
    extensions = _UA_EXTENSION * claim.accessible + _PROVENANCE_EXTENSION * bool(edition.record)
    more = (
        _dublin_core(edition, publisher)
        + _UA_IDENTIFICATION * claim.accessible
        + _provenance(edition)
        + (_EXTENSIONS.format(extensions) if extensions else "")
    ).encode()

    def with_more(*standard: Any) -> bytes:
        return generate(*standard).replace(b"</rdf:RDF>", more + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = with_more


def _dublin_core(edition: Edition, publisher: str | None) -> str:
    """What the issue says of itself, in the terms of XMP (ISO 16684-1, 8.3)."""
    day = edition.issue.masthead.date
    lists = (
        ("publisher", "Bag", publisher),
        ("date", "Seq", day.isoformat() if day else None),
        ("language", "Bag", edition.lang),
    )
    single = [("identifier", edition.identifier), *_source(edition)]
    said = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in single) + "".join(
        f"<dc:{name}><rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}></dc:{name}>"
        for name, kind, value in lists
        if value
    )
    head = '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    return f"{head}{said}</rdf:Description>"


def _provenance(edition: Edition) -> str:
    """Where the print comes from, as data that need no PDF library to be read."""
    if edition.record is None:
        return ""
    provenance = edition.record.provenance(attached=edition.print_options.carries_files)
    said = escape(msgspec.json.encode(provenance).decode())
    return (
        f'<rdf:Description rdf:about="" xmlns:ebook="{PROVENANCE_NAMESPACE}">'
        f"<ebook:provenance>{said}</ebook:provenance></rdf:Description>"
    )


def _source(edition: Edition) -> list[tuple[str, str]]:
    files = edition.record.attachments if edition.record else ()
    return [("source", f"{file.name} sha256:{file.sha256}") for file in files if file.kind == "source"]


def finisher(edition: Edition) -> Callable[[Document, pydyf.PDF], None]:
    """The last touches to the objects of a print, before they are written."""
    return partial(_finish, edition)


def _finish(edition: Edition, document: Document, pdf: pydyf.PDF) -> None:
    """The record is attached where it may be.

    The metadata stay readable without a PDF library, and the page labels are the folios that are
    printed, which the contents refer to.
    """
    if edition.print_options.carries_files:
        attach(pdf, edition)
    if "Metadata" not in pdf.catalog:
        document.metadata.include_in_pdf(pdf, None, None, None, compress=False)
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
    pdf.catalog["PageLabels"] = "<</Nums [0 <</S /D>>]>>"
