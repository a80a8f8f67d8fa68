"""What both spellings of a feed say alike."""

from __future__ import annotations

from collections.abc import Iterator

from ebook.catalog.entry import Entry, FileState, Picture
from ebook.catalog.issue import folder_of
from ebook.catalog.words import catalog_words, number_of

__all__ = ["ACQUISITION", "EPUB", "NO_COVER", "PDF", "files", "pictures", "summary"]

ACQUISITION = "http://opds-spec.org/acquisition"
EPUB = "application/epub+zip"
PDF = "application/pdf"

NO_COVER = Picture(path="catalog/assets/no-cover.png", media_type="image/png", width=300, height=400)
"""What stands for a front page that no file shows."""


def files(entry: Entry) -> Iterator[tuple[FileState, str]]:
    """The files to acquire, the e-book first, each with its media type."""
    if entry.epub:
        yield entry.epub, EPUB
    if entry.pdf:
        yield entry.pdf, PDF


def pictures(entry: Entry) -> tuple[tuple[str, Picture], tuple[str, Picture]]:
    """Cover and thumbnail, each with its path relative to the shelf."""
    if entry.cover is None or entry.thumbnail is None:
        return (NO_COVER.path, NO_COVER), (NO_COVER.path, NO_COVER)
    folder = folder_of(entry)
    return (f"{folder}/{entry.cover.path}", entry.cover), (
        f"{folder}/{entry.thumbnail.path}",
        entry.thumbnail,
    )


def summary(entry: Entry) -> str:
    """What a list shows of an issue: its number, how much there is, the first headlines."""
    words = catalog_words(entry.lang)
    facts = (
        number_of(entry.number, entry.lang),
        words.pages.format(entry.pages) if entry.pages else "",
        words.articles.format(entry.articles) if entry.articles else "",
    )
    return "\n".join((" ".join(fact for fact in facts if fact), *entry.headlines)).strip()
