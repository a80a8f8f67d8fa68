from __future__ import annotations

import os

import msgspec

from ebook.geometry import Box
from ebook.ocr import cache, scan
from ebook.ocr.engine import TextLine
from tests.ocr.drawn import page


class Fake:
    version = "fake 1"

    def __init__(self):
        self.calls = 0

    def read(self, _):
        self.calls += 1
        return [TextLine(text="甲", box=Box(10, 10, 40, 40), size=30)]


def test_a_page_is_read_once():
    engine = Fake()
    first, second = scan(page(), engine)[1], scan(page(), engine)[1]
    assert first == second
    assert engine.calls == 1


def test_another_engine_or_picture_is_read_anew():
    engine = Fake()
    scan(page(), engine)
    engine.version = "fake 2"
    scan(page(), engine)
    scan(page().point(lambda value: value // 2), engine)
    assert engine.calls == 3


def test_a_broken_entry_is_read_anew():
    engine = Fake()
    scan(page(), engine)
    (entry,) = cache.folder().iterdir()
    entry.write_bytes(b'{"lines": [')
    scan(page(), engine)
    assert engine.calls == 2
    assert msgspec.json.decode(entry.read_bytes())["lines"]


def test_the_entries_used_longest_ago_are_removed_first(monkeypatch):
    monkeypatch.setattr(cache, "MAX_BYTES", 30)
    for number in range(4):
        cache.store(f"key{number}", "0123456789")
        if number < 3:
            os.utime(cache.folder() / f"key{number}", (number, number))
    assert sorted(path.name for path in cache.folder().iterdir()) == ["key2", "key3"]


def test_a_folder_that_cannot_be_written_to_costs_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.store("key", 1)
    assert cache.load("key", int) is None
