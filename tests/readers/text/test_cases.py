"""Every folder under cases/ is a phenomenon of newspaper pages: its page as text, and what is to be read.

To add one, add a folder with a `page.txt`, run `ACCEPT_READINGS=1 pytest tests/readers/text/test_cases.py`
and look at the `expected.json` that it wrote before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ebook.model import to_json
from tests.readers.text.reading import lost, reading

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/page.txt"))
ACCEPT = bool(os.environ.get("ACCEPT_READINGS"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_is_read_as_expected(case: Path) -> None:
    data = (case / "page.txt").read_bytes()
    found = reading(data).issue
    expected = case / "expected.json"
    if ACCEPT:
        expected.write_bytes(to_json(found))
    assert not lost(data, found)
    assert to_json(found).decode() == expected.read_text(encoding="utf-8")
