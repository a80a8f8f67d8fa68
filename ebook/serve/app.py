"""The ASGI application: the search, and the files."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ebook.serve.files import HEADERS, ShelfFiles
from ebook.serve.search import routes

__all__ = ["app"]


def app(shelf: Path) -> Starlette:
    """The application that serves a shelf."""
    return Starlette(
        routes=[*routes(shelf), Mount("/", app=ShelfFiles(directory=shelf))],
        middleware=[Middleware(_Headers)],
    )


class _Headers:
    """Adds the headers that every answer carries, errors as well."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._inner(scope, receive, with_headers)
