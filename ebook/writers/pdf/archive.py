"""What makes the file an archival and accessible one: PDF/A-3a and PDF/UA-1, said in one packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ebook.render.edition import Edition

if TYPE_CHECKING:
    import pydyf
    from weasyprint import Document

__all__ = ["VARIANT", "describe", "finish"]

VARIANT = "pdf/a-3a"

# PDF/UA's identification (ISO 14289-1, 5), and the extension schema that PDF/A demands for a
# property that it does not know itself (ISO 19005-3, 6.6.2.3).
_UA_IDENTIFICATION = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def describe(document: Document, edition: Edition) -> None:
    """Give the document its metadata: title, publisher, dates of the issue (never the clock's)."""
    metadata = document.metadata
    metadata.title = edition.title
    metadata.lang = edition.lang
    publisher = edition.issue.masthead.publisher or edition.issue.masthead.name
    metadata.authors = [publisher] if publisher else []
    metadata.generator = "ebook"
    stamp = edition.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.created = metadata.modified = stamp
    generate: Callable[..., bytes] = metadata.generate_rdf_metadata
    more = _dublin_core(edition, publisher) + _UA_IDENTIFICATION

    def with_more(*claim: Any) -> bytes:
        return generate(*claim).replace(b"</rdf:RDF>", more + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = with_more


def _dublin_core(edition: Edition, publisher: str | None) -> bytes:
    """What the issue says of itself, in the terms of XMP (ISO 16684-1, 8.3)."""
    day = edition.issue.masthead.date
    lists = (
        ("publisher", "Bag", publisher),
        ("date", "Seq", day.isoformat() if day else None),
        ("language", "Bag", edition.lang),
    )
    said = f"<dc:identifier>{escape(edition.identifier)}</dc:identifier>" + "".join(
        f"<dc:{name}><rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}></dc:{name}>"
        for name, kind, value in lists
        if value
    )
    head = '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    return f"{head}{said}</rdf:Description>".encode()


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """The last touches to the objects, before they are written.

    The metadata stay readable without a PDF library, and the page labels are the folios that are
    printed, which the contents refer to.
    """
    del document
    if "Metadata" in pdf.catalog:
        pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
    pdf.catalog["PageLabels"] = "<</Nums [0 <</S /D>>]>>"
