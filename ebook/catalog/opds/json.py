"""A feed as JSON: OPDS 2.0, on top of the Readium Web Publication Manifest."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import msgspec

from ebook.catalog.entry import Entry
from ebook.catalog.opds.feeds import ACQUISITION, INDEX, PAGE, Feed, files, pictures, summary
from ebook.catalog.urls import reference

__all__ = ["PUBLICATION", "ROOT", "json_feed", "json_publication", "path_of"]

ROOT = "catalog/opds/2"
TYPE = "application/opds+json"
PUBLICATION = "publication.json"
_PUBLICATION_TYPE = "application/opds-publication+json"

_POSITION = re.compile(r"\d{1,15}", re.ASCII)
"""A number that JSON readers do not round."""

_Object: TypeAlias = dict[str, Any]


def path_of(feed: str) -> str:
    """Where a feed lies, relative to the shelf."""
    return f"{ROOT}/{feed}.json"


def json_feed(feed: Feed) -> bytes:
    """The document of a feed."""
    base = path_of(feed.path)
    metadata: _Object = {
        "identifier": feed.identifier,
        "title": feed.title,
        "modified": feed.updated,
        "numberOfItems": feed.total,
    }
    made: _Object = {"metadata": metadata, "links": _links(feed, base)}
    if feed.acquisition:
        metadata |= {"itemsPerPage": PAGE, "currentPage": feed.page}
    if feed.entries:
        made["publications"] = [_publication(entry, base) for entry in feed.entries]
    elif feed.acquisition:
        # A shelf without an issue: no collection may be empty, so the feed leads back.
        above = reference(path_of(feed.up or INDEX), base)
        made["navigation"] = [{"href": above, "title": feed.author, "type": TYPE, "rel": "up"}]
    else:
        made["navigation"] = [
            {
                "href": reference(path_of(place.path), base),
                "title": place.title,
                "type": TYPE,
                "rel": place.rel,
                "properties": {"numberOfItems": place.count},
            }
            for place in feed.places
        ]
    return _bytes(made)


def json_publication(entry: Entry) -> bytes:
    """An issue as a document of its own, `publication.json` in its folder."""
    return _bytes(_publication(entry, f"{entry.folder}/{PUBLICATION}"))


def _bytes(value: _Object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _links(feed: Feed, base: str) -> list[_Object]:
    named: dict[str, str | None] = {"self": feed.path, "start": INDEX, "up": feed.up}
    if feed.first != feed.last:
        named |= {"first": feed.first, "previous": feed.previous, "next": feed.next, "last": feed.last}
    links: list[_Object] = [
        {"rel": rel, "href": reference(path_of(path), base), "type": TYPE}
        for rel, path in named.items()
        if path
    ]
    page = reference("index.html", base)
    links.append({"rel": "alternate", "href": page, "type": "text/html"})
    # A search that a static page does: what it finds is a page for people, and is called so.
    links.append({"rel": "search", "href": f"{page}{{?query}}", "type": "text/html", "templated": True})
    return links


def _publication(entry: Entry, base: str) -> _Object:
    folder = entry.folder
    page = reference(f"{folder}/index.html", base)
    links: list[_Object] = [
        {"rel": "self", "href": reference(f"{folder}/{PUBLICATION}", base), "type": _PUBLICATION_TYPE},
        *(
            {
                "rel": ACQUISITION,
                "href": reference(file.path, base),
                "type": media_type,
                "size": file.size,
            }
            for file, media_type in files(entry)
        ),
        {"rel": "alternate", "href": page, "type": "text/html"},
    ]
    images = [
        {
            "href": reference(path, base),
            "type": picture.media_type,
            "width": picture.width,
            "height": picture.height,
        }
        for path, picture in dict.fromkeys(pictures(entry))
    ]
    return {"metadata": _metadata(entry), "links": links, "images": images}


def _metadata(entry: Entry) -> _Object:
    values: _Object = {
        "@type": "http://schema.org/PublicationIssue",
        "title": entry.title,
        "identifier": entry.identifier,
        "language": entry.lang if entry.lang != "und" else None,
        "published": entry.date,
        "modified": entry.modified,
        "publisher": entry.publisher,
        "author": list(entry.creators),
        "subject": list(entry.subjects),
        "description": summary(entry),
        "numberOfPages": entry.pages,
        "readingProgression": "rtl" if entry.vertical else None,
        "belongsTo": {"series": _series(entry)},
    }
    return {name: value for name, value in values.items() if value}


def _series(entry: Entry) -> _Object:
    number = entry.number or ""
    return {"name": entry.paper.name} | ({"position": int(number)} if _POSITION.fullmatch(number) else {})
