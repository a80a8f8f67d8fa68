"""The line of links that ends an article: previous, page, next."""

from __future__ import annotations

import copy
import functools

import msgspec

from ebook.render.page import Context
from ebook.xhtml import XHTML, Element, H

__all__ = ["Hops", "navigation"]


class Hops(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article leads: file names within `text/`, None where there is nothing.

    Attributes:
        previous: the article before it in the issue; the first has none.
        section: its page's opening, or the contents where the page has none.
        next: the article after it in the issue; the last has none.
        came_from: the article that it continues.
        goes_to: the article that continues it.
    """

    previous: str | None = None
    section: str | None = None
    next: str | None = None
    came_from: str | None = None
    goes_to: str | None = None


def navigation(hops: Hops, context: Context) -> list[Element]:
    """The line, or nothing where it is turned off. An end of the issue has one link less."""
    words = context.words
    links = (
        ("previous", words.previous, hops.previous),
        ("section", words.this_page, hops.section),
        ("next", words.next, hops.next),
    )
    targets = [target for *_, target in links if target]
    if not (targets and context.options.navigation):
        return []
    line = copy.deepcopy(
        _line(words.navigation, tuple((name, text) for name, text, target in links if target))
    )
    for link, target in zip(line.iter(f"{{{XHTML}}}a"), targets, strict=True):
        link.set("href", target)
    return [line]


# All articles but the first and the last have the same line, which is quicker copied than made.
@functools.lru_cache(maxsize=16)
def _line(label: str, links: tuple[tuple[str, str], ...]) -> Element:
    items = (H.li(H.a({"href": "", "class": name}, text)) for name, text in links)
    return H.nav({"class": "hops", "aria-label": label}, H.ul(*items))
