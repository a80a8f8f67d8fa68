"""Parsing XML from anybody: no network, no entities, no external files."""

from __future__ import annotations

from lxml import etree

__all__ = ["Malformed", "parse", "parsed"]


class Malformed(Exception):
    """It is not well-formed, or declares entities; `line` is where, from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def parse(data: bytes) -> etree._Element:
    """The root element.

    Raises:
        Malformed: it is not well-formed XML, or it declares entities of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Malformed(error.msg or "no XML at all", error.lineno or 1) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Malformed("it declares entities of its own", 1)
    return root


def parsed(data: bytes) -> etree._Element | None:
    """The root element, None for what is not well-formed; `content_of` reports that."""
    try:
        return parse(data)
    except Malformed:
        return None
