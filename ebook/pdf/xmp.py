"""The metadata of a PDF as XMP (ISO 16684-1), which stands in the file as plain XML."""

from __future__ import annotations

import mmap
import re
from itertools import islice

import msgspec
from lxml import etree

from ebook.edition import PROVENANCE, Provenance

__all__ = ["provenance_of", "xmp_of", "xmp_value"]

_PACKET = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_PDF = "http://ns.adobe.com/pdf/1.3/"
_MOST_PACKETS = 200


def xmp_of(content: bytes | mmap.mmap) -> etree._Element:
    """The XMP of a PDF; an empty element where there is none that can be parsed.

    Pictures in the file may have packets of their own; only the document's describes the PDF.
    """
    packets = (_parsed(found[0]) for found in islice(_PACKET.finditer(content), _MOST_PACKETS))
    parsed = [packet for packet in packets if packet is not None]
    own = (
        root
        for root in parsed
        if any(_PDF in element.nsmap.values() for element in root.iter("{*}Description"))
    )
    return next(own, parsed[0] if parsed else etree.Element("none"))


def xmp_value(xmp: etree._Element, name: str) -> str:
    """A property, whether it is a text, the first item of a list, or an attribute; "" without it."""
    for element in xmp.iter("{*}Description"):
        if element.get(name):
            return str(element.get(name)).strip()
        if (child := element.find(name)) is not None:
            texts = (text.strip() for text in child.itertext())
            return next((text for text in texts if text), "")
    return ""


def provenance_of(content: bytes) -> Provenance | None:
    """What the metadata of a print say of its source; None where they say nothing that can be read."""
    try:
        return msgspec.json.decode(xmp_value(xmp_of(content), PROVENANCE), type=Provenance)
    except msgspec.DecodeError:
        return None


def _parsed(packet: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: etree._Element = etree.fromstring(packet, parser)
    except etree.XMLSyntaxError:
        return None
    # A packet is a part of the file, and never begins with a document type: it declares no entities.
    return root
