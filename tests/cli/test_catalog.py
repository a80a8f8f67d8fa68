"""`ebook catalog`."""

import subprocess
import sys
from pathlib import Path

from ebook.catalog import write
from tests.catalog.reading import content
from tests.catalog.shelves import put_many, put_tiny


def test_it_says_what_came_of_it(ebook, tmp_path: Path) -> None:
    put_tiny(tmp_path / "a.epub")
    result = ebook("catalog", tmp_path)
    assert (result.code, result.err) == (0, "")
    assert "1 issue of 1 paper, 1 read, 0 removed, 0 left out" in result.out.decode()
    assert str(tmp_path / "index.html") in result.out.decode()
    assert "0 read" in ebook("catalog", tmp_path).out.decode()


def test_a_broken_file_is_named_and_the_others_are_listed(ebook, tmp_path: Path) -> None:
    put_tiny(tmp_path / "a.epub")
    (tmp_path / "坏.epub").write_bytes(b"no book")
    result = ebook("catalog", tmp_path)
    assert result.code == 1
    assert result.err.startswith("坏.epub: error OUT-110: ")
    assert "1 issue of 1 paper, 1 read, 0 removed, 1 left out" in result.out.decode()
    assert (tmp_path / "index.html").is_file()


def test_no_folder_and_no_permission(ebook, tmp_path: Path) -> None:
    assert ebook("catalog", tmp_path / "nowhere").code == 4
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    result = ebook("catalog", tmp_path)
    assert result.code == 6
    assert "rename it" in result.err


def test_two_at_once_come_to_the_same(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for shelf in (one, two):
        put_many(shelf, 12)
    write(one)
    runs = [
        subprocess.Popen([sys.executable, "-m", "ebook", "catalog", str(two)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=120)[0].decode() for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(line.split(", ")[1] for text in said for line in text.splitlines()[:1]) == [
        "0 read",
        "12 read",
    ]
    assert content(two) == content(one)
