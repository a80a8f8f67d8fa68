"""The search index: a script of data for each year, which the page loads when it is searched.

ebookChunk("2026", {"papers": [["name", "lang"]], "issues": [["key", "day", 0, [["page", ["headline", "path"]]]]]});
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from ebook.catalog.entry import Entry
from ebook.catalog.issue import ISSUES, RECORD, RecordHeader
from ebook.catalog.pages.reader import EDITION
from ebook.catalog.urls import encoded
from ebook.catalog.words import catalog_words, day_of
from ebook.epub.contents import Chapter, articles

__all__ = ["chunk", "found"]


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


class _Chunk(msgspec.Struct, frozen=True):
    papers: list[tuple[str, str]]
    issues: list[tuple[str, str, int, list[tuple[str, list[str]]]]]


def found(shelf: Path, query: str, *, most: int) -> tuple[Entry, ...]:
    """The issues with a headline that holds all words of a query, newest first.

    Args:
        shelf: a shelf that has a catalogue.
        query: words with white space between them; width and case of letters do not matter.
        most: no more than so many.
    """
    words = _folded(query).split()
    keys = _keys(shelf, words) if words else iter(())
    entries = []
    for key in keys:
        entries.append(_entry(shelf, key))
        if len(entries) == most:
            break
    return tuple(entry for entry in entries if entry)


def _keys(shelf: Path, words: list[str]) -> Iterator[str]:
    for path in sorted((shelf / "catalog/search").glob("*.js"), key=_newest_first):
        script = path.read_bytes()
        chunk = msgspec.json.decode(script[script.index(b"{") : script.rindex(b"}") + 1], type=_Chunk)
        for key, _, _, pages in chunk.issues:
            headlines = (_folded(headline) for _, told in pages for headline in told[::2])
            if any(all(word in headline for word in words) for headline in headlines):
                yield key


def _newest_first(path: Path) -> tuple[bool, int]:
    return (not path.stem.isdecimal(), -int(path.stem) if path.stem.isdecimal() else 0)


def _entry(shelf: Path, key: str) -> Entry | None:
    """None for an issue that went while the search was on."""
    try:
        return msgspec.json.decode((shelf / ISSUES / key / RECORD).read_bytes(), type=RecordHeader).entry
    except OSError:
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
