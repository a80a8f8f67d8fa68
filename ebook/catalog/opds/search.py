"""The OpenSearch description (OpenSearch 1.1, draft 6): how the shelf is searched."""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from ebook.catalog.opds.atom import ACQUIRE, SEARCH
from ebook.catalog.urls import reference
from ebook.catalog.words import CatalogWords
from ebook.xhtml import clean

__all__ = ["description"]

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
