"""Whole pages, a phenomenon each, read as well as a person structured them."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path

from ebook.model import to_json
from tests.reading.reading import lost, reading

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus"))
from scoring import score

PAGES = sorted(path.parent for path in (Path(__file__).parent / "pages").glob("*/page.txt"))


def test_pages_are_read_well() -> None:
    scores = {}
    for page in PAGES:
        data = (page / "page.txt").read_bytes()
        issue = reading(data).issue
        assert not lost(data, issue), page.name
        gold = json.loads((page / "expected.json").read_bytes())
        scores[page.name] = score(gold, json.loads(to_json(issue)), data.decode())["overall"]
    worst = sorted((value, name) for name, value in scores.items())
    assert statistics.mean(scores.values()) > 0.82, worst
    assert worst[0][0] > 0.4, worst
