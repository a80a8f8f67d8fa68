"""Each book is read once by each system; the tests look at what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.reading_systems.books import BOOKS, Book
from tests.reading_systems.library import library
from tests.reading_systems.look import Seen, look

SYSTEMS = ("foliate", "epubjs")


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
        return Seen(book, system, look(browser, address, system, f"/{name}.epub", ends))

    return seen


@pytest.fixture(
    params=[(system, name) for name in BOOKS for system in SYSTEMS], ids="-".join, scope="session"
)
def seen(request: pytest.FixtureRequest, read: Callable[[str, str], Seen]) -> Seen:
    """A book as one of the reading systems has shown it."""
    return read(*request.param)
