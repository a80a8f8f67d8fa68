"""Narrow columns are undone, and texts that are none stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.readers.text.physical import physical_lines
from ebook.readers.text.unwrap import find_wrapping, logical_lines
from ebook.readers.text.wrapforms import forms_of

FORMS = forms_of("zh-Hans")

PARAGRAPHS = (
    "昨天傍晚，停用七年的东渡口重新点灯，四十名乘客坐上首班夜船，船票两元，雨天照开，大雾停航。",
    "船老大说，灯罩是照老样子吹的，雾天也看得见，玻璃来自本地最后一家手工作坊，一共烧了六炉。",
    "对岸的学生从前要绕十二公里山路，如今过河只要一支歌的工夫，家长们凑钱给码头添了一口钟。",
    "据介绍，今年还将修复四处凉亭，栽柳三百株，在码头设一间借伞的小屋，归还全凭自觉，不收押金。",
    "钟声每天响两次，一次在清晨第一班船开之前，一次在最后一班船靠岸以后，听见的人就知道该回家了。",
)


def wrapped(width: int, indent: str) -> str:
    lines: list[str] = []
    for paragraph in PARAGRAPHS * 3:
        pieces = [paragraph[at : at + width] for at in range(0, len(paragraph), width)]
        lines += [indent + pieces[0], *pieces[1:]]
    return "\n".join(lines)


def unwrapped(text: str) -> list[str]:
    lines = physical_lines(text)
    return [line.text for line in logical_lines(lines, "page.txt", find_wrapping(lines), FORMS)]


@pytest.mark.parametrize("indent", ["  ", "\u3000\u3000", ""])
@pytest.mark.parametrize("width", [10, 13, 17, 24, 28])
def test_paragraphs_come_out_whole(width: int, indent: str) -> None:
    assert unwrapped(wrapped(width, indent)) == list(PARAGRAPHS * 3)


def test_whole_lines_are_left_alone() -> None:
    text = "\n\n".join(("渡口的灯", *PARAGRAPHS, "山村的夜", *PARAGRAPHS))
    assert find_wrapping(physical_lines(text)) is None


def test_korean_broken_within_words_is_joined_without_a_space() -> None:
    text = (
        "폐교 운동장에 장터가 섰다. 종소리 대신 사람들의 목소리가 교정을 채웠고, 아이들은 그네를 탔다. " * 8
    )
    lines = [text[at : at + 20] for at in range(0, len(text), 20)]
    assert unwrapped("  " + "\n".join(lines)) == [text.strip()]


@given(st.text("一二三，。 ab가나\n", max_size=400))
def test_no_character_is_lost(text: str) -> None:
    assert "".join("".join(unwrapped(text)).split()) == "".join(text.split())
