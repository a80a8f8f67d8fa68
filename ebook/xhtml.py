"""XHTML as a tree of lxml's: how all markup of an edition comes to be.

Text is never joined into markup, and nothing is ever pretty-printed: white space inside a
paragraph is visible damage in CJK. Only containers that hold no text get line ends between
their children, so that an archivist can read the source and a comparison shows what changed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element as Element

__all__ = [
    "EPUB_TYPE", "XHTML", "XLINK", "Element", "H", "Node", "clean", "html", "language", "open_up", "serialise", "svg",
    "word",
]  # fmt: skip

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
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


_DEFAULT: dict[str | None, str] = {None: XHTML}
etree.register_namespace("epub", OPS)


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold (the checks report those)."""
    return _FORBIDDEN.sub("\ufffd", text)


class _Maker:
    """Makes XHTML elements: `H.p({"class": "deck"}, "text", child)`, attributes first. No character can break it.

    lxml's own ElementMaker writes the same, in twice the time: it looks up how to add each part, sets
    attributes one by one, and declares all prefixes on every element.
    """

    def __call__(self, name: str, *content: Node | dict[str, str]) -> Element:
        return _element(f"{{{XHTML}}}{name}", _DEFAULT, *content)

    def __getattr__(self, name: str) -> Callable[..., Element]:
        make = functools.partial(_element, f"{{{XHTML}}}{name}", _DEFAULT)
        setattr(self, name, make)
        return make


H = _Maker()


def html(*content: Node | dict[str, str]) -> Element:
    """The root of a document. It declares the prefix of `epub:type`, so that no element inside has to."""
    return _element(f"{{{XHTML}}}html", {**_DEFAULT, "epub": OPS}, *content)


def svg(name: str, *content: Node | dict[str, str]) -> Element:
    """An element of a drawing."""
    return _element(f"{{{SVG}}}{name}", {None: SVG, "xlink": XLINK}, *content)


def _element(tag: str, prefixes: dict[str | None, str], *content: Node | dict[str, str]) -> Element:
    attributes = content[0] if content and isinstance(content[0], dict) else {}
    try:
        element = etree.Element(tag, attributes, prefixes)
    except ValueError:  # lxml refuses what XML cannot hold, which saves looking through every text here
        element = etree.Element(tag, {name: clean(value) for name, value in attributes.items()}, prefixes)
    for part in content:
        if isinstance(part, str):
            _add_text(element, part)
        elif not isinstance(part, dict):
            element.append(part)
        elif part is not attributes:
            raise TypeError("attributes come first")
    return element


def _add_text(element: Element, text: str) -> None:
    # Refused text takes with it what stood there before: both are set again.
    if len(element):
        last = element[-1]
        whole = (last.tail or "") + text
        try:
            last.tail = whole
        except ValueError:
            last.tail = clean(whole)
    else:
        whole = (element.text or "") + text
        try:
            element.text = whole
        except ValueError:
            element.text = clean(whole)


def word(text: str, *, name: str = "span") -> Element:
    """A word that the edition says itself: class `word` distinguishes it from what the paper printed."""
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
