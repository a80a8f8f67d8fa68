"""The search index: a script of data for each year, which the page loads when it is searched.

ebookChunk("2026", {"papers": [["name", "lang"]], "issues": [["key", "day", 0, [["page", ["headline", "path"]]]]]});
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec

from ebook.catalog.book.contents import articles
from ebook.catalog.entry import Chapter, Entry
from ebook.catalog.pages.frame import EDITION
from ebook.catalog.urls import encoded
from ebook.catalog.words import catalog_words, day_of

__all__ = ["chunk"]


def chunk(year: str, issues: Iterable[tuple[Entry, tuple[Chapter, ...]]]) -> bytes:
    """The index of the issues of a year and their contents, newest first; `year` is empty for those without a date."""
    papers: dict[tuple[str, str], int] = {}
    told = []
    for entry, chapters in issues:
        paper = papers.setdefault((entry.paper.name, entry.lang), len(papers))
        day = day_of(entry.date, catalog_words(entry.lang))
        told.append((entry.key, day, paper, _headlines(entry, chapters)))
    data = msgspec.json.encode({"papers": list(papers), "issues": told})
    return b'ebookChunk("' + (year or "undated").encode() + b'", ' + data + b");\n"


def _headlines(entry: Entry, chapters: tuple[Chapter, ...]) -> list[tuple[str, list[str]]]:
    """By page: its title, then headline and address in turn; the address is relative to the issue's folder."""
    if not chapters:
        return [("", [entry.title, "index.html"])]
    return [
        (
            above,
            [
                part
                for _, chapter in group
                for part in (chapter.title, _address(chapter.path, chapter.fragment))
            ],
        )
        for above, group in groupby(articles(chapters), key=lambda found: found[0])
    ]


def _address(path: str, fragment: str) -> str:
    return encoded(f"{EDITION}/{path}", fragment)
