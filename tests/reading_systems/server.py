"""A server of a few folders and books, on this machine alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

TYPES = {".js": "text/javascript", ".html": "text/html", ".epub": "application/epub+zip"}


@contextmanager
def serving(folders: Mapping[str, Path], files: Mapping[str, bytes]) -> Iterator[str]:
    """The address of a server that has `folders` under their names, and `files` at its root."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = find(unquote(self.path.partition("?")[0]).lstrip("/"))
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", TYPES.get(Path(self.path).suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
            pass

    def find(path: str) -> bytes | None:
        if path in files:
            return files[path]
        name, _, rest = path.partition("/")
        file = folders[name] / rest if name in folders else None
        return file.read_bytes() if file and file.is_file() else None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
