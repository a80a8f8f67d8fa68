"""MHTML (RFC 2557), a page and its pictures in one file, as browsers save "single files"."""

from __future__ import annotations

import email
import email.policy
import posixpath
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from ebook.errors import UnreadableSource
from ebook.signatures import is_mhtml

__all__ = ["Unpacked"]


class Unpacked(Mapping[str, bytes]):
    """The files of a source, those in MHTML unpacked: the page under the file's own path, its pictures below it.

    Attributes:
        pictures: the pictures that were unpacked.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._pages: dict[str, bytes] = {}
        self.pictures: dict[str, bytes] = {}
        for path in files:
            if path.lower().endswith((".mht", ".mhtml")) or len(files) == 1:
                self._unpack(path)

    def _unpack(self, path: str) -> None:
        try:
            data = self._files[path]
        except UnreadableSource:
            return  # whoever reads the file reports it
        if not is_mhtml(data):
            return
        for part in _parts(data):
            kind = part.get_content_type()
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            if kind in {"text/html", "application/xhtml+xml"}:
                self._pages.setdefault(path, content)
            elif kind.startswith("image/") and (name := _name(str(part.get("Content-Location", "")))):
                self.pictures.setdefault(f"{path}/{name}", content)

    def __getitem__(self, path: str) -> bytes:
        found = self._pages.get(path) or self.pictures.get(path)
        return self._files[path] if found is None else found

    def __iter__(self) -> Iterator[str]:
        yield from self._files
        yield from self.pictures

    def __len__(self) -> int:
        return len(self._files) + len(self.pictures)

    def __contains__(self, path: object) -> bool:
        return path in self._files or path in self.pictures


def _parts(data: bytes) -> Iterator[EmailMessage]:
    """The parts of a file; none where it is damaged, so that it is read, and reported, as the text that it is."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = list(message.walk())
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return
    yield from (part for part in parts if isinstance(part, EmailMessage) and not part.is_multipart())


def _name(location: str) -> str:
    try:
        return posixpath.basename(unquote(urlsplit(location).path))
    except ValueError:
        return ""
