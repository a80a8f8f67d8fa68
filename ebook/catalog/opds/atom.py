"""A feed as Atom: OPDS 1.2 (RFC 4287, RFC 5005 for paging, OpenSearch 1.1 for the counts)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from ebook.catalog.entry import Entry
from ebook.catalog.opds.feeds import ACQUISITION, INDEX, PAGE, Feed, FeedLink, files, pictures, summary
from ebook.catalog.urls import reference, urn
from ebook.catalog.words import CatalogWords, catalog_words
from ebook.xhtml import clean

__all__ = [
    "ACQUIRE",
    "NAVIGATE",
    "ROOT",
    "SEARCH",
    "SUFFIX",
    "atom",
    "description",
    "entry_element",
    "feed_element",
    "path_of",
]

ROOT = "catalog/opds/1"
SUFFIX = ".xml"
NAVIGATE = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUIRE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
SEARCH = "catalog/opds/search.xml"

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/terms/"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_A = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM, "dc": _DC, "opensearch": _OPENSEARCH})
_D = ElementMaker(namespace=_DC)
_O = ElementMaker(namespace=_OPENSEARCH)


def path_of(feed: str) -> str:
    """Where a feed lies, relative to the shelf."""
    return f"{ROOT}/{feed}{SUFFIX}"


def atom(feed: Feed) -> bytes:
    """The document of a feed."""
    return (
        etree.tostring(feed_element(feed, path_of(feed.path)), encoding="utf-8", xml_declaration=True) + b"\n"
    )


def feed_element(feed: Feed, base: str) -> Element:
    """The feed as it stands at `base`, a path relative to the shelf."""
    made = _A.feed(
        {_LANG: feed.lang},
        _A.id(feed.identifier),
        _A.title(clean(feed.title)),
        _A.updated(feed.updated),
        _A.author(_A.name(clean(feed.author))),
        *_links(feed, base),
    )
    if feed.acquisition:
        made.extend(
            (
                _O.totalResults(str(feed.total)),
                _O.itemsPerPage(str(PAGE)),
                _O.startIndex(str((feed.page - 1) * PAGE + 1)),
            )
        )
    made.extend(_place(place, base, feed.lang) for place in feed.places)
    made.extend(entry_element(entry, base) for entry in feed.entries)
    return made


def _links(feed: Feed, base: str) -> Iterator[Element]:
    own = ACQUIRE if feed.acquisition else NAVIGATE
    yield _link("self", reference(base, base), own)
    yield _link("start", reference(path_of(INDEX), base), NAVIGATE)
    if feed.up:
        yield _link("up", reference(path_of(feed.up), base), NAVIGATE)
    yield _link("search", reference(SEARCH, base), "application/opensearchdescription+xml")
    yield _link("alternate", reference("index.html", base), "text/html")
    if feed.first != feed.last:
        pages = {"first": feed.first, "previous": feed.previous, "next": feed.next, "last": feed.last}
        for rel, path in pages.items():
            if path:
                yield _link(rel, reference(path_of(path), base), ACQUIRE)


def _link(rel: str, href: str, media_type: str, **more: str) -> Element:
    return _A.link({"rel": rel, "href": href, "type": media_type, **more})


def _place(place: FeedLink, base: str, lang: str) -> Element:
    return _A.entry(
        _A.title(clean(place.title)),
        _A.id(urn("feed", place.path)),
        _A.updated(place.updated),
        _A.content(catalog_words(lang).issues.format(place.count), {"type": "text"}),
        _link(place.rel, reference(path_of(place.path), base), ACQUIRE if place.acquisition else NAVIGATE),
    )


def entry_element(entry: Entry, base: str) -> Element:
    """An issue as an OPDS catalogue entry (OPDS 1.2, section 5.1)."""
    (cover, cover_picture), (thumbnail, small) = pictures(entry)
    made = _A.entry(
        _A.title(clean(entry.title)),
        _A.id(entry.identifier),
        _A.updated(entry.modified),
        *([_A.published(f"{entry.date}T00:00:00Z")] if entry.date else ()),
        *(
            _A.author(_A.name(clean(name)))
            for name in entry.creators or (entry.publisher or entry.paper.name,)
        ),
        *_terms(entry),
        _A.category({"term": clean(entry.paper.name), "label": clean(entry.paper.name)}),
        *(_A.category({"term": clean(name), "label": clean(name)}) for name in dict.fromkeys(entry.subjects)),
    )
    if text := summary(entry):
        made.append(_A.summary(clean(text), {"type": "text"}))
    made.append(_link("http://opds-spec.org/image", reference(cover, base), cover_picture.media_type))
    made.append(_link("http://opds-spec.org/image/thumbnail", reference(thumbnail, base), small.media_type))
    for file, media_type in files(entry):
        made.append(_link(ACQUISITION, reference(file.path, base), media_type, length=str(file.size)))
    page = reference(f"{entry.folder}/index.html", base)
    made.append(_link("alternate", page, "text/html", title=clean(entry.title)))
    return made


def _terms(entry: Entry) -> Iterator[Element]:
    """Dublin Core terms, as OPDS 1.2 asks for, section 5.1.2; none for what is not known."""
    if entry.lang != "und":
        yield _D.language(entry.lang)
    if entry.date:
        yield _D.issued(entry.date)
    if entry.publisher:
        yield _D.publisher(clean(entry.publisher))
    yield _D.identifier(entry.identifier)
    yield _D.isPartOf(clean(entry.paper.name))


_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_S = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
_LONGEST = 16
"""Characters of a ShortName (OpenSearch 1.1, section 4.2.2)."""


def description(title: str, words: CatalogWords, *, service: str | None = None) -> bytes:
    """The description of the search.

    Args:
        title: the shelf's name.
        words: the words of its language.
        service: the address of a search that answers with a feed, relative to the description; None
            where there is no server to answer, and only the page searches.
    """
    made = _S.OpenSearchDescription(
        _S.ShortName(clean(title)[:_LONGEST]),
        _S.Description(clean(words.search_headlines)),
        _S.InputEncoding("UTF-8"),
        _S.OutputEncoding("UTF-8"),
        _S.Language(words.lang),
    )
    if service:
        made.append(_S.Url({"type": ACQUIRE, "template": f"{service}?query={{searchTerms}}"}))
    page = reference("index.html", SEARCH)
    made.append(_S.Url({"type": "text/html", "template": f"{page}?query={{searchTerms}}"}))
    return etree.tostring(made, encoding="utf-8", xml_declaration=True) + b"\n"
