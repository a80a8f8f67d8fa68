"""The server of a desk: it answers the page that it served, in a browser on this machine, and nobody else.

* It listens at 127.0.0.1. Every path begins with a token that only the address printed at the start holds, so other
  users and programs of this machine find nothing.
* `Host` has to be this server's own address: a foreign name that was made to lead to 127.0.0.1 (DNS rebinding) is
  refused. A request with an `Origin`, as every change has, has to come from the server's own page.
* No request names a file. What is served is this package's page, and what the session made in memory.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from importlib import resources
from pathlib import PurePosixPath
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ebook.corrections import Outdated
from ebook.desk.requests import BadRequest, decision_of
from ebook.desk.session import Overtaken, Session, Unfinished
from ebook.desk.view import lost_characters, view
from ebook.errors import EbookError
from ebook.picture_files import Refused
from ebook.serve.files import TYPES, AnswerHeaders

__all__ = ["app"]

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_EBOOK = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""For the documents of the e-book, which the page shows in a frame: they run nothing."""
_MOST_BYTES = 1_000_000
"""A request is one decision: no paragraph is longer."""
_PAGE = {"desk.css", "icon.svg", "desk.js", "actions.js", "dialogs.js", "panes.js", "words.json"}

_Body: TypeAlias = dict[str, Any]


def app(session: Session, token: str, address: str) -> Starlette:
    """The application of a session.

    Args:
        session: what is open.
        token: the secret that every path begins with.
        address: the server's own address, such as `http://127.0.0.1:8000/`.
    """
    routes = [
        Route("/", _static("index.html"), methods=["GET"]),
        *(Route(f"/{name}", _static(name), methods=["GET"]) for name in sorted(_PAGE)),
        *_Answers(session).routes(),
    ]
    headers = Middleware(AnswerHeaders, headers=HEADERS)
    guard = Middleware(_Guard, token=token, host=urlsplit(address).netloc)
    return Starlette(routes=[Mount(f"/{token}", routes=routes)], middleware=[headers, guard])


class _Guard:
    """Refuses every request that does not come from the page."""

    def __init__(self, inner: ASGIApp, *, token: str, host: str) -> None:
        self._inner, self._token, self._host = inner, token, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refusal(scope)
        answer = Response(status_code=refused) if refused else self._inner
        await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> int:
        """The status of a request that is refused, 0 for one that is not."""
        headers = Headers(scope=scope)
        if headers.get("host") != self._host:
            return 421  # misdirected: this is no server of that name
        given = str(scope["path"]).split("/")[1]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return 404
        origin = headers.get("origin")
        is_own = origin == f"http://{self._host}"
        if (origin is not None or scope["method"] != "GET") and not is_own:
            return 403
        if scope["method"] == "POST" and headers.get("content-type") != "application/json":
            return 415
        return 0


def _static(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        content = resources.files("ebook.desk").joinpath("static", name).read_bytes()
        return Response(content, media_type=TYPES[PurePosixPath(name).suffix])

    return answer


class _Answers:
    """What the page asks of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def routes(self) -> list[Route]:
        """The routes below the token."""
        return [
            Route("/state", self._state, methods=["GET"]),
            Route("/decide", self._changing(self._decide), methods=["POST"]),
            Route(
                "/undo", self._changing(lambda asked: self._session.undo(_revision(asked))), methods=["POST"]
            ),
            Route(
                "/redo", self._changing(lambda asked: self._session.redo(_revision(asked))), methods=["POST"]
            ),
            Route("/done", self._changing(self._done), methods=["POST"]),
            Route("/page/{number:int}.jpg", self._picture, methods=["GET"]),
            Route("/ebook/{path:path}", self._ebook, methods=["GET"]),
        ]

    async def _state(self, request: Request) -> Response:
        """The state; nothing (204) where the page has it already."""
        have = request.query_params.get("have")

        def found() -> Response:
            try:
                with self._session.locked():
                    self._session.refresh()
                    if have == str(self._session.revision):
                        return Response(status_code=204)
                    return _json({"state": view(self._session)})
            except EbookError as error:
                return _json({"error": _told(error)}, 409)

        return await run_in_threadpool(found)

    def _changing(self, change: Callable[[_Body], object]) -> Callable[[Request], Awaitable[Response]]:
        """The answer to a request that changes the state: the new state, or why it did not change."""

        def changed(content: bytes) -> Response:
            try:
                asked = _body(content)
                with self._session.locked():
                    extra = change(asked) or {}
                    return _json({"state": view(self._session), "done": extra})
            except Overtaken:
                with self._session.locked():
                    return _json({"error": "overtaken", "state": view(self._session)}, 409)
            except Unfinished:
                return _json({"error": "unfinished"}, 422)
            except Outdated as error:
                return _json({"error": str(error)}, 422)
            except BadRequest as error:
                return _json({"error": str(error)}, 400)
            except EbookError as error:
                return _json({"error": _told(error)}, 507)

        async def answer(request: Request) -> Response:
            content = b""
            async for chunk in request.stream():
                content += chunk
                if len(content) > _MOST_BYTES:
                    return Response(status_code=413)
            return await run_in_threadpool(changed, content)

        return answer

    def _decide(self, asked: _Body) -> None:
        revision = _revision(asked)
        decision = asked.get("decision")
        if not isinstance(decision, dict):
            raise BadRequest("there is no decision")
        self._session.refresh()
        if revision != self._session.revision:
            raise Overtaken
        self._session.decide(decision_of(self._session, decision), revision)

    def _done(self, asked: _Body) -> _Body:
        done = self._session.finish(_revision(asked), lost_characters(self._session))
        return {"files": [str(path) for path in done.files], "problems": [str(one) for one in done.report]}

    async def _picture(self, request: Request) -> Response:
        number = int(request.path_params["number"])

        def found() -> Response:
            facsimiles = self._session.reading.facsimiles
            page = next((one for one in facsimiles if one.number == number), None)
            if page is None:
                return Response(status_code=404)
            try:
                picture = page.picture()
            except (Refused, EbookError):
                return Response(status_code=404)
            return Response(picture.content, media_type=picture.media_type)

        return await run_in_threadpool(found)

    async def _ebook(self, request: Request) -> Response:
        path = str(request.path_params["path"])
        preview = await run_in_threadpool(lambda: self._session.preview)
        content = preview.files.get(path)
        if content is None:
            return Response(status_code=404)
        suffix = PurePosixPath(path).suffix.lower()
        kind = TYPES.get(suffix, "application/octet-stream")
        return Response(content, media_type=kind, headers={"Content-Security-Policy": _EBOOK})


def _body(content: bytes) -> _Body:
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise BadRequest(str(error)) from error
    if not isinstance(found, dict):
        raise BadRequest("this is no object")
    return found


def _revision(asked: _Body) -> int:
    revision = asked.get("revision")
    if not isinstance(revision, int):
        raise BadRequest("there is no revision")
    return revision


def _told(error: EbookError) -> str:
    return f"{error.message}; {error.hint}" if error.hint else error.message


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")
