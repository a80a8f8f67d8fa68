"""Pictures that markup names: where their files are within a source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

import msgspec

from ebook.problems import Problem
from ebook.reading.known import KnownArticle, Part
from ebook.rules import web as rules

__all__ = ["address", "with_pictures"]

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


def with_pictures(article: KnownArticle, files: Collection[str]) -> tuple[KnownArticle, list[Problem]]:
    """An article whose pictures have paths within the source, '' where their address leads elsewhere.

    Args:
        article: its pictures as the source names them.
        files: the paths of the source's files.
    """
    problems: list[Problem] = []
    parts: list[Part] = []
    for part in article.parts:
        if part.picture is None:
            parts.append(part)
            continue
        path = _path(part.picture, part.file, files)
        if not path and part.picture:
            message = f"the picture {part.picture[:200]!r} is not in the source; save it beside the text"
            problems.append(rules.NO_PICTURE.at(part.origin, message))
        parts.append(msgspec.structs.replace(part, picture=path))
    return msgspec.structs.replace(article, parts=tuple(parts)), problems


def _path(href: str, base: str, files: Collection[str]) -> str:
    path = address(href, base)
    if path in files:
        return path or ""
    name = posixpath.basename(path or "")
    same = [other for other in files if name and posixpath.basename(other) == name]
    if len(same) == 1:
        return same[0]
    return "" if path is None or _ELSEWHERE.match(href) else path
