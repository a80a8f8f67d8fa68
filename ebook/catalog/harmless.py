"""A document of a book is made harmless: what runs, loads or leads astray is taken out, its text stays.

The page that shows it forbids all of this once more by its Content-Security-Policy. Only that a
page is read from a disk or from a server that knows no such policy is no reason to run a book's code.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

__all__ = ["make_harmless", "make_picture_harmless"]

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_SPACES = (_XHTML, _SVG, "{http://www.w3.org/1998/Math/MathML}")
_TAKEN_OUT = frozenset(
    f"{space}{name}"
    for space in _SPACES
    for name in (
        "script", "style", "iframe", "frame", "frameset", "embed", "applet", "portal", "base", "link",
        "meta", "template", "animate", "animateMotion", "animateTransform", "set", "handler",
        "listener", "input", "select", "textarea", "dialog",
    )
)  # fmt: skip
_OPENED_UP = frozenset(
    f"{_XHTML}{name}" for name in ("form", "noscript", "main", "button", "object", "fencedframe")
)
"""Their content stays, they themselves go."""

_DROPPED = frozenset({"style", "srcdoc", "formaction", "action", "ping", "target", "http-equiv", "autofocus",
                      "accesskey", "contenteditable", "nonce", _XML_BASE})  # fmt: skip
_ADDRESSES = frozenset(
    {"href", "src", "poster", "srcset", "data", "cite", "background", "longdesc", _XLINK_HREF}
)
_OPEN = frozenset({"http", "https", "mailto", "tel"})
_WHITE = re.compile(r"[\x00-\x20]+")


def make_harmless(root: Element) -> bool:
    """Change a document's tree in place; whether a script or something that acts like one was taken out."""
    found = False
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            _take_out(element)
        elif element.tag in _TAKEN_OUT:
            found |= _is_active(element)
            _take_out(element)
        elif element.tag in _OPENED_UP or not element.tag.startswith(_SPACES):
            found |= _is_active(element)
            _open_up(element)
        else:
            found |= _clean_attributes(element)
    return found


def make_picture_harmless(content: bytes, root: Element) -> bytes:
    """The bytes of an SVG: as they are where nothing in it runs or loads, else without that."""
    before = etree.tostring(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or (element.tag in _TAKEN_OUT and element.tag != f"{_SVG}style"):
            _take_out(element)
        else:
            _clean_attributes(element, keep=frozenset({"style"}))
    return content if etree.tostring(root) == before else etree.tostring(root, encoding="utf-8")


def _is_active(element: Element) -> bool:
    return etree.QName(element).localname in {"script", "iframe", "object", "embed", "applet", "handler"}


def _clean_attributes(element: Element, keep: frozenset[str] = frozenset()) -> bool:
    found = False
    for name in list(element.attrib):
        local = str(name).rpartition("}")[2].lower()
        if local.startswith("on"):
            found = True
            del element.attrib[name]
        elif name in _DROPPED - keep or (name in _ADDRESSES and not _leads_somewhere(element, str(name))):
            del element.attrib[name]
    return found


def _leads_somewhere(element: Element, name: str) -> bool:
    """Whether an address is one that a page may hold: within the book, or a link to the network."""
    try:
        url = urlsplit(_WHITE.sub("", element.get(name, "")))
    except ValueError:
        return False
    if name == "srcset" or not (url.scheme or url.netloc):
        return True
    if element.tag in {f"{_XHTML}a", f"{_SVG}a", f"{_XHTML}area"}:
        return url.scheme.lower() in _OPEN
    return url.scheme.lower() == "data" and url.path.lower().startswith("image/")


def _take_out(element: Element) -> None:
    """Remove it; what follows stays."""
    parent = element.getparent()
    if parent is None:
        return
    _append_text(element, element.tail or "")
    parent.remove(element)


def _open_up(element: Element) -> None:
    """Put its content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _append_text(element, element.text or "")
    children = list(element)
    place = parent.index(element)
    for child in children:
        place += 1
        parent.insert(place, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
        element.tail = None
    _take_out(element)


def _append_text(element: Element, text: str) -> None:
    """Put text before an element."""
    parent = element.getparent()
    before = element.getprevious()
    if parent is None or not text:
        return
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
