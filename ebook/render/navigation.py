"""The line of links that ends an article: previous, page, next."""

from __future__ import annotations

import msgspec

from ebook.render.page import Context
from ebook.render.xml import Element, H

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
    links = [
        H.a({"href": target, "class": name}, text)
        for name, target, text in (
            ("previous", hops.previous, words.previous),
            ("section", hops.section, words.this_page),
            ("next", hops.next, words.next),
        )
        if target
    ]
    if not (links and context.options.navigation):
        return []
    return [H.nav({"class": "hops", "aria-label": words.navigation}, H.ul(*(H.li(link) for link in links)))]
