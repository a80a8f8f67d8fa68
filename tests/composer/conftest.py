"""The examples made up as newspapers, once for all tests."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from ebook import pipeline
from ebook.composer.broadsheet import Composition, compose
from ebook.edition import Edition
from ebook.print_options import PrintOptions
from ebook.render import RenderOptions, render

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAPERS = {
    "qingheng-daily": "issue.md",
    "chaoyu-times": "page.txt",
    "hihama-shimpo": "page.txt",
    "solneoul-ilbo": "page.txt",
    "northquay-herald": "page.txt",
}


@functools.cache
def edition_of(paper: str, *, vertical: bool = False) -> Edition:
    """An example as the edition that a newspaper print is made of."""
    source = EXAMPLES / paper / PAPERS[paper]
    reading = pipeline.read(source)
    options = RenderOptions(
        vertical=vertical,
        cover="none",
        embed_fonts="none",
        continuous=False,
        print_options=PrintOptions(layout="broadsheet"),
    )
    return render(reading.issue, options, source.parent, reading.pictures).edition


def with_options(edition: Edition, **options: object) -> Edition:
    """The edition with other options of its print."""
    return msgspec.structs.replace(edition, print_options=PrintOptions(layout="broadsheet", **options))


@functools.cache
def composed(paper: str, *, vertical: bool = False) -> Composition:
    """An example made up."""
    return compose(edition_of(paper, vertical=vertical))
