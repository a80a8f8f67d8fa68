"""What is claimed about accessibility, derived from the documents themselves.

EPUB Accessibility 1.1, section 2, with the schema.org vocabulary. A claim is made only where the
content bears it out. Conformance (`dcterms:conformsTo`) is never claimed: WCAG asks for
judgements, such as whether a text describes its picture, that need a person's evaluation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec
from lxml import etree

from ebook.edition import Edition, Resource
from ebook.languages import resolve

__all__ = ["Facts", "claims", "facts"]

_NOTABLE = re.compile(rb"<(?:img|svg|table|math|video|audio|script|object|iframe|canvas|embed)\b")
_ACTIVE = {"video", "audio", "script", "object", "iframe", "canvas", "embed"}
_HEADING = re.compile(rb"<h[1-6][\s>]")
_PAGE_BREAK = re.compile(rb'epub:type="[^"]*\bpagebreak\b')
_RIGID_CSS = re.compile(
    rb"!\s*important|\bfont(?:-size)?\s*:[^;}]*\d(?:px|pt|pc|cm|mm|in|q)\b", re.IGNORECASE
)
_MOVING_CSS = re.compile(rb"@keyframes|\b(?:animation|transition)(?:-\w+)?\s*:")
_MOVING_SVG = re.compile(rb"<(?:animate|set)\b|<script\b|@keyframes")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the documents of an edition hold that matters to accessibility.

    Attributes:
        pictures: how many there are.
        is_visual: whether any picture but the cover is there: a cover says nothing that the text does not.
        undescribed: how many of them have no alternative text and are not marked as decorative.
        tables, headless: how many tables there are, and how many of them have no header cell.
        has_headings: whether each document with text of the paper has a heading.
        has_contents: whether there is a table of contents.
        has_page_breaks: whether each printed page is marked in the text.
        has_page_list: whether the printed pages are listed.
        has_ruby: whether readings are given.
        has_formulas: whether there is MathML.
        is_still: whether nothing can flash, move or sound.
        is_adaptable: whether no style keeps the reader from changing sizes, fonts and colours.
        is_vertical: whether lines run from top to bottom.
    """

    pictures: int
    is_visual: bool
    undescribed: int
    tables: int
    headless: int
    has_headings: bool
    has_contents: bool
    has_page_breaks: bool
    has_page_list: bool
    has_ruby: bool
    has_formulas: bool
    is_still: bool
    is_adaptable: bool
    is_vertical: bool


def facts(edition: Edition) -> Facts:
    """Look through all documents and resources."""
    found: Counter[str] = Counter()
    no_alternatives = _no_alternatives(edition.lang)
    is_visual = False
    for document in edition.documents:
        if _NOTABLE.search(document.content):
            here = _count(document.root, no_alternatives)
            is_visual |= document.kind != "cover" and here["pictures"] > 0
            found += here
    contents = [doc.content for doc in edition.documents]
    text = [doc.content for doc in edition.documents if doc.kind in {"section", "article"}]
    return Facts(
        pictures=found["pictures"],
        is_visual=is_visual,
        undescribed=found["undescribed"],
        tables=found["tables"],
        headless=found["headless"],
        has_headings=bool(text) and all(_HEADING.search(content) for content in text),
        has_contents=bool(edition.contents),
        has_page_breaks=sum(len(_PAGE_BREAK.findall(content)) for content in contents)
        >= len(edition.pages)
        > 0,
        has_page_list=bool(edition.pages),
        has_ruby=any(b"<ruby" in content for content in contents),
        has_formulas=bool(found["formulas"]),
        is_still=not found["active"] and not any(_may_move(resource) for resource in edition.resources),
        is_adaptable=not any(_RIGID_CSS.search(resource.content) for resource in edition.resources),
        is_vertical=edition.vertical,
    )


def claims(known: Facts, lang: str) -> Iterator[tuple[str, str]]:
    """The properties of schema.org and their values, the summary in the paper's language."""
    yield "schema:accessMode", "textual"
    if known.is_visual:
        yield "schema:accessMode", "visual"
        yield "schema:accessModeSufficient", "textual,visual"
    if not known.undescribed:
        yield "schema:accessModeSufficient", "textual"
    for feature, is_true in _features(known):
        if is_true:
            yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none" if known.is_still else "unknown"
    yield "schema:accessibilitySummary", _summary(known, lang)


def _features(known: Facts) -> Iterator[tuple[str, bool]]:
    yield "structuralNavigation", known.has_headings
    yield "tableOfContents", known.has_contents
    yield "readingOrder", True
    yield "alternativeText", bool(known.pictures) and not known.undescribed
    yield "pageBreakMarkers", known.has_page_breaks
    yield "pageNavigation", known.has_page_list
    yield "displayTransformability", known.is_adaptable
    yield "MathML", known.has_formulas
    yield "rubyAnnotations", known.has_ruby
    yield "verticalWriting" if known.is_vertical else "horizontalWriting", True


def _summary(known: Facts, lang: str) -> str:
    local = resolve(lang).words.accessibility
    said = [local.readable]
    if known.has_contents:
        said.append(local.by_page)
    if known.has_page_breaks:
        said.append(local.page_breaks)
    if not known.pictures:
        said.append(local.no_pictures)
    else:
        said.append(local.undescribed.format(known.undescribed) if known.undescribed else local.all_described)
    if known.tables:
        said.append(local.headless.format(known.headless) if known.headless else local.headed)
    if known.has_ruby:
        said.append(local.ruby)
    return local.gap.join(said)


def _no_alternatives(lang: str) -> frozenset[str]:
    """What rendering puts in the place of a description that nobody has written."""
    local = resolve(lang).words
    return frozenset({local.picture_with_caption, local.picture_alone})


def _count(root: etree._Element, no_alternatives: frozenset[str]) -> Counter[str]:
    """How much of what there is in a document, by the names of the fields of `Facts`."""
    found: Counter[str] = Counter()
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in {"img", "svg"}:
            found["pictures"] += 1
            found["undescribed"] += not _is_described(element, no_alternatives)
        elif name == "table":
            found["tables"] += 1
            found["headless"] += element.find(".//{*}th") is None
        elif name == "math":
            found["formulas"] += 1
        elif name in _ACTIVE:
            found["active"] += 1
    return found


def _is_described(picture: etree._Element, no_alternatives: frozenset[str]) -> bool:
    """Whether a picture has a text in its place, or is marked as an ornament by an empty one (HTML, 4.8.4.4)."""
    if picture.get("aria-hidden") == "true":
        return True
    alternative = picture.get("alt")
    if alternative is None:
        alternative = picture.get("aria-label") or picture.findtext("{*}title")
        return bool(alternative and alternative.strip())
    return alternative not in no_alternatives


def _may_move(resource: Resource) -> bool:
    """Whether a resource is animated, or is of a kind that may be."""
    match resource.media_type:
        case "text/css":
            return bool(_MOVING_CSS.search(resource.content))
        case "image/svg+xml":
            return bool(_MOVING_SVG.search(resource.content))
        case "image/gif":
            return resource.content.count(b"\x21\xf9\x04") > 1 or b"NETSCAPE2.0" in resource.content
        case "image/webp":
            return resource.content[12:16] == b"VP8X" and bool(resource.content[20] & 0b10)
        case "image/png":
            return b"acTL" in resource.content.partition(b"IDAT")[0]
        case "image/jpeg":
            return False
        case other:
            return not other.startswith(("font/", "application/font", "application/vnd.ms-opentype"))
