"""Readers choose the size of the text: on a small screen, in letters twice as large, nothing is cut off."""

from __future__ import annotations

import base64
from collections.abc import Callable
from itertools import chain

import pytest
from playwright.sync_api import Browser

from ebook.model import Article, Issue, Section, Table
from tests.reading_systems.books import ROOT, Book, bound
from tests.reading_systems.look import look


@pytest.mark.parametrize("system", ["foliate", "epubjs"])
@pytest.mark.parametrize("name", ["everything", "everything-vertical"])
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


def table(columns: int) -> Table:
    header = (
        "水位（米）",
        "https://example.org/reservoirs",
        *(f"第{number}日" for number in range(columns - 2)),
    )
    rows = tuple((f"水庫{row}", "a" * 30, *["1234.56"] * (columns - 2)) for row in range(3))
    return Table(caption="水情", header=header, rows=rows)


@pytest.mark.parametrize("system", ["foliate", "epubjs"])
@pytest.mark.parametrize("vertical", [False, True])
def test_no_table_runs_over_the_page(browser: Browser, address: str, system: str, *, vertical: bool) -> None:
    article = Article(headline="表", body=tuple(map(table, (4, 6, 12))))
    book = bound(Issue(lang="ja", sections=(Section(page="1", articles=(article,)),)), vertical=vertical)
    location = f"data:;base64,{base64.b64encode(book.content).decode()}"
    shown = look(browser, address, system, location, size="150%")
    assert [document.path for document in shown.documents if document.wide_tables] == []
