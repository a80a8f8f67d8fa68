"""XHTML by lxml's element maker: how all markup of an edition comes to be.

Text is never joined into markup, and nothing is ever pretty-printed: white space inside a
paragraph is visible damage in CJK. Only containers that hold no text get line ends between
their children, so that an archivist can read the source and a comparison shows what changed.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

__all__ = [
    "EPUB_TYPE", "XHTML", "Element", "H", "Node", "clean", "html", "language", "open_up", "serialise", "word",
]  # fmt: skip

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Node: TypeAlias = str | Element

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""All that is no `Char` of XML 1.0, 2.2."""

_VOID = frozenset(f"{{{XHTML}}}{name}" for name in ("br", "hr", "img", "link", "meta"))

_CONTAINERS = frozenset(
    f"{{{XHTML}}}{name}"
    for name in (
        "html", "head", "body", "article", "section", "header", "footer", "nav", "aside", "div", "figure",
        "figcaption", "blockquote", "ol", "ul", "dl", "table", "thead", "tbody", "tr",
    )
)  # fmt: skip


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold (the checks report those)."""
    return _FORBIDDEN.sub("\ufffd", text)


# lxml refuses what XML cannot hold. To clean only what it refuses saves looking through every text twice.


def _add_text(element: Element, text: str) -> None:
    try:
        if len(element):
            last = element[-1]
            last.tail = (last.tail or "") + text
        else:
            element.text = (element.text or "") + text
    except ValueError:
        _add_text(element, clean(text))


def _add_attributes(element: Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        try:
            element.set(name, value)
        except ValueError:
            element.set(name, clean(value))


_TYPES: dict[Any, Any] = {str: _add_text, dict: _add_attributes}

etree.register_namespace("epub", OPS)

H = ElementMaker(namespace=XHTML, nsmap={None: XHTML}, typemap=_TYPES)
"""Makes XHTML elements: `H.p({"class": "deck"}, "text", child)`. No character can break it."""


def html(*content: Element | dict[str, str]) -> Element:
    """The root of a document. It declares the prefix of `epub:type`, so that no element inside has to."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    for part in content:
        if isinstance(part, dict):
            _add_attributes(root, part)
        else:
            root.append(part)
    return root


def word(text: str, *, name: str = "span") -> Element:
    """A word that the edition says itself: class `word` tells it from what the paper printed."""
    return H(name, {"class": "word"}, text)


def language(lang: str) -> dict[str, str]:
    """The two attributes that name a language (EPUB 3.3 asks for both to agree)."""
    return {"lang": lang, XML_LANG: lang}


def open_up(root: Element) -> None:
    """Give the children of containers without text of their own a line each, for who reads the source.

    Elements that hold nothing get an end tag: an engine that reads the document as HTML overlooks `<span/>`.
    """
    for element in root.iter(etree.Element):
        if not len(element):
            if element.text is None and element.tag not in _VOID:
                element.text = ""
        elif element.tag in _CONTAINERS and not element.text and not any(child.tail for child in element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"


def serialise(root: Element) -> bytes:
    """The document's bytes, with XML declaration and doctype."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"
