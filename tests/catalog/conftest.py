"""A shelf of four papers in four languages, catalogued once."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import ebook
from ebook.catalog import write
from tests.catalog.shelves import EXAMPLES, put_example, put_tiny

DAYS = (datetime.date(2026, 3, 31), datetime.date(2026, 4, 1), datetime.date(2026, 4, 24))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogued shelf, not to be changed: three days of one paper, a day of three others, a print alone."""
    folder = tmp_path_factory.mktemp("shelf")
    for turn, day in enumerate(DAYS):
        put_example(folder, "qingheng-daily", day, turn=turn + 1)
    put_example(folder, "chaoyu-times", DAYS[1])
    put_example(folder, "hihama-shimpo", DAYS[1], vertical=True)
    put_example(folder, "solneoul-ilbo", DAYS[0])
    ebook.export(EXAMPLES / "qingheng-daily" / "issue.md", folder / "qingheng-daily", to=["pdf"])
    ebook.export(EXAMPLES / "solneoul-ilbo" / "page.txt", folder / "prints" / "2026", to=["pdf"])
    write(folder)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A shelf of two small issues, not yet catalogued."""
    put_tiny(tmp_path / "a" / "海汐日报-2026-03-05.epub", number=1)
    put_tiny(tmp_path / "a" / "海汐日报-2026-03-06.epub", date="2026-03-06", number=2)
    return tmp_path
