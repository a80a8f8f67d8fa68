"""Whether every link and reference leads to something in the book."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ebook.checks.epub.archive import Archive
from ebook.checks.epub.content import Content, Link
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules.output import EPUB_LINK_BROKEN

__all__ = ["inside", "link_problems"]

_ABROAD = {"http", "https", "mailto", "tel"}
_IN_CSS = re.compile(rb"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)


def link_problems(archive: Archive, contents: Mapping[str, Content], here: Origin) -> list[Problem]:
    """Every reference that leads to nothing, out of the book, or to a place that is not in its document."""
    return [
        EPUB_LINK_BROKEN.at(here, f"{name}:{link.line}: {link.href!r} {message}")
        for name in sorted(archive.names)
        for link in _links(name, archive, contents)
        if (message := _fault(name, link, archive, contents))
    ]


def inside(base: str, href: str) -> str | None:
    """The archive's path for a reference from a file, None where it leads out of the archive."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))
    return None if path.startswith(("../", "/")) or path == ".." else path


def _links(name: str, archive: Archive, contents: Mapping[str, Content]) -> Iterator[Link]:
    if name in contents and not name.startswith("META-INF/"):
        yield from contents[name].links
    elif name.lower().endswith(".css"):
        css = _COMMENT.sub(lambda found: b"\n" * found.group().count(b"\n"), archive.read(name))
        for found in _IN_CSS.finditer(css):
            href = next(part for part in found.groups() if part is not None)
            yield Link(href.decode("utf-8", "replace"), css.count(b"\n", 0, found.start()) + 1, loads=True)


def _fault(name: str, link: Link, archive: Archive, contents: Mapping[str, Content]) -> str | None:
    try:
        url = urlsplit(link.href)
    except ValueError:
        return "is no URL"
    if url.scheme == "data":
        return None if link.loads else "leads to data, which reading systems refuse"
    if url.scheme or url.netloc:
        return _fault_abroad(url.scheme, loads=link.loads)
    target = inside(name, url.path) if url.path else name
    if target is None:
        return "leads out of the book"
    if target not in archive.names:
        return "is not in the book"
    if url.fragment and target in contents and unquote(url.fragment) not in contents[target].ids:
        return f"names a place that is not in {target}"
    return None


def _fault_abroad(scheme: str, *, loads: bool) -> str | None:
    if loads:
        return "would be fetched from elsewhere; a book carries what it shows"
    return None if scheme in _ABROAD else "is an address that readers do not open"
