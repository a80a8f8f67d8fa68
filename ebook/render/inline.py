"""Rich text -> XHTML nodes."""

from __future__ import annotations

import re
from typing import assert_never
from urllib.parse import quote, urlsplit

from ebook.model import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    RichText,
    Ruby,
    Strong,
    Titles,
    Upright,
    inlines,
    titles,
)  # fmt: skip
from ebook.render.xml import Element, H, Node

__all__ = ["phrase", "title_lines"]

_WEB = frozenset({"http", "https"})
_ADDRESS = {"mailto": re.compile(r"mailto:[^@\s]+@[^@\s]+"), "tel": re.compile(r"tel:[-+().\d]+")}
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+\.?(?::\d{1,5})?")


def phrase(text: RichText | None) -> list[Node]:
    """The nodes of a text, to be spread into its element."""
    return _nodes(inlines(text), in_link=False)


def title_lines(title: Titles) -> list[Node]:
    """The nodes of a title with a line break between its printed lines."""
    nodes: list[Node] = []
    for line in titles(title):
        if nodes:
            nodes.append(H.br())
        nodes += phrase(line)
    return nodes


def _nodes(content: tuple[Inline, ...], *, in_link: bool) -> list[Node]:
    return [_node(item, in_link=in_link) for item in content]


def _node(item: Inline, *, in_link: bool) -> Node:
    match item:
        case str():
            return item
        case Emphasis(content=content):
            return H.em(*_nodes(content, in_link=in_link))
        case Strong(content=content):
            return H.strong(*_nodes(content, in_link=in_link))
        case Link():
            return _link(item, in_link=in_link)
        case Ruby(base=base, reading=reading):
            return H.ruby(base, H.rt(reading))
        case LineBreak():
            return H.br()
        case Upright(text=text):
            return H.span({"class": "tcy"}, text)
        case _:
            assert_never(item)


def _link(link: Link, *, in_link: bool) -> Element:
    """An `a` to the web or to an address.

    Any other target would break the e-book (a path that is not packed) or is unsafe (a script): it is
    kept as a title. Links do not nest in HTML.
    """
    href = _safe_target(link.href)
    if href is None or in_link:
        return H.span({"class": "link", "title": link.href}, *_nodes(link.content, in_link=in_link))
    return H.a({"href": href}, *_nodes(link.content, in_link=True))


def _safe_target(href: str) -> str | None:
    href = href.strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme in _WEB:
        if not _HOST.fullmatch(parts.netloc):
            return None
    elif not (parts.scheme in _ADDRESS and _ADDRESS[parts.scheme].fullmatch(href)):
        return None
    head, host, tail = href.partition(parts.netloc) if parts.netloc else ("", "", href)
    tail = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", tail)
    return head + host + quote(tail, safe="/?#&=:;,+@!$'()*~%-._", errors="replace")
