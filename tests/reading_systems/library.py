"""The reading systems and some books, where a browser can fetch them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.reading_systems import module
from tests.reading_systems.books import Book
from tests.reading_systems.server import serving

SHELL = b"<!DOCTYPE html><meta charset='utf-8'><title>A reader</title><style>html, body { margin: 0; height: 100% }</style>"


@contextmanager
def library(books: Mapping[str, Book]) -> Iterator[str]:
    """The address of a server: an empty page at index.html, each book at NAME.epub."""
    folders = {
        "foliate-js": module("foliate-js"),
        "epubjs": module("epubjs") / "dist",
        "jszip": module("jszip") / "dist",
        "tests": Path(__file__).parent,
    }
    with serving(
        folders, {"index.html": SHELL} | {f"{name}.epub": book.content for name, book in books.items()}
    ) as address:
        yield address
