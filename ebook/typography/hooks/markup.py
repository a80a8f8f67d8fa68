"""Documents that are XML already: reading them as HTML, element by element, costs as much as setting a page."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import weasyprint
from weasyprint.urls import URLFetcher

__all__ = ["Markup"]


class Markup(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint is untyped
    """A document to print.

    Args:
        source: XHTML in UTF-8, without a namespace on its HTML elements.
        base_url: what relative addresses in it are relative to.
        url_fetcher: what it may read.
    """

    def __init__(self, source: bytes, base_url: str, url_fetcher: URLFetcher) -> None:
        # Our own tree, written out a moment ago: it has no entities to expand.
        root = ET.fromstring(source)  # noqa: S314
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"
        self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
            root, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element
