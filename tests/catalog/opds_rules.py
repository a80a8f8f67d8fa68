"""What OPDS 1.2 and OPDS 2.0 demand of a feed, sentence by sentence; no registry has a package with their schemas.

Atom is RFC 4287, paging RFC 5005; OPDS 2.0 stands on the Readium Web Publication Manifest. Each
function gives what a feed lacks, nothing for one in order.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/terms/}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ACQUIRE = "http://opds-spec.org/acquisition"
IMAGE = "http://opds-spec.org/image"
JSON = "application/opds+json"

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(;[a-z]+=[a-z-]+)*")
_PICTURES = {"image/gif", "image/jpeg", "image/png"}


def atom_faults(root: etree._Element) -> Iterator[str]:
    """A feed of OPDS 1.2."""
    if root.tag != f"{ATOM}feed":
        yield "the root is no atom:feed"
    yield from _atom_common(root, "feed")
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "RFC 4287, 4.1.1: neither the feed nor each entry has an author"
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    yield from (f"RFC 4287, 4.1.1: two entries have the id {uid}" for uid, count in ids.items() if count > 1)
    rels = [link.get("rel") for link in root.findall(f"{ATOM}link")]
    for rel in ("self", "start"):
        if rels.count(rel) != 1:
            yield f"OPDS 1.2, 2.3 and 2.4: not one link {rel}"
    acquisition = [any(_is_acquisition(link) for link in entry.findall(f"{ATOM}link")) for entry in entries]
    if any(acquisition) and not all(acquisition):
        yield "OPDS 1.2, 2: it is neither an acquisition feed nor a navigation feed"
    for entry in entries:
        yield from _atom_common(entry, "entry")
        yield from (_acquisition_faults(entry) if any(acquisition) else _navigation_faults(entry))
    own = next((link.get("type") for link in root.findall(f"{ATOM}link[@rel='self']")), "")
    if entries and own != (ACQUISITION if any(acquisition) else NAVIGATION):
        yield f"OPDS 1.2, x.3: it calls itself {own}"


def _atom_common(element: etree._Element, name: str) -> Iterator[str]:
    for child in ("id", "title", "updated"):
        found = element.findall(f"{ATOM}{child}")
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"RFC 4287, 4.1: the {name} has not one atom:{child}"
    if not _is_moment(element.findtext(f"{ATOM}updated") or ""):
        yield f"RFC 4287, 3.3: the {name}'s updated is no date and time"
    if not urlsplit(element.findtext(f"{ATOM}id") or "").scheme:
        yield f"RFC 4287, 4.2.6: the {name}'s id is no IRI"
    for author in element.findall(f"{ATOM}author"):
        if not author.findtext(f"{ATOM}name"):
            yield "RFC 4287, 3.2.1: an author has no name"
    yield from _atom_link_faults(element)


def _atom_link_faults(element: etree._Element) -> Iterator[str]:
    seen = Counter(link.get("type") for link in element.findall(f"{ATOM}link[@rel='alternate']"))
    if any(count > 1 for count in seen.values()):
        yield "RFC 4287, 4.1.1: two alternates of one type"
    for link in element.findall(f"{ATOM}link"):
        if not link.get("href") or not link.get("rel"):
            yield "RFC 4287, 4.2.7: a link without address or relation"
        if not _TYPE.fullmatch(link.get("type", "")):
            yield f"RFC 4287, 4.2.7.3: {link.get('type')} is no media type"
        if not _is_encoded(link.get("href", "")):
            yield f"RFC 3987: {link.get('href')} is no reference"


def _acquisition_faults(entry: etree._Element) -> Iterator[str]:
    links = entry.findall(f"{ATOM}link")
    if not all(link.get("type") for link in links if _is_acquisition(link)):
        yield "OPDS 1.2, 5.2: an acquisition link without type"
    for rel in (IMAGE, f"{IMAGE}/thumbnail"):
        pictures = [link.get("type") for link in links if link.get("rel") == rel]
        if not pictures or not set(pictures) <= _PICTURES:
            yield f"OPDS 1.2, 5.2.1: {rel} is {pictures}"
    for lang in entry.findall(f"{DC}language"):
        if not _LANG.fullmatch(lang.text or ""):
            yield f"OPDS 1.2, 5.1.2: {lang.text} is no language"
    for issued in entry.findall(f"{DC}issued"):
        datetime.date.fromisoformat(issued.text or "")
    if entry.find(f"{DC}identifier") is None:
        yield "OPDS 1.2, 5.1.2: no dc:identifier"
    for category in entry.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "RFC 4287, 4.2.2.1: a category without term"


def _navigation_faults(entry: etree._Element) -> Iterator[str]:
    if entry.find(f"{ATOM}content") is None:
        yield "OPDS 1.2, 2.1: no description of what is linked"
    types = {link.get("type") for link in entry.findall(f"{ATOM}link")}
    if not types & {NAVIGATION, ACQUISITION}:
        yield f"OPDS 1.2, 2.1 and 2.2: a link to a feed is of type {types}"


def _is_acquisition(link: etree._Element) -> bool:
    return (link.get("rel") or "").startswith(ACQUIRE)


def json_faults(feed: dict[str, Any]) -> Iterator[str]:
    """A feed of OPDS 2.0."""
    yield from _metadata_faults(feed.get("metadata"))
    if not any("self" in _rels(link) for link in feed.get("links", [])):
        yield "a feed must contain a self link"
    if not feed.keys() & {"publications", "navigation", "groups"}:
        yield "a feed must contain navigation, publications or groups"
    for role in ("links", "publications", "navigation", "groups"):
        if role in feed and not feed[role]:
            yield f"its schema: {role} must not be empty"
    for link in (*feed.get("links", []), *feed.get("navigation", [])):
        yield from _link_faults(link)
    for link in feed.get("navigation", []):
        if not link.get("title"):
            yield "each link in navigation must contain a title"
    for publication in feed.get("publications", []):
        yield from publication_faults(publication)


def publication_faults(publication: dict[str, Any]) -> Iterator[str]:
    """A publication of OPDS 2.0."""
    yield from _publication_metadata_faults(publication.get("metadata", {}))
    rels = [rel for link in publication.get("links", []) for rel in _rels(link)]
    if "self" not in rels:
        yield "a publication must contain a self link"
    if ACQUIRE not in rels:
        yield "a publication must contain an acquisition link"
    images = publication.get("images", [])
    if not any(image.get("type") in _PICTURES for image in images):
        yield "a publication must have an image as JPEG, PNG or GIF"
    for link in (*publication.get("links", []), *images):
        yield from _link_faults(link)


def _publication_metadata_faults(metadata: dict[str, Any]) -> Iterator[str]:
    if not metadata.get("title"):
        yield "a publication must have a title"
    if not urlsplit(metadata.get("identifier", "")).scheme:
        yield "the identifier must be a URI"
    if not _is_moment(metadata.get("modified", "")):
        yield "modified must be a date and time"
    if "published" in metadata:
        datetime.date.fromisoformat(metadata["published"])
    if "language" in metadata and not _LANG.fullmatch(metadata["language"]):
        yield f"{metadata['language']} is no language"
    if metadata.get("numberOfPages", 1) < 1:
        yield "numberOfPages must be more than nothing"
    if not isinstance(metadata.get("belongsTo", {}).get("series", {}).get("position", 1), int):
        yield "a position must be a number"


def _metadata_faults(metadata: dict[str, Any] | None) -> Iterator[str]:
    if not metadata or not metadata.get("title"):
        yield "a feed's metadata must have a title"
        return
    for name in ("numberOfItems", "itemsPerPage", "currentPage"):
        if name in metadata and (
            not isinstance(metadata[name], int) or metadata[name] < (name != "numberOfItems")
        ):
            yield f"{name} must count"
    if not _is_moment(metadata.get("modified", "2000-01-01T00:00:00Z")):
        yield "modified must be a date and time"
    if not urlsplit(metadata.get("identifier", "urn:x")).scheme:
        yield "the identifier must be a URI"


def _link_faults(link: dict[str, Any]) -> Iterator[str]:
    if not link.get("href"):
        yield "a link must have an address"
    if not _TYPE.fullmatch(link.get("type", "")):
        yield f"{link.get('type')} is no media type"
    if not link.get("templated") and not _is_encoded(link.get("href", "")):
        yield f"{link.get('href')} is no reference"
    for name in ("width", "height"):
        if name in link and link[name] < 1:
            yield f"a {name} must be more than nothing"


def _rels(link: dict[str, Any]) -> list[str]:
    rel = link.get("rel", [])
    return [rel] if isinstance(rel, str) else rel


def _is_moment(text: str) -> bool:
    return _MOMENT.fullmatch(text) is not None and bool(datetime.datetime.fromisoformat(text))


def _is_encoded(reference: str) -> bool:
    return re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})+", reference) is not None
