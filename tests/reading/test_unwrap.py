"""Narrow columns are undone, and texts that are none stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.languages import resolve
from ebook.reading.chars import columns
from ebook.reading.markup import source_lines
from ebook.reading.unwrap import find_wrapping, lines_of, logical_lines
from ebook.reading.wrapforms import forms_of

FORMS = forms_of(resolve("zh-Hans"))

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
    lines = source_lines(text, "page.txt")[0]
    return [line.text for line in logical_lines(lines, "page.txt", find_wrapping(lines), FORMS)]


@pytest.mark.parametrize("indent", ["  ", "\u3000\u3000", ""])
@pytest.mark.parametrize("width", [10, 13, 17, 24, 28])
def test_paragraphs_come_out_whole(width: int, indent: str) -> None:
    assert unwrapped(wrapped(width, indent)) == list(PARAGRAPHS * 3)


def test_whole_lines_are_left_alone() -> None:
    text = "\n\n".join(("渡口的灯", *PARAGRAPHS, "山村的夜", *PARAGRAPHS))
    assert find_wrapping(source_lines(text, "page.txt")[0]) is None


def test_korean_broken_within_words_is_joined_without_a_space() -> None:
    text = (
        "폐교 운동장에 장터가 섰다. 종소리 대신 사람들의 목소리가 교정을 채웠고, 아이들은 그네를 탔다. " * 8
    )
    lines = [text[at : at + 20] for at in range(0, len(text), 20)]
    assert unwrapped("  " + "\n".join(lines)) == [text.strip()]


@given(st.text("一二三，。 ab가나\n", max_size=400))
def test_no_character_is_lost(text: str) -> None:
    assert "".join("".join(unwrapped(text)).split()) == "".join(text.split())


def column(lines: tuple[str, ...], width: float, *, hang: bool = False) -> str:
    """Lines set in a column of a width in full-width cells; only the first line of each keeps its indent."""
    return "\n".join(piece for line in lines for piece in _broken(line, width, hang=hang))


def _broken(line: str, width: float, *, hang: bool) -> list[str]:
    text = line.lstrip("\u3000 ")
    found = [line[: len(line) - len(text)]]
    used = 0.0
    for char in text:
        used += columns(char)
        if used > width and not (hang and char in "，。" and used <= width + 1):
            found.append("")
            used = columns(char)
        found[-1] += char
    return found


INDENTED = tuple(f"\u3000\u3000{paragraph}" for paragraph in PARAGRAPHS)
TITLES = (
    "东渡口夜航昨晚恢复首日四十名乘客登船过河",
    "灯罩作坊只剩一家老师傅还在烧玻璃等徒弟来",
    "岸边添一口钟提醒晚归的人",
)


def page() -> tuple[str, ...]:
    return tuple(line for title in TITLES for line in (title, *INDENTED))


@pytest.mark.parametrize("hang", [False, True])
@pytest.mark.parametrize("width", [11, 13, 16])
def test_titles_without_indent_go_on_as_paragraphs_with_indent_do(width: float, *, hang: bool) -> None:
    found = unwrapped(column(page(), width, hang=hang))
    assert found == [line.strip() for line in page()]


def test_a_figure_of_half_width_that_left_half_a_cell_free_does_not_end_a_paragraph() -> None:
    lines = (
        "\u3000\u3000首班船7时20分开，末班21时5分，票价2元，往返3元5角，6岁以下不收，全程约14分钟，雾天停航。",
    )
    assert unwrapped(column(lines * 6, 12)) == [line.strip() for line in lines * 6]


def test_where_every_broken_line_is_indented_a_full_line_without_indent_is_whole() -> None:
    questions = ("夜里几点还能过得了河？", "雾天停航了找谁去退票？", "学生的月票在哪里办好？")
    titles = ("灯又亮了", "钟声", "借伞", "凉亭", "柳树", "船票", "尾声", "问答")
    text = "\n".join((column(tuple(line for title in titles for line in (*INDENTED, title)), 11), *questions))
    assert unwrapped(text)[-3:] == list(questions)


def test_rows_of_a_table_stay_apart() -> None:
    rows = ("渡口  首班  末班", "东岸  6:40  21:05", "西岸  7:00  21:25")
    text = "\n".join((column(page(), 9), *rows, column(page(), 9)))
    found = unwrapped(text)
    assert [line for line in found if "  " in line] == list(rows)


@pytest.mark.parametrize(
    "table", ["渡口\t首班\t末班\n东岸\t6:40\t21:05", "| 渡口 | 首班 |\n|---|---|\n| 东岸 | 6:40 |"]
)
def test_a_table_among_them_leaves_columns_to_be_undone(table: str) -> None:
    source = f"{wrapped(13, '  ')}\n{table}\n{wrapped(13, '  ')}"
    lines = lines_of(source_lines(source, "page.txt")[0], "page.txt", resolve("zh-Hans"))
    assert [line.text for line in lines if not line.rows and "\t" not in line.text] == list(PARAGRAPHS * 6)
