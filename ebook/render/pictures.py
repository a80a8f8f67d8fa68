"""The pictures of an issue."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from ebook.model import Issue
from ebook.problems import Problem
from ebook.render.edition import Resource
from ebook.render.options import Images

__all__ = ["Gallery", "Picture", "collect"]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the edition: its path there, and its size in pixels (0: it has none of its own)."""

    path: str
    width: int = 0
    height: int = 0


class Gallery(msgspec.Struct, frozen=True, kw_only=True):
    """The pictures that could be read, by the path that the issue's figures name."""

    pictures: Mapping[str, Picture] = {}
    resources: tuple[Resource, ...] = ()
    problems: tuple[Problem, ...] = ()

    def get(self, src: str | None) -> Picture | None:
        """The picture of a figure, None where there is none."""
        return self.pictures.get(src) if src is not None else None


def collect(issue: Issue, folder: Path | None, images: Images) -> Gallery:
    """Read the pictures of an issue."""
    return Gallery()
