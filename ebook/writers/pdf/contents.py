"""The contents in print: where each entry leads, and what it is to who hears it read."""

from __future__ import annotations

from lxml import etree

__all__ = ["set_contents"]


def set_contents(contents: etree._Element) -> None:
    """Let each entry know where it leads, so that its page number can stand at the end of its line.

    A table of contents has structure types of its own, and is no list (ISO 32000-1, 14.8.4.2).
    """
    for link in list(contents.iter("a")):
        entry = link.getparent()
        if entry is not None and (href := link.get("href")):
            reference = _refer(link)
            (reference if entry.find("ol") is not None else entry).set("data-target", href)
    for element in contents.iter("ol", "li"):
        element.set("class", f"{element.get('class', '')} {element.tag!s}".strip())
        element.set("data-structure", "TOC" if element.tag == "ol" else "TOCI")
        element.tag = "div"


def _refer(link: etree._Element) -> etree._Element:
    """Put a link into a reference, which is returned."""
    reference = etree.Element("span", {"class": "reference", "data-structure": "Reference"})
    parent = link.getparent()
    assert parent is not None  # noqa: S101  # the caller asked
    parent.replace(link, reference)
    reference.tail, link.tail = link.tail, None
    reference.append(link)
    return reference
