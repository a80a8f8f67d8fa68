"""Our own checks of a PDF, which need no tool."""

from __future__ import annotations

from ebook.problems import Problem
from ebook.render.edition import Edition

__all__ = ["check_text"]


def check_text(data: bytes, edition: Edition, *, name: str) -> list[Problem]:
    """To come."""
    del data, edition, name
    return []
