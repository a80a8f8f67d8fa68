"""Rendering: an issue becomes an edition, once, for all writers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ebook.facsimile import Facsimile
from ebook.model import Issue
from ebook.render.options import Images, Rendered, RenderOptions

__all__ = ["Images", "RenderOptions", "Rendered", "render", "themes"]


def render(
    issue: Issue,
    options: RenderOptions | None = None,
    folder: Path | None = None,
    held: Mapping[str, bytes] | None = None,
    facsimiles: Sequence[Facsimile] | None = None,
) -> Rendered:
    """Render an issue.

    Args:
        issue: what to render.
        options: the options of rendering; the defaults without it.
        folder: where the paths of pictures start.
        held: pictures that are no files in that folder, by the path that figures name.
        facsimiles: the pictures of the printed pages, each of which becomes a page of the edition; None: not wanted.

    Raises:
        UnknownName: there is no such theme, or no words for the issue's language.
        UsageError: SOURCE_DATE_EPOCH is set and is no time.
    """
    from ebook.render.assemble import assemble

    return assemble(issue, options or RenderOptions(), folder, held or {}, facsimiles)


def themes() -> tuple[str, ...]:
    """The names of the themes there are."""
    from ebook.render import styles

    return styles.themes()
