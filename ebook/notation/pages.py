"""How a page's number and name share a heading: `# 01 要闻`."""

from __future__ import annotations

import re

__all__ = ["join_page", "split_page"]

_NUMBERED = re.compile(
    r"第?(?P<page>[A-Z]{0,2}[0-9]{1,3}[A-Z]?)[版面면]?(?:[ \u3000]*[ \u3000:：][ \u3000]*(?P<title>.+))?"
)


def split_page(heading: str) -> tuple[str | None, str | None]:
    """Number and name; a heading that does not begin with a number is all name.

    Understands `01 要闻`, `A2`, `第03版：综合`, `12面 社会`.
    """
    if match := _NUMBERED.fullmatch(heading):
        return match["page"], match["title"]
    return None, heading or None


def join_page(page: str | None, title: str | None) -> str | None:
    """The heading that `split_page` takes apart into just these, None if there is none."""
    heading = " ".join(part for part in (page, title) if part is not None)
    return heading if split_page(heading) == (page, title) else None
