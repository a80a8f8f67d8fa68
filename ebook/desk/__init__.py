"""A desk to correct a reading at: a page in the browser that a server on this machine answers.

1. `session`  a source, the decisions about it, and what follows from both
2. `view`     a session as JSON
3. `requests` what the page asks for -> decisions
4. `app`      the server; it answers this machine's browser alone
5. `shelf`    the sources of a folder by how much doubt they hold

The page is `static/`: HTML, CSS and JavaScript as they are served. Both come with `pip install ebook[serve]`.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path

from ebook.errors import MissingTool
from ebook.options import Options
from ebook.serve import address_of, listen

__all__ = ["run"]


def run(
    source: Path,
    options: Options,
    output: Path,
    *,
    profile: Path | None = None,
    port: int = 0,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Open a source at a desk until the process is interrupted or asked to end.

    Args:
        source: the source.
        options: how it is read and exported.
        output: the folder for what is exported.
        profile: the file for the profile that the corrected issue teaches; None: nothing is learned.
        port: the port; 0 for any free one.
        ready: called with the address once it can be opened.

    Raises:
        MissingTool: Starlette or uvicorn is not installed.
        EbookError: the source or its corrections cannot be read.
        UsageError: the port is in use.
    """
    try:
        import uvicorn

        from ebook.desk.app import app
    except ModuleNotFoundError as error:
        raise MissingTool(
            f"the server needs {error.name}, which is not installed", hint="pip install 'ebook[serve]'"
        ) from error
    from ebook.desk.session import Session

    session = Session(source, options, output, profile)
    token = secrets.token_urlsafe(24)
    listening = listen("127.0.0.1", port)
    with listening:
        address = address_of(listening)
        if ready:
            ready(f"{address}{token}/")
        config = uvicorn.Config(
            app(session, token, address), log_level="warning", access_log=False, lifespan="off",
            server_header=False, timeout_graceful_shutdown=3,
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn has ended in order, and raises it again
            uvicorn.Server(config).run(sockets=[listening])
