"""Pictures that markup names: where their files are within a source."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

import msgspec

from ebook.problems import Problem
from ebook.reading.known import KnownArticle, Part
from ebook.rules import web as rules

__all__ = ["WithPictures", "address", "with_pictures"]

_DATA = re.compile(
    r"\s*data:image/(?P<kind>png|jpe?g|gif|webp|svg\+xml|bmp|avif)(?:;[\w=.-]+)*;base64,", re.IGNORECASE
)
_SUFFIXES = {"jpeg": "jpg", "svg+xml": "svg"}
_MOST_EMBEDDED = 64 * 1024 * 1024
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|/)")


def address(href: str, base: str) -> str | None:
    """The path within the source that a link of a file leads to; None for one that leads outside."""
    try:
        parts = urlsplit(href.strip().replace("\\", "/"))
    except ValueError:
        return None
    if parts.scheme and parts.scheme not in {"http", "https"}:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or path.startswith("/"):
        return posixpath.basename(path) or None  # on a server: found by its name alone
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if joined.startswith("../") or joined in {"", ".", ".."} or "\0" in joined else joined


class WithPictures(msgspec.Struct, frozen=True):
    """An article whose pictures have paths within the source, '' where their address leads elsewhere.

    Attributes:
        article: the article.
        embedded: pictures that the markup itself holds, by the path that the article gives them.
        problems: pictures that are not in the source.
    """

    article: KnownArticle
    embedded: dict[str, bytes]
    problems: tuple[Problem, ...]


def with_pictures(article: KnownArticle, files: Collection[str]) -> WithPictures:
    """Find the pictures of an article.

    Args:
        article: its pictures as the source names them.
        files: the paths of the source's files.
    """
    embedded: dict[str, bytes] = {}
    problems: list[Problem] = []
    parts: list[Part] = []
    for part in article.parts:
        if part.picture is None:
            parts.append(part)
            continue
        decoded = _embedded(part.picture)
        if decoded:
            embedded[decoded[0]] = decoded[1]
        path = decoded[0] if decoded else _path(part.picture, part.file, files)
        if not path and part.picture:
            message = f"the picture {part.picture[:200]!r} is not in the source; save it beside the text"
            problems.append(rules.NO_PICTURE.at(part.origin, message))
        parts.append(msgspec.structs.replace(part, picture=path))
    return WithPictures(msgspec.structs.replace(article, parts=tuple(parts)), embedded, tuple(problems))


def _embedded(href: str) -> tuple[str, bytes] | None:
    """A picture that an address holds itself (data:image/png;base64,…), with a name made of its content."""
    match = _DATA.match(href)
    if match is None or len(href) > _MOST_EMBEDDED:
        return None
    try:
        data = base64.b64decode(unquote(href[match.end() :]), validate=False)
    except ValueError:
        return None
    suffix = _SUFFIXES.get(match["kind"].lower(), match["kind"].lower())
    return (f"embedded-{hashlib.sha256(data).hexdigest()[:16]}.{suffix}", data) if data else None


def _path(href: str, base: str, files: Collection[str]) -> str:
    path = address(href, base)
    if path in files:
        return path or ""
    name = posixpath.basename(unquote(href.replace("\\", "/").partition("?")[0]))
    same = [other for other in files if name and posixpath.basename(other) == name]
    if len(same) == 1:
        return same[0]
    return "" if path is None or _ELSEWHERE.match(href) else path
