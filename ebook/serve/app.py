"""The ASGI application: the search, and the files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from lxml import etree
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from ebook.catalog.groups import language_of
from ebook.catalog.opds.atom import ACQUIRE, SEARCH, description, feed_element
from ebook.catalog.opds.feeds import INDEX, Feed
from ebook.catalog.search import search
from ebook.catalog.urls import urn
from ebook.catalog.words import catalog_words
from ebook.languages import PROGRAM
from ebook.serve.files import HEADERS, AnswerHeaders, ShelfFiles

__all__ = ["app", "routes"]


def app(shelf: Path) -> Starlette:
    """The application that serves a shelf."""
    return Starlette(
        routes=[*routes(shelf), Mount("/", app=ShelfFiles(directory=shelf))],
        middleware=[Middleware(AnswerHeaders, headers=HEADERS)],
    )


_PATH = "catalog/opds/search"
_MOST = 100
_LONGEST = 200
"""Characters of a query that are looked at."""


def routes(shelf: Path) -> list[Route]:
    """The routes of the search of a shelf."""

    async def answer(request: Request) -> Response:
        query = request.query_params.get("query", "")[:_LONGEST].strip()
        return Response(await run_in_threadpool(_feed, shelf, query), media_type=ACQUIRE)

    async def describe(_: Request) -> Response:
        content = await run_in_threadpool(_description, shelf)
        return Response(content, media_type="application/opensearchdescription+xml")

    return [Route(f"/{_PATH}", answer, methods=["GET"]), Route(f"/{SEARCH}", describe, methods=["GET"])]


def _feed(shelf: Path, query: str) -> bytes:
    entries = search(shelf, query, most=_MOST)
    words = catalog_words(language_of(entries))
    feed = Feed(
        path=INDEX,
        identifier=urn("search", query),
        title=f"{words.search} {query}".strip(),
        lang=words.lang,
        author=words.shelf,
        updated=max((entry.modified for entry in entries), default="1970-01-01T00:00:00Z"),
        up=INDEX,
        entries=entries,
        acquisition=True,
        total=len(entries),
    )
    root = feed_element(feed, _PATH)
    own = next(link for link in root if link.get("rel") == "self")
    own.set("href", f"search?query={quote(query, safe='')}")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _description(shelf: Path) -> bytes:
    """The shelf's own description, with the search that is answered here."""
    root = etree.fromstring((shelf / SEARCH).read_bytes())
    title, lang = root.findtext("{*}ShortName") or "", root.findtext("{*}Language") or PROGRAM
    return description(title, catalog_words(lang), service="search")
