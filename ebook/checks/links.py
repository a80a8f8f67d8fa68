"""Links that no output will hold, because nobody should follow them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ebook.links import safe_target
from ebook.model import Issue, Link, Origin, plain, rich
from ebook.problems import Problem
from ebook.rules import issue as rules

__all__ = ["check_links"]


def check_links(issue: Issue) -> Iterator[Problem]:
    """The links of an issue that lead neither to the web nor to an address."""
    for link, origin in _links(issue.sections, None):
        if safe_target(link.href) is None:
            text = plain(rich(*link.content))
            yield rules.LINK_LEFT_OUT.at(
                origin, f"the link of “{text}” to {link.href!r} is left out; its text is kept"
            )


def _links(node: object, origin: Origin | None) -> Iterator[tuple[Link, Origin | None]]:
    if isinstance(node, Link):
        yield node, origin
    if isinstance(node, tuple):
        for item in node:
            yield from _links(item, origin)
    elif isinstance(node, msgspec.Struct):
        origin = getattr(node, "origin", None) or origin
        for name in node.__struct_fields__:
            yield from _links(getattr(node, name), origin)
