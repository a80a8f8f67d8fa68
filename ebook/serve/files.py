"""The files of a shelf over HTTP: whole or in ranges, never one that is hidden or lies elsewhere.

Starlette's own handler brings ranges (RFC 9110, section 14), `ETag` and `Last-Modified`, and keeps
paths inside the folder with links followed. What is added here: hidden names are not served, a type
for each kind of file that a shelf holds, and headers that keep a page from doing more than it should.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePosixPath

from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "AnswerHeaders", "ShelfFiles"]

TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
"""Media types by suffix; a suffix that is not here is served as bytes to keep, not to show."""

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-cache",  # asks again each time, and `ETag` answers: a catalogue changes under its names
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For documents that are not the catalogue's own pages: they may run nothing at all."""

_NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
_ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
_DOCUMENTS = frozenset({".html", ".xhtml", ".svg", ".xml"})


class AnswerHeaders:
    """Middleware that adds the headers that every answer carries, errors as well, where an answer has none of its own."""

    def __init__(self, inner: ASGIApp, *, headers: Mapping[str, str]) -> None:
        self._inner, self._headers = inner, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._inner(scope, receive, with_headers)


class ShelfFiles(StaticFiles):
    """The files of a shelf."""

    def get_path(self, scope: Scope) -> str:
        """The path within the shelf; the shelf itself, which is no file, for one that names a folder."""
        asked = str(scope["path"])
        return "" if asked.endswith("/") and asked != "/" else super().get_path(scope)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at a path; `/` is the first page, and no other folder is shown."""
        if path == ".":
            path = "index.html"
        return await super().get_response(path, scope)

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where a path leads; nowhere for a hidden name, be it asked for or reached through a link."""
        if _is_hidden(path):
            return "", None
        full, found = super().lookup_path(path)
        if found and _is_hidden(os.path.relpath(full, os.path.realpath(str(self.directory)))):
            return "", None
        return full, found

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The response for a file, with its type."""
        path = PurePosixPath(os.path.relpath(full_path, os.path.realpath(str(self.directory))))
        response = super().file_response(full_path, stat_result, scope, status_code)
        if isinstance(response, FileResponse):
            response.headers["Content-Type"] = _type(path)
        if path.suffix.lower() in _DOCUMENTS and not _is_ours(path):
            response.headers["Content-Security-Policy"] = _SANDBOX
        return response


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") and part != "." for part in PurePosixPath(path).parts)


def _is_ours(path: PurePosixPath) -> bool:
    """Whether it is a page of the catalogue; pictures of a book are not, though they stand among them."""
    return path.suffix != ".svg" and (str(path) == "index.html" or path.parts[0] == "catalog")


def _type(path: PurePosixPath) -> str:
    parts = path.parts
    if parts[:3] == ("catalog", "opds", "1"):
        return _NAVIGATION if _is_navigation(path) else _ACQUISITION
    if parts[:3] == ("catalog", "opds", "2"):
        return "application/opds+json"
    if parts[:2] == ("catalog", "opds"):
        return "application/opensearchdescription+xml"
    if parts[:2] == ("catalog", "issues") and path.name == "publication.json":
        return "application/opds-publication+json"
    return TYPES.get(path.suffix.lower(), "application/octet-stream")


def _is_navigation(path: PurePosixPath) -> bool:
    """The index and the years (`2026`) list feeds, all others issues."""
    return path.stem == "index" or (len(path.stem) == len("2026") and path.stem.isdecimal())
