"""Readers choose the size of the text: on a small screen, in letters twice as large, nothing is cut off."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from playwright.sync_api import Browser

from tests.reading_systems.books import ROOT, Book
from tests.reading_systems.look import look


@pytest.mark.slow
@pytest.mark.parametrize("system", ["foliate", "epubjs"])
@pytest.mark.parametrize("name", ["chinese", "everything-vertical"])
def test_large_letters_are_all_seen_once(
    browser: Browser, address: str, books: Callable[[str], Book], name: str, system: str
) -> None:
    facts = look(browser, address, system, f"/{name}.epub", size="200%")
    for document in books(name).edition.documents:
        turns = [turn for turn in facts.turns if turn.path == ROOT + document.path]
        # The cells of a row that a page parts are not seen one after the other.
        assert sorted(chain.from_iterable(turn.seen for turn in turns)) == list(range(turns[0].count))
        pictures = next(shown.pictures for shown in facts.documents if shown.path == ROOT + document.path)
        assert list(chain.from_iterable(turn.pictures for turn in turns)) == list(range(pictures))
