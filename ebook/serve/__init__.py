"""A shelf is served over HTTP, for trying it: files as they are, and a search that answers with a feed.

`app` makes the ASGI application (Starlette), `run` listens for it (uvicorn). Both come with
`pip install ebook[serve]`.
"""

from __future__ import annotations

from ebook.serve.run import run

__all__ = ["run"]
