"""The search that a server answers: over headlines, with the index that the page searches too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ebook.catalog.entry import Entry
from ebook.catalog.issue import ISSUES, RECORD, Known

__all__ = ["found"]


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
        return msgspec.json.decode((shelf / ISSUES / key / RECORD).read_bytes(), type=Known).entry
    except OSError:
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
