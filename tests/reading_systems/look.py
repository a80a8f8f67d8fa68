"""Looking at a book in a reading system: what it says of the book, and all that it shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from playwright.sync_api import Browser

from tests.reading_systems.books import Book

SMALL = {"width": 400, "height": 520}
"""Small pages, in CSS pixels, so that most articles have several."""

READ = """async ([system, address, ends, size]) => {
    const { Reader } = await import(`/tests/${system}.js`);
    const { walk, follow } = await import("/tests/walk.js");
    const reader = new Reader();
    await reader.open(address);
    const seen = { ...reader.facts(), ...await walk(reader, size), followed: [] };
    for (const [path, kind] of ends) seen.followed.push(await follow(reader, path, kind));
    return seen;
}"""


class Document(msgspec.Struct, frozen=True, rename="camel"):
    """What was seen of a document; `contrast` by colour scheme, `text` of articles alone, `readings` as
    what CSS puts before each reading of ruby."""

    path: str
    title: str
    text: str | None
    links: list[dict[str, str | None]]
    contrast: dict[str, float]
    pictures: int
    broken_pictures: int
    wide_tables: int
    readings: list[str]
    writing_mode: str


class Turn(msgspec.Struct, frozen=True):
    """A page of the screen: the numbers of the characters seen, how many its document has, and the
    numbers of the pictures that are on it whole."""

    path: str
    seen: list[int]
    count: int
    pictures: list[int]


class Facts(msgspec.Struct, frozen=True):
    """What a reading system says of a book and shows of it."""

    direction: str
    contents: list[Any]
    pages: list[Any]
    landmarks: list[Any]
    documents: list[Document]
    turns: list[Turn]
    followed: list[str | None]


class Seen(msgspec.Struct, frozen=True):
    """A book as a reading system has shown it."""

    book: Book
    system: str
    facts: Facts

    def document(self, path: str) -> Document:
        return next(document for document in self.facts.documents if document.path == path)


def look(
    browser: Browser,
    address: str,
    system: str,
    book: str,
    clicks: Iterable[tuple[str, str]] = (),
    *,
    size: str = "100%",
) -> Facts:
    """Read a book from end to end, then click links, each told by its document's path and its class.

    Args:
        browser: where to read.
        address: of the library.
        system: the reading system's module.
        book: the book's address, which may be a `data:` URL.
        clicks: what to click in the end.
        size: of the text.
    """
    page = browser.new_page(viewport=SMALL)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}/index.html")
    facts = page.evaluate(READ, [system, book, list(clicks), size])
    page.close()
    assert not faults
    return msgspec.convert(facts, Facts)
