"""The search over headlines: an index for each year, and the search in it that a server answers.

catalog/search/2026.json   the index, which the server reads
catalog/search/2026.js     the same as a script, which the page loads: a browser loads no data from a disk

ebookChunk("2026", {"papers": [["name", "lang"]], "issues": [["key", "day", 0, [["page", ["headline", "path"]]]]]});
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import msgspec

from ebook.catalog.entry import ISSUES, Entry
from ebook.catalog.issue import RECORD, RecordHeader
from ebook.catalog.pages.reader import EDITION
from ebook.catalog.urls import encoded
from ebook.catalog.words import catalog_words, day_of
from ebook.epub.contents import Chapter, articles

__all__ = ["UNDATED", "YearIndex", "index_path", "index_script", "make_index", "script_path", "search"]

_FOLDER = "catalog/search"
UNDATED = "undated"

_Headlines: TypeAlias = tuple[str, tuple[str, ...]]
"""A page's title, then headline and address in turn; addresses are relative to the issue's folder."""


class YearIndex(msgspec.Struct, frozen=True):
    """The headlines of a year.

    Attributes:
        papers: name and language of each paper.
        issues: newest first; key, day, number of the paper in `papers`, headlines by page.
    """

    papers: tuple[tuple[str, str], ...]
    issues: tuple[tuple[str, str, int, tuple[_Headlines, ...]], ...]


def index_path(year: str) -> str:
    """Where the index of a year is, relative to the shelf; an empty year is that of issues without a date."""
    return f"{_FOLDER}/{year or UNDATED}.json"


def script_path(year: str) -> str:
    """Where the same index is as a script."""
    return f"{_FOLDER}/{year or UNDATED}.js"


def make_index(issues: Iterable[tuple[Entry, tuple[Chapter, ...]]]) -> YearIndex:
    """The index of issues and their contents, newest first."""
    papers: dict[tuple[str, str], int] = {}
    rows = []
    for entry, chapters in issues:
        paper = papers.setdefault((entry.paper.name, entry.lang), len(papers))
        day = day_of(entry.date, catalog_words(entry.lang))
        rows.append((entry.key, day, paper, tuple(_headlines(entry, chapters))))
    return YearIndex(tuple(papers), tuple(rows))


def index_script(year: str, index: bytes) -> bytes:
    """The script that hands an index, encoded as JSON, to the page."""
    return b'ebookChunk("' + (year or UNDATED).encode() + b'", ' + index + b");\n"


def search(shelf: Path, query: str, *, most: int) -> tuple[Entry, ...]:
    """The issues with a headline that contains all words of a query, newest first.

    Args:
        shelf: a shelf that has a catalogue.
        query: words separated by white space; width and case of letters do not matter.
        most: the largest number of issues to return.
    """
    words = _folded(query).split()
    entries: list[Entry] = []
    for key in _matching(shelf, words) if words else ():
        entry = _entry(shelf, key)
        if entry is not None:
            entries.append(entry)
        if len(entries) == most:
            break
    return tuple(entries)


def _matching(shelf: Path, words: list[str]) -> Iterator[str]:
    for path in sorted((shelf / _FOLDER).glob("*.json"), key=_newest_first):
        index = msgspec.json.decode(path.read_bytes(), type=YearIndex)
        for key, _, _, pages in index.issues:
            headlines = (_folded(headline) for _, pairs in pages for headline in pairs[::2])
            if any(all(word in headline for word in words) for headline in headlines):
                yield key


def _newest_first(path: Path) -> tuple[bool, int]:
    return (not path.stem.isdecimal(), -int(path.stem) if path.stem.isdecimal() else 0)


def _entry(shelf: Path, key: str) -> Entry | None:
    """None for an issue that was removed during the search."""
    try:
        return msgspec.json.decode((shelf / ISSUES / key / RECORD).read_bytes(), type=RecordHeader).entry
    except OSError:
        return None


def _headlines(entry: Entry, chapters: tuple[Chapter, ...]) -> Iterator[_Headlines]:
    if not chapters:
        yield "", (entry.title, "index.html")
    for page, group in groupby(articles(chapters), key=lambda found: found[0]):
        pairs = ((chapter.title, _address(chapter)) for _, chapter in group)
        yield page, tuple(part for pair in pairs for part in pair)


def _address(chapter: Chapter) -> str:
    return encoded(f"{EDITION}/{chapter.path}", chapter.fragment)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
