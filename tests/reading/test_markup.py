"""The signs of page-reading programs: taken off, and nothing of the page with them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.reading.lines import SourceLine
from ebook.reading.markup import is_marked, source_lines


def read(text: str) -> list[SourceLine]:
    return source_lines(text, "page.md")[0]


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def held(text: str) -> Counter[str]:
    """The letters and digits that lines and repairs hold."""
    lines, repairs = source_lines(text, "page.md")
    found = letters("".join(line.raw + "".join(cell for row in line.rows for cell in row) for line in lines))
    return found + letters("".join(repair.text for repair in repairs))


MARKED = "# 渡口的灯\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 渡口的灯", {"text": "渡口的灯", "level": 2}),
        ("### 渡口的灯 ###", {"text": "渡口的灯", "level": 3}),
        ("**渡口的灯**", {"text": "渡口的灯", "bold": True}),
        ("- 船票两元", {"text": "船票两元", "bullet": "- "}),
        ("> 船票两元", {"text": "船票两元", "quoted": True}),
        ("<h2>渡口的灯</h2>", {"text": "渡口的灯", "level": 2}),
        ('<div style="text-align: center;">渡口的灯</div>', {"text": "渡口的灯", "centred": True}),
        ("共$420$米，增长$15\\%$", {"text": "共420米，增长15%"}),
        ("CO$_2$减少10$^{3}$吨", {"text": "CO₂减少10³吨"}),
        ("面积$10^{2}$米，$8\\sim16^{\\circ}$C", {"text": "面积10²米，8～16°C"}),
        ("每亩5\\*6元 \\# 号", {"text": "每亩5*6元 # 号"}),
        ("昨天**夜里**亮灯", {"text": "昨天夜里亮灯"}),
        ("见[渡口](https://example.org/a)", {"text": "见渡口"}),
        ("<|ref|>title<|/ref|><|det|>[[1,2,3,4]]<|/det|>渡口的灯", {"text": "渡口的灯", "bold": True}),
    ],
)
def test_each_sign_becomes_a_mark(text: str, expected: dict[str, object]) -> None:
    line = read(MARKED + text)[1]
    assert {name: getattr(line, name) for name in expected} == expected
    assert not line.level or "level" in expected


@pytest.mark.parametrize(
    "text",
    [
        "匯率 US$1＝HK$7.8 NT$1＝HK$0.24",
        "由$5、$10至$20",
        "Fares rise from $2 to $3",
        "票价$5，儿童$3",
        "$5 and US$10",
    ],
)
def test_amounts_in_dollars_are_no_formulas(text: str) -> None:
    *_, line = read(f"## 匯市\n\n{text}")
    assert line.raw == text


@pytest.mark.parametrize(
    "text",
    [
        "每亩5*6元，共*3*户", "#1 机组并网", "票价$5，加价$3", "甲<乙，丙>丁", "1. 砚湖的别称", "- 问：几点开？", "a_b_c",
        "甲 | 乙 | 丙", "**注", "2：1 | 3：0",
    ],
)  # fmt: skip
def test_a_text_that_no_program_marked_stays_as_it_is(text: str) -> None:
    assert not is_marked(text)
    (line,) = read(text)
    assert line == SourceLine(raw=text, number=1)


@pytest.mark.parametrize(
    "mark", ["---", "<!-- page 2 -->", "## Page 2", "{2}------------------------------------------------"]
)
def test_marks_of_pages_begin_one(mark: str) -> None:
    first, second = read(f"# 甲\n\n{mark}\n\n乙")
    assert (first.page_break, second.page_break) == (False, True)
    assert second.text == "乙"


def test_a_form_feed_begins_a_page_in_any_text() -> None:
    assert [line.page_break for line in read("甲\n\f\n乙\n丙")] == [False, True, False]


def test_a_picture_keeps_its_path_and_its_caption() -> None:
    _, plain, told = read(MARKED + "![](images/1.jpg)\n\n![渡口的灯昨夜亮起](images/2.jpg)")
    assert (plain.picture, plain.text) == ("images/1.jpg", "")
    assert (told.picture, told.text) == ("images/2.jpg", "渡口的灯昨夜亮起")


def test_tables_drawn_with_bars() -> None:
    _, table, after = read(MARKED + "| 日期 | 班次 |\n|---|---|\n| 3月7日 | 12班 |\n\n船票两元")
    assert table.rows == (("日期", "班次"), ("3月7日", "12班"))
    assert (table.number, table.last) == (3, 5)
    assert after.text == "船票两元"


def test_html_tables_resolve_spans() -> None:
    markup = (
        "<table><tr><th rowspan=2>区</th><th colspan=2>数</th></tr><tr><td>原</td><td>今</td></tr></table>"
    )
    _, table = read(MARKED + markup)
    assert table.rows == (("区", "数", ""), ("", "原", "今"))


def test_what_is_removed_and_says_something_is_recorded() -> None:
    _, repairs = source_lines("# 甲\n\n<!-- image 12 -->\n\n乙", "page.md")
    assert [(repair.code, repair.text) for repair in repairs] == [("program-markup", "<!-- image 12 -->")]


PIECES = (
    "# ", "## 标题", "**粗**", "| 甲 | 乙 |", "|---|---|", "<table><tr><td>丙</td></tr></table>", "<table>", "![](a/1.jpg)", "![图](x)",
    "<!-- page 3 -->", "<!-- 注 -->", "$42$", "$\\frac{1}{2}$", "\\*", "- 项", "> 引", "---", "===", "\f", "<div>", "</div>", "<br>",
    "<sup>2</sup>", "<|ref|>text<|/ref|><|det|>[[1,2]]<|/det|>", "文字", "abc 12", "\u3000\u3000段", "```", "", " ",
)  # fmt: skip


TAGS = re.compile(r"</?(?:table|tr|td|div|br|sup)>|\(a/1\.jpg\)|\(x\)")


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=12).map("\n".join))
def test_no_letter_is_lost(text: str) -> None:
    wanted = letters(unicodedata.normalize("NFKC", TAGS.sub("", text)))
    found = held(text)
    assert not wanted - letters(unicodedata.normalize("NFKC", "".join(found.elements())))
