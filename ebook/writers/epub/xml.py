"""What the XML files of a package share."""

from __future__ import annotations

import re

__all__ = ["EPUB", "NCX", "XHTML", "XML", "xml_text"]

EPUB = "http://www.idpf.org/2007/ops"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text on one line, with U+FFFD for what XML 1.0 (section 2.2) cannot hold.

    lxml refuses such characters, and EbookLib then leaves the whole element out in silence.
    An ideographic space stays: it is a character of the paper's.
    """
    return re.sub(r"[ \t\r\n]+", " ", _NOT_XML.sub("\ufffd", text)).strip(" ")
