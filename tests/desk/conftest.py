"""A desk that all tests of a module share; each begins with a source that nobody corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.process import PAGE, Client, editing


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the source."""
    place = tmp_path_factory.mktemp("desk")
    (place / "page.txt").write_text(PAGE, "utf-8")
    (place / "secret.txt").write_text("secret", "utf-8")
    return place


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the desk is."""
    with editing(folder / "page.txt", "-o", str(folder / "out"), "--to", "json") as (found, _):
        yield found


@pytest.fixture
def client(address: str, folder: Path) -> Client:
    """Requests to the desk, at which nothing is decided yet."""
    (folder / "page.txt.corrections.jsonl").unlink(missing_ok=True)
    (folder / "page.txt").write_text(PAGE, "utf-8")
    return Client(address)
