"""Edition -> one XHTML document to print: the documents in reading order, ids unique, links internal.

The edition's documents are never changed in what they say: this module moves their bodies into
one tree, renames ids, and makes each link point into that tree. What it cannot keep (a link to
nowhere, or to the reader's own disk) becomes a problem, and its text stays.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

import msgspec
from lxml import etree

from ebook.edition import Document, Edition, NavPoint
from ebook.problems import Problem
from ebook.rules import output
from ebook.writers.pdf.contents import set_contents
from ebook.writers.pdf.long_text import divide
from ebook.writers.pdf.ruby import set_ruby
from ebook.writers.pdf.tables import SHORT, ems, fit_tables

__all__ = ["BASE_URL", "Print", "merge", "target"]

BASE_URL = "https://edition.invalid/"
"""The root of everything that can be printed. The host cannot exist (RFC 2606, `.invalid`)."""

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SAID_IN_HTML = {
    "{http://www.idpf.org/2007/ops}type": "data-type",
    "{http://www.w3.org/XML/1998/namespace}lang": "lang",
}
_ID_REFERENCES = frozenset({"aria-describedby", "aria-labelledby", "for", "headers"})
_OUTWARD = frozenset({"http", "https", "mailto", "tel"})
_NOT_PRINTED = frozenset({"base", "embed", "iframe", "link", "meta", "object", "script", "style", "template"})
_UPRIGHT = frozenset({"tcy", "upright"})
_LAID_DOWN = "laid-down"
# A list of terms has no counterpart in PDF's structure: its lists are of items alone.
_LIST_OF_TERMS = {"dl": "div", "dt": "p", "dd": "p"}
_HEAD_SIZE = 0.8  # rem; of running heads, as in styles/print.css
_HEADING = re.compile("h([1-6])")
# It prints nothing within a line, and readers of a PDF take it for a hyphen.
_SOFT_HYPHEN = "\u00ad"


class Print(msgspec.Struct, frozen=True):
    """A document to print.

    Attributes:
        root: the `html` element; its HTML elements have no namespace.
        styles: paths of the edition's style sheets, in the order of the cascade.
        problems: links that could not be kept.
    """

    root: etree._Element
    styles: tuple[str, ...]
    problems: tuple[Problem, ...]


class _Merger:
    """The state of one merge: where the documents are, and what went wrong."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.ids = {document.path: document.id for document in edition.documents}
        self.names = dict(_names(edition.contents))
        self.resources = {resource.path for resource in edition.resources}
        self.styles: dict[str, None] = {}
        self.problems: list[Problem] = []

    def part(self, document: Document) -> etree._Element:
        """A `section` that holds the body of a document."""
        self._note_styles(document.root, document.path)
        body = copy.deepcopy(document.body)
        part = etree.Element("section", {"class": f"part {document.kind}", "id": document.id})
        part.set("lang", document.lang)
        part.set("data-title", document.title)
        part.text = body.text
        part.extend(list(body))
        _strip(part, document)
        _lay_down(part)
        for element in part.iter(etree.Element):
            if element is not part:
                self._localise(element, document)
        fit_tables(part, self.edition.print_options.sheet)
        set_ruby(part)
        divide(part)
        if document.kind == "contents":
            set_contents(part)
        return part

    def _note_styles(self, root: etree._Element, path: str) -> None:
        for link in root.iter(f"{_XHTML}link"):
            if link.get("rel") == "stylesheet" and (href := link.get("href")):
                self.styles.setdefault(target(path, href)[0])

    def _localise(self, element: etree._Element, document: Document) -> None:
        element.tag = str(element.tag).removeprefix(_XHTML)
        _drop_soft_hyphens(element)
        for name, plain in _SAID_IN_HTML.items():
            if (value := element.attrib.pop(name, None)) is not None and plain not in element.attrib:
                element.set(plain, value)
        if "id" in element.attrib:
            element.set("id", _unique(document, element.attrib["id"]))
        for name in _ID_REFERENCES & set(element.attrib):
            element.set(name, " ".join(_unique(document, id_) for id_ in element.attrib[name].split()))
        _adapt(element, document)
        if element.tag == "a":
            self._relink(element, document)
        elif "src" in element.attrib:
            self._resource(element, document)

    def _resource(self, element: etree._Element, document: Document) -> None:
        """Point at a resource from the root; what the edition does not have is left to its description."""
        source = element.attrib.pop("src")
        path = None if urlsplit(source).scheme else target(document.path, source)[0]
        if path in self.resources:
            element.set("src", quote(path))
            return
        message = f"{document.path}: {source!r} is no part of the edition and was not read; its description is printed"
        self.problems.append(output.RESOURCE_REFUSED.at(None, message))
        element.tag, element.text = "span", element.get("alt")

    def _relink(self, link: etree._Element, document: Document) -> None:
        link.attrib.pop("rel", None)  # rel="attachment" would embed a file
        href = link.attrib.pop("href", None)
        if href is None:
            return
        printed = self._printed_target(href, document)
        if printed is None:
            message = f"{document.path}: the link to {href!r} leads nowhere in print; its text is kept"
            self.problems.append(output.LINK_LEFT_OUT.at(None, message))
        else:
            link.set("href", printed)

    def _printed_target(self, href: str, document: Document) -> str | None:
        try:
            scheme = urlsplit(href).scheme.lower()
        except ValueError:
            return None
        if scheme:
            return href if scheme in _OUTWARD else None
        path, fragment = target(document.path, href)
        if path not in self.ids:
            return None
        return f"#{self.ids[path]}--{fragment}" if fragment else f"#{self.ids[path]}"


def merge(edition: Edition) -> Print:
    """The edition as one document to print.

    Front matter comes first; then a group for each printed page, which holds the page's opening
    and its articles; then what stands after them.
    """
    merger = _Merger(edition)
    html = etree.Element("html", {"lang": edition.lang})
    etree.SubElement(etree.SubElement(html, "head"), "title").text = edition.title
    body = etree.SubElement(html, "body", {"class": f"print theme-{edition.theme}"})
    body.set("data-edition", _running_head(edition.title, edition))
    group: etree._Element | None = None
    for document in edition.documents:
        if document.kind == "cover":  # a picture for screens; a print has its first page
            continue
        if document.kind not in {"section", "article"}:
            group = None
            body.append(merger.part(document))
            continue
        if document.kind == "section" or group is None:
            name = _running_head(merger.names.get(document.path, edition.title), edition)
            group = _page_group(body, name, document)
        group.append(merger.part(document))
    _skip_no_level(body)
    etree.cleanup_namespaces(html)
    return Print(html, tuple(merger.styles), tuple(merger.problems))


def _skip_no_level(body: etree._Element) -> None:
    """Headings go down one level at a time (ISO 14289-1, 7.4.2), also below an article without headline."""
    before = 0
    for heading in body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        before = min(int(heading.get("data-level", str(heading.tag)[1])), before + 1)
        heading.set("data-level", str(before))


def _adapt(element: etree._Element, document: Document) -> None:
    """Say in the element what its style and its place in the PDF's structure need to know."""
    if element.tag in {"td", "th"} and len("".join(element.itertext())) <= SHORT:
        _add_class(element, "short")
    if element.tag == "dd":
        _keep_lines(element)
    if element.get("class") == "dateline" and not "".join(element.itertext()).strip()[-1:].isalnum():
        _add_class(element, "closed")  # by a bracket, whose blank half parts it from the text
    if element.tag in _LIST_OF_TERMS:
        _add_class(element, element.tag)
        element.tag = _LIST_OF_TERMS[element.tag]
    if document.kind == "article" and (heading := _HEADING.fullmatch(str(element.tag))):
        element.set("data-level", str(min(int(heading[1]) + 1, 6)))


def _keep_lines(element: etree._Element) -> None:
    """Make elements of the line feeds of a text, so that it can be set as any other."""
    first, *others = (element.text or "").split("\n")
    element.text = first
    for number, line in enumerate(others):
        mark = etree.Element("br")
        mark.tail = line
        element.insert(number, mark)


def _lay_down(part: etree._Element) -> None:
    """What stands upright in vertical lines is text as any other in horizontal ones, which a print has."""
    for span in part.iter(f"{_XHTML}span"):
        if span.get("class") in _UPRIGHT:
            span.tag = _LAID_DOWN
    etree.strip_tags(part, _LAID_DOWN)


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _running_head(text: str, edition: Edition) -> str:
    """A text as it fits into one half of the line above the type area."""
    sheet = edition.print_options.sheet
    room = (sheet.width / 2 - sheet.side) / sheet.font_size / _HEAD_SIZE - 1
    ends = (end for end in range(len(text), 0, -1) if ems(text[:end]) <= room)
    end = next(ends, 0)
    return text if end == len(text) else f"{text[:end]}…"


def _page_group(body: etree._Element, name: str, document: Document) -> etree._Element:
    page = etree.SubElement(body, "section", {"class": "printed-page", "data-page": name})
    if document.kind != "section":
        page.set("class", "printed-page without-opening")
    return etree.SubElement(page, "div", {"class": "flow"})


def target(path: str, href: str) -> tuple[str, str]:
    """The path in the edition and the fragment that a relative reference in a document means."""
    parts = urlsplit(href)
    here = posixpath.join(posixpath.dirname(path), unquote(parts.path)) if parts.path else path
    return posixpath.normpath(here), unquote(parts.fragment)


def _unique(document: Document, id_: str) -> str:
    return f"{document.id}--{id_}"


def _names(points: tuple[NavPoint, ...]) -> Iterator[tuple[str, str]]:
    for point in points:
        yield from _names(point.children)
        yield urlsplit(point.href).path, point.title


def _strip(part: etree._Element, document: Document) -> None:
    """Take out what has no place on paper: scripts, what is hidden, and links from page to page.

    The contents are the one `nav` that is printed.
    """
    doomed = [element for element in part.iter(etree.Element) if _is_for_screens(element, document)]
    for element in doomed:
        if element.getparent() is not None:
            _remove_keeping_tail(element)
    etree.strip_tags(part, etree.Comment, etree.ProcessingInstruction)


def _is_for_screens(element: etree._Element, document: Document) -> bool:
    name = etree.QName(element).localname
    return (
        name in _NOT_PRINTED or "hidden" in element.attrib or (name == "nav" and document.kind != "contents")
    )


def _remove_keeping_tail(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None  # noqa: S101  # the caller asked
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _drop_soft_hyphens(element: etree._Element) -> None:
    if element.text and _SOFT_HYPHEN in element.text:
        element.text = element.text.replace(_SOFT_HYPHEN, "")
    if element.tail and _SOFT_HYPHEN in element.tail:
        element.tail = element.tail.replace(_SOFT_HYPHEN, "")
    for name, value in element.attrib.items():
        if _SOFT_HYPHEN in value:
            element.set(name, value.replace(_SOFT_HYPHEN, ""))
