"""What may be read while a PDF is made: the edition's resources, the styles, the fonts; nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from ebook import assets
from ebook.edition import Edition, Resource
from ebook.fonts import shown
from ebook.writers.pdf.faces import cut
from ebook.writers.pdf.merge import BASE_URL

__all__ = ["SVG", "EditionFetcher", "Refused"]

SVG = "image/svg+xml"


class Refused(ValueError):
    """Something was asked for that is not on the fetcher."""


class EditionFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Serves the edition's resources and the installation's styles and fonts by their paths.

    It never opens a connection, and no file but those two folders'. What it refuses is kept in
    `refused`, in the order of asking and each address once.

    Args:
        edition: whose resources may be read.
        letters: the characters that fonts are served with; None serves them whole.
    """

    def __init__(self, edition: Edition, letters: frozenset[str] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._letters = letters
        self._resources = {resource.path: resource for resource in edition.resources}
        self.refused: dict[str, None] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The content at an address below `BASE_URL`, with its media type.

        Raises:
            Refused: the address is elsewhere, or there is nothing at it.
        """
        del headers
        found = self._find(unquote(url.removeprefix(BASE_URL))) if url.startswith(BASE_URL) else None
        if found is None:
            self.refused.setdefault(url)
            raise Refused(f"not a part of the edition: {url}")
        content, media_type = found
        return URLFetcherResponse(url, content, {"Content-Type": media_type})

    def _find(self, path: str) -> tuple[bytes, str] | None:
        if resource := self._resources.get(path):
            return drawn(resource), resource.media_type
        folder, _, name = path.partition("/")
        if folder not in {"styles", "fonts"}:
            return None
        root = assets.folder("styles" if folder == "styles" else "fonts").resolve()
        file = (root / name).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
        if self._letters is not None and file.suffix == ".otf":
            return cut(file, self._letters), media_type_of(file)
        return file.read_bytes(), media_type_of(file)


def drawn(resource: Resource) -> bytes:
    """What is drawn of a resource: of a drawing's text that which the fonts have."""
    if resource.media_type != SVG:
        return resource.content
    return shown(resource.content.decode()).encode()


def media_type_of(file: Path) -> str:
    """The media type of a file of ours; WeasyPrint drops a style sheet that has none."""
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"
