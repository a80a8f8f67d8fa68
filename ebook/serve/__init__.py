"""Serve a shelf over HTTP, for trying it: its files, and a search that answers with a feed.

`app` makes the ASGI application (Starlette), `run` listens for it (uvicorn). Both come with
`pip install ebook[serve]`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

from ebook.errors import MissingTool, UnreadableSource, UsageError

__all__ = ["address_of", "listen", "run"]


def run(
    shelf: Path, *, host: str = "127.0.0.1", port: int = 8000, ready: Callable[[str], None] | None = None
) -> None:
    """Serve a shelf until the process is interrupted or asked to end.

    Args:
        shelf: the shelf's folder; `ebook.catalog.write` makes the pages that are served.
        host: the address to listen on; any other than 127.0.0.1 and ::1 can be reached from other machines.
        port: the port; 0 for any free one.
        ready: called with the address once it can be opened.

    Raises:
        MissingTool: Starlette or uvicorn is not installed.
        UnreadableSource: there is no catalogue to serve.
        UsageError: the port is in use, or the address is not one of this machine.
    """
    if not (shelf / "index.html").is_file():
        raise UnreadableSource(
            "there is no catalogue here", file=str(shelf), hint=f"write it first: ebook catalog {shelf}"
        )
    try:
        import uvicorn

        from ebook.serve.app import app
    except ModuleNotFoundError as error:
        raise MissingTool(
            f"the server needs {error.name}, which is not installed", hint="pip install 'ebook[serve]'"
        ) from error
    listening = listen(host, port)
    with listening:
        if ready:
            ready(address_of(listening))
        config = uvicorn.Config(
            app(shelf), log_level="warning", access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=3,
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn has ended in order, and raises it again
            uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address.

    Raises:
        UsageError: the port is in use, or the address is not one of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, OverflowError, UnicodeError) as error:
        raise UsageError(
            f"{host!r} and {port} are not a valid address", hint="use others with --host, --port"
        ) from error
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise UsageError(
            f"cannot listen on {host}, port {port}: {_reason(error)}", hint=_hint(error)
        ) from error
    return listening


def _reason(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else str(error)


def _hint(error: OSError) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return "use an address of this machine with --host"
    return "choose another port with --port, or 0 for any that is free"


def address_of(listening: socket.socket) -> str:
    """The address that a browser opens."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
