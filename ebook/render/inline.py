"""Rich text -> XHTML nodes."""

from __future__ import annotations

from typing import assert_never

from ebook.links import safe_target
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
from ebook.xhtml import Element, H, Node

__all__ = ["phrase", "title_lines"]


def phrase(text: RichText | None) -> list[Node]:
    """The nodes of a text, to be spread into its element."""
    if isinstance(text, str):
        return [text] if text else []  # nearly all are
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
            # EPUB 3.3 discourages `rp`: engines that know no ruby get their parentheses from base.css.
            return H.ruby(base, H.rt(reading))
        case LineBreak():
            return H.br()
        case Upright(text=text):
            return H.span({"class": "tcy"}, text)
        case _:
            assert_never(item)


def _link(link: Link, *, in_link: bool) -> Element:
    """An `a` to the web or to an address.

    Any other target is kept as a title; the checks report it. Links do not nest in HTML.
    """
    href = safe_target(link.href)
    if href is None or in_link:
        return H.span({"class": "link", "title": link.href}, *_nodes(link.content, in_link=in_link))
    return H.a({"href": href}, *_nodes(link.content, in_link=True))
