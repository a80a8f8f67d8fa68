"""Reading takes time in proportion to the text, however odd the text is."""

from __future__ import annotations

import time

import pytest

from tests.reading.reading import lost, reading

ODD = {
    "one line of a million characters": "好，" * 500_000,
    "the same line many times": "一二三四五六七八九十\n" * 8_000,
    "names without end": "记者 " * 100_000,
    "bars without end": "| 甲 " * 50_000,
    "brackets without end": "（" * 100_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_read_in_a_few_seconds(text: str) -> None:
    start = time.process_time()
    issue = reading(text).issue
    assert time.process_time() - start < 15
    assert not lost(text.encode(), issue)
