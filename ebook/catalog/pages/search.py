"""The search index: a script of data for each year, which the page loads when it is searched.

ebookChunk("2026", {"papers": [["name", "lang"]], "issues": [["key", "day", 0, [["page", ["headline", "path"]]]]]});
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec

from ebook.catalog.book.contents import articles
from ebook.catalog.issue import Record
from ebook.catalog.pages.reader import EDITION
from ebook.catalog.urls import encoded
from ebook.catalog.words import catalog_words, day_of

__all__ = ["chunk"]


def chunk(year: str, records: Iterable[Record]) -> bytes:
    """The index of the issues of a year, newest first; `year` is empty for those without a date."""
    papers: dict[tuple[str, str], int] = {}
    issues = []
    for record in records:
        entry = record.entry
        paper = papers.setdefault((entry.paper.name, entry.lang), len(papers))
        day = day_of(entry.date, catalog_words(entry.lang))
        issues.append((entry.key, day, paper, _headlines(record)))
    told = msgspec.json.encode({"papers": list(papers), "issues": issues})
    return b'ebookChunk("' + (year or "undated").encode() + b'", ' + told + b");\n"


def _headlines(record: Record) -> list[tuple[str, list[str]]]:
    """By page: its title, then headline and address in turn; the address is relative to the issue's folder."""
    if not record.chapters:
        return [("", [record.entry.title, "index.html"])]
    return [
        (
            above,
            [
                part
                for _, chapter in group
                for part in (chapter.title, _address(chapter.path, chapter.fragment))
            ],
        )
        for above, group in groupby(articles(record.chapters), key=lambda found: found[0])
    ]


def _address(path: str, fragment: str) -> str:
    return encoded(f"{EDITION}/{path}", fragment)
