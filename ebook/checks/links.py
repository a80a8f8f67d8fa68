"""Links that no output will hold, because nobody should follow them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ebook.checks.texts import Text
from ebook.links import safe_target
from ebook.model import plain, rich
from ebook.problems import Problem
from ebook.rules import issue as rules

__all__ = ["check_links"]


def check_links(texts: Iterable[Text]) -> Iterator[Problem]:
    """The links in an issue's texts that lead neither to the web nor to an address."""
    for text in texts:
        for link in text.links:
            if safe_target(link.href) is None:
                said = plain(rich(*link.content))
                message = f"the link of “{said}” to {link.href!r} is left out; its text is kept"
                yield rules.LINK_LEFT_OUT.at(text.origin, message)
