"""XML of newsroom formats, read without trusting it."""

from __future__ import annotations

import html.entities
import re

from lxml import etree

from ebook.errors import UnreadableSource
from ebook.readers.decode import decode
from ebook.readers.html import Element
from ebook.source import Source

__all__ = ["child_text", "parse_xml", "spaced"]

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?P<subset>\[)?", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_SEND_AGAIN = "ask for the file again, or export it again from where it came"


def parse_xml(source: Source) -> Element:
    """The root of a document, its names without namespaces.

    No external file is read and no entity of the document's own is expanded; HTML's names of characters are known.

    Raises:
        UnreadableSource: it is not well-formed, defines entities, or is nested too deeply.
    """
    declared = _DECLARED.match(source.data[:200])
    decoded = decode(source, declared=declared[1].decode("ascii") if declared else None)
    text = _DECLARATION.sub("", decoded.text)
    doctype = _DOCTYPE.search(text)
    if doctype and doctype["subset"]:
        raise UnreadableSource(
            "it defines entities of its own, which are not expanded", file=source.name, hint=_SEND_AGAIN
        )
    text = _NAMED.sub(_character, text)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(
            f"this is not well-formed XML: {error.msg}", file=source.name, line=error.lineno, hint=_SEND_AGAIN
        ) from error
    for element in root.iter(etree.Element):
        element.tag = str(element.tag).rpartition("}")[2]
    return root


def _character(match: re.Match[str]) -> str:
    """The character of a name that HTML knows and XML does not; other names stay, and are an error."""
    if match[1] in _OWN:
        return match[0]
    return html.entities.html5.get(f"{match[1]};", match[0])


def spaced(text: str | None) -> str:
    """A text with single spaces, '' for None."""
    return " ".join((text or "").split())


def child_text(root: Element, path: str) -> str:
    """The text of the first element at a path, '' where there is none."""
    found = root.find(path)
    return "" if found is None else spaced("".join(str(text) for text in found.itertext()))
