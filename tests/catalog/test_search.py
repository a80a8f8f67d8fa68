"""The index of headlines, and the search in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ebook.catalog import write
from ebook.catalog.search import search
from tests.catalog.shelves import put_tiny


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    put_tiny(folder / "a.epub", date="2026-03-05", number=1, articles=[('"}); {灯塔} 亮了', "文")])
    put_tiny(
        folder / "b.epub", date="2026-03-06", number=2, articles=[("灯塔又亮了", "文"), ("ＡＢＣ 新闻", "文")]
    )
    put_tiny(folder / "c.epub", date="2025-12-31", number=3, articles=[("灯塔熄了", "文")])
    write(folder)
    return folder


def days(shelf: Path, query: str, most: int = 10) -> list[str]:
    return [entry.date for entry in search(shelf, query, most=most)]


def test_the_script_hands_over_what_the_index_holds(shelf: Path) -> None:
    for index in sorted((shelf / "catalog/search").glob("*.json")):
        script = index.with_suffix(".js").read_text(encoding="utf-8")
        start = f'ebookChunk("{index.stem}", '
        assert script.startswith(start)
        assert script.endswith(");\n")
        data = json.loads(index.read_bytes())
        assert json.loads(script[len(start) : -len(");\n")]) == data
        assert set(data) == {"papers", "issues"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("灯塔", ["2026-03-06", "2026-03-05", "2025-12-31"]),
        ("灯塔 亮了", ["2026-03-06", "2026-03-05"]),
        ("abc", ["2026-03-06"]),
        ('"});', ["2026-03-05"]),
        ("灯塔 ABC", []),
        ("", []),
    ],
)
def test_a_headline_that_contains_all_words_is_found_newest_first(
    shelf: Path, query: str, found: list[str]
) -> None:
    assert days(shelf, query) == found


def test_no_more_are_returned_than_are_wanted(shelf: Path) -> None:
    assert days(shelf, "灯塔", most=2) == ["2026-03-06", "2026-03-05"]


def test_an_issue_that_went_meanwhile_does_not_count(shelf: Path, tmp_path: Path) -> None:
    gone = next((shelf / "catalog/issues").glob("2026-03-06-*/.entry.json"))
    gone.rename(tmp_path / "kept")
    try:
        assert days(shelf, "灯塔", most=2) == ["2026-03-05", "2025-12-31"]
    finally:
        (tmp_path / "kept").rename(gone)
