"""Each book is read once by each system; the tests look at what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser

from tests.reading_systems.books import BOOKS, Book
from tests.reading_systems.library import library

SYSTEMS = ("foliate", "epubjs")

SMALL = {"width": 400, "height": 520}
"""Small pages, in CSS pixels, so that most articles have several."""

READ = """async ([system, address, ends]) => {
    const { Reader } = await import(`/tests/${system}.js`);
    const { walk, follow } = await import("/tests/walk.js");
    const reader = new Reader();
    await reader.open(address);
    const seen = { ...reader.facts(), ...await walk(reader), followed: [] };
    for (const [path, kind] of ends) seen.followed.push(await follow(reader, path, kind));
    return seen;
}"""


class Document(msgspec.Struct, frozen=True, rename="camel"):
    """What was seen of a document; `contrast` by colour scheme, `text` of articles alone."""

    path: str
    title: str
    text: str | None
    links: list[dict[str, str | None]]
    contrast: dict[str, float]
    broken_pictures: int
    writing_mode: str


class Turn(msgspec.Struct, frozen=True):
    """A page of the screen: the numbers of the characters seen, and how many its document has."""

    path: str
    seen: list[int]
    count: int


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


@pytest.fixture(scope="session")
def books() -> Callable[[str], Book]:
    return cache(lambda name: BOOKS[name]())


@pytest.fixture(scope="session")
def address(books: Callable[[str], Book]) -> Iterator[str]:
    """Of a server of the reading systems and the books."""
    with library({name: books(name) for name in BOOKS}) as found:
        yield found


@pytest.fixture(scope="session")
def read(browser: Browser, address: str, books: Callable[[str], Book]) -> Callable[[str, str], Seen]:
    @cache
    def seen(system: str, name: str) -> Seen:
        book = books(name)
        first, last = book.articles[0], book.articles[-1]
        ends = [(first, "next"), (first, "section"), (last, "previous"), (last, "section")]
        page = browser.new_page(viewport=SMALL)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/index.html")
        facts = page.evaluate(READ, [system, f"/{name}.epub", ends])
        page.close()
        assert not faults
        return Seen(book, system, msgspec.convert(facts, Facts))

    return seen


@pytest.fixture(
    params=[(system, name) for name in BOOKS for system in SYSTEMS], ids="-".join, scope="session"
)
def seen(request: pytest.FixtureRequest, read: Callable[[str, str], Seen]) -> Seen:
    """A book as one of the reading systems has shown it."""
    return read(*request.param)
