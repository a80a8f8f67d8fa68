"""What a print says of itself: one XMP packet (ISO 16684-1), the same whichever engine has set the print."""

from __future__ import annotations

import datetime
from xml.sax.saxutils import escape

import msgspec

from ebook import __version__
from ebook.edition import PROVENANCE_NAMESPACE, Attachment, Edition, Provenance
from ebook.print_options import Variant

__all__ = ["NO_CLAIM", "Claim", "Metadata", "claim_of", "metadata_of", "xmp"]

_PROGRAM = f"ebook {__version__}"


class Claim(msgspec.Struct, frozen=True):
    """The standards that a file says it complies with.

    Attributes:
        part: the part of PDF/A (ISO 19005), at conformance level A; None for no PDF/A.
        accessible: whether it is PDF/UA-1 (ISO 14289-1).
    """

    part: int | None = None
    accessible: bool = False


NO_CLAIM = Claim()
_CLAIMS: dict[Variant, Claim] = {
    "a-3a+ua-1": Claim(3, accessible=True),
    "a-3a": Claim(3),
    "a-2a": Claim(2),
    "ua-1": Claim(accessible=True),
    "none": NO_CLAIM,
}


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of itself, and the files that travel with it.

    Attributes:
        title: of the document.
        language: BCP 47 tag.
        modified: the date that stands for "created" and "modified", in UTC; never the clock's.
        identifier: a URN.
        publisher: who publishes the paper.
        issued: the day of the issue.
        producer: the program that made the file's bytes.
        program: this program, which made the document.
        sources: what it was made from, each with its SHA-256.
        provenance: the same for programs.
        attachments: files to embed.
    """

    title: str
    language: str
    modified: datetime.datetime
    identifier: str = ""
    publisher: str | None = None
    issued: datetime.date | None = None
    producer: str = _PROGRAM
    program: str = _PROGRAM
    sources: tuple[str, ...] = ()
    provenance: Provenance | None = None
    attachments: tuple[Attachment, ...] = ()


def claim_of(variant: Variant) -> Claim:
    """The standards that a variant stands for."""
    return _CLAIMS[variant]


def metadata_of(edition: Edition, producer: str = _PROGRAM) -> Metadata:
    """What a print of an edition says of itself; the record travels with it unless its options exclude that."""
    masthead, record = edition.issue.masthead, edition.record
    files = record.attachments if record else ()
    return Metadata(
        title=edition.title,
        language=edition.lang,
        modified=edition.modified,
        identifier=edition.identifier,
        publisher=masthead.publisher or masthead.name,
        issued=masthead.date,
        producer=producer,
        sources=tuple(f"{file.name} sha256:{file.sha256}" for file in files if file.kind == "source"),
        provenance=record.provenance(edition.print_options) if record else None,
        attachments=files if edition.print_options.carries_files else (),
    )


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "ebook": PROVENANCE_NAMESPACE,
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}

# The schemas of properties that PDF/A does not know itself (ISO 19005-3, 6.6.2.3).
_EXTENSIONS = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
_EXTENSION = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_UA_EXTENSION = _EXTENSION.format(
    schema="PDF/UA Universal Accessibility Schema",
    namespace=_NAMESPACES["pdfuaid"],
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


def xmp(metadata: Metadata, claim: Claim) -> bytes:
    """The packet: the standards claimed, Dublin Core, the programs and dates, the provenance."""
    stamp = metadata.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    parts = [
        f'<rdf:Description rdf:about="" xmlns:pdfaid="{_NAMESPACES["pdfaid"]}" '
        f'pdfaid:part="{claim.part}" pdfaid:conformance="A"/>'
        if claim.part
        else "",
        f'<rdf:Description rdf:about="" xmlns:pdfuaid="{_NAMESPACES["pdfuaid"]}" pdfuaid:part="1"/>'
        if claim.accessible
        else "",
        _description("pdf", [("Producer", metadata.producer)]),
        _description(
            "xmp", [("CreatorTool", metadata.program), ("CreateDate", stamp), ("ModifyDate", stamp)]
        ),
        _dublin_core(metadata),
        _description("ebook", [("provenance", msgspec.json.encode(metadata.provenance).decode())])
        if metadata.provenance
        else "",
    ]
    extensions = _UA_EXTENSION * claim.accessible + _PROVENANCE_EXTENSION * bool(metadata.provenance)
    if extensions:
        parts.append(_EXTENSIONS.format(extensions))
    return _PACKET.format("\n".join(filter(None, parts))).encode()


def _description(prefix: str, properties: list[tuple[str, str]]) -> str:
    """Properties of one namespace that are plain texts."""
    said = "".join(f"<{prefix}:{name}>{escape(value)}</{prefix}:{name}>" for name, value in properties)
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{_NAMESPACES[prefix]}">{said}</rdf:Description>'


def _dublin_core(metadata: Metadata) -> str:
    """What the issue says of itself, in the terms of XMP (ISO 16684-1, 8.3)."""
    lists = (
        ("creator", "Seq", metadata.publisher),
        ("publisher", "Bag", metadata.publisher),
        ("date", "Seq", metadata.issued.isoformat() if metadata.issued else None),
        ("language", "Bag", metadata.language),
    )
    single = [("identifier", metadata.identifier), *(("source", source) for source in metadata.sources)]
    title = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li></rdf:Alt></dc:title>'
    said = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in single if value) + "".join(
        f"<dc:{name}><rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}></dc:{name}>"
        for name, kind, value in lists
        if value
    )
    return f'<rdf:Description rdf:about="" xmlns:dc="{_NAMESPACES["dc"]}">{title}{said}</rdf:Description>'
