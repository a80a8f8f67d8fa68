"""Reading a catalogue as a browser or a reading app would: documents, references, paths."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

XHTML = "{http://www.w3.org/1999/xhtml}"


def pages(shelf: Path) -> list[str]:
    """The paths of all pages, relative to the shelf."""
    found = [path for path in shelf.rglob("*") if path.suffix in {".html", ".xhtml"} and path.is_file()]
    return sorted(path.relative_to(shelf).as_posix() for path in found)


def tree(shelf: Path, path: str) -> etree._Element:
    """A page's tree, XHTML read as XML."""
    content = (shelf / path).read_bytes()
    if path.endswith(".html"):
        return html.document_fromstring(content)
    root = etree.fromstring(content)
    for element in root.iter(f"{XHTML}*"):
        element.tag = etree.QName(element).localname
    return root


def references(root: etree._Element) -> Iterator[str]:
    """What a page links to or loads."""
    for element in root.iter():
        for name in ("href", "src", "action"):
            if isinstance(element.tag, str) and (value := element.get(name)) is not None:
                yield value


def target(base: str, reference: str) -> str | None:
    """The path that a reference leads to, relative to the shelf; None for one to the network."""
    url = urlsplit(reference)
    if url.scheme or url.netloc:
        return None
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(url.path))) if url.path else base
    )
    assert not path.startswith(("..", "/")), f"{base} leads off the shelf: {reference}"
    return path


def text(root: etree._Element) -> str:
    """All text, white space aside."""
    return "".join("".join(part for part in root.itertext() if part).split())


def content(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their bytes, what only remembers times aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".entry.json"
    }
