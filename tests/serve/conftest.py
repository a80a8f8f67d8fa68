"""A small shelf that a process of its own serves, as `ebook serve` does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ebook.catalog import write
from tests.catalog.shelves import put_tiny
from tests.cli.conftest import ebook
from tests.serve.process import serving

__all__ = ["ebook"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with what must not be served beside what must."""
    place = tmp_path_factory.mktemp("place")
    (place / "secret.txt").write_text("secret", encoding="utf-8")
    shelf = place / "shelf"
    put_tiny(
        shelf / "报纸" / "海汐 日报#1.epub", articles=[("灯塔 亮了", "文"), ("ＡＢＣ&lt;&amp;&gt;", "文")]
    )
    put_tiny(shelf / "b.epub", date="2026-03-06", number=2, articles=[("灯塔又亮了", "文")])
    write(shelf)
    (shelf / ".ebook").mkdir()
    (shelf / ".ebook" / "manifest.sqlite").write_text("secret", encoding="utf-8")
    (shelf / ".hidden.txt").write_text("secret", encoding="utf-8")
    (shelf / "out.txt").symlink_to(place / "secret.txt")
    (shelf / "inner.txt").symlink_to(shelf / ".hidden.txt")
    (shelf / "foreign.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    (shelf / "foreign.bin").write_bytes(b"<script>")
    return shelf


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the shelf is served."""
    with serving(folder) as (found, _):
        yield found
