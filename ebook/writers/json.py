"""The structure of an issue as JSON, in the shape that `ebook schema` prints."""

from __future__ import annotations

from ebook.model import Issue, to_json
from ebook.writers import Written

__all__ = ["write"]


def write(issue: Issue, stem: str) -> Written:
    """The issue as `STEM.json`; nothing of it is left out."""
    main = f"{stem}.json"
    return Written(main=main, files={main: to_json(issue)})
