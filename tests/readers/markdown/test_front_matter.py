"""The masthead in the front matter."""

import datetime

import pytest

from ebook import model as m
from ebook.errors import UnreadableSource
from tests.readers.markdown.support import problems, reading


def test_chinese_names_of_the_facts():
    text = (
        "---\n报名: 汐里日报\n出版者: 汐里日报社\n日期: 2022-04-28\n星期: 星期四\n农历: 四月初一\n期号: 012345\n版数: 8\n"
        "刊号: CN 00-0000\n邮发代号: 00-00\n天气: 晴 15℃\n版次: 早版\n定价: 1.50元\nISSN: 0000-0000\n---\n"
    )
    assert reading(text).issue.masthead == m.Masthead(
        name="汐里日报",
        publisher="汐里日报社",
        date=datetime.date(2022, 4, 28),
        weekday="星期四",
        lunar_date="四月初一",
        issue_number="012345",
        page_count=8,
        cn_number="CN 00-0000",
        postal_code="00-00",
        weather="晴 15℃",
        edition="早版",
        price="1.50元",
        issn="0000-0000",
    )


def test_english_names_are_those_of_the_model():
    fields = [
        name
        for name in m.Masthead.__struct_fields__
        if name not in ("date", "page_count", "printed", "origin")
    ]
    text = "---\n" + "".join(f"{name}: value of {name}\n" for name in fields) + "---\n"
    masthead = reading(text).issue.masthead
    assert all(getattr(masthead, name) == f"value of {name}" for name in fields)


@pytest.mark.parametrize("lang", ["zh-Hant", "ja", "ko"])
def test_the_language_said_is_the_issues(lang):
    assert reading(f"---\nlang: {lang}\n---\n").issue.lang == lang
    assert reading(f"---\nlang: {lang}\n---\n", lang="zh-Hans").issue.lang == "zh-Hans"


def test_the_language_is_found_out_where_nobody_says_it():
    assert reading("# 1 ひろば\n\n## ふねがみなとへかえる\n").issue.lang == "ja"


@pytest.mark.parametrize(
    "date",
    [
        "2022年4月28日",
        "2022/4/28",
        "2022.04.28",
        "2022년 4월 28일",
        "'2022-04-28'",
        "2022. 4. 28.",
        "2022年4月28號",
        "２０２２年４月２８日",
        "二〇二二年四月二十八日",
        "中華民國111年4月28日",
        "民國一一一年四月廿八日",
        "令和4年4月28日",
        "April 28, 2022",
        "20220428",
    ],
)
def test_dates_as_people_write_them(date):
    assert reading(f"---\n日期: {date}\n---\n").issue.masthead.date == datetime.date(2022, 4, 28)


@pytest.mark.parametrize(
    "date", ["令和8年", "2026年3月", "3月6日", "2026年3月6日 或次日", "今天", "2026-13-06"]
)
def test_what_is_no_day_is_told_how_to_write_it(date):
    result = reading(f"---\n日期: {date}\n---\n")
    assert result.issue.masthead.date is None
    assert "as in 2022-04-28" in result.problems[0].message
    assert [repair.text for repair in result.issue.repairs] == [f"日期: {date}"]


@pytest.mark.parametrize("count", ["8", "8版", "８版", "今日8版", "共八版", "8面", "8면", "8ページ"])
def test_numbers_of_pages_as_printed(count):
    assert reading(f"---\n版数: {count}\n---\n").issue.masthead.page_count == 8


@pytest.mark.parametrize(("typed", "tag"), [("JA", "ja"), ("zh-tw", "zh-TW"), ("zh_CN.UTF-8", "zh-CN")])
def test_a_language_however_it_is_spelt(typed, tag):
    assert reading(f"---\nlang: {typed}\n---\n").issue.lang == tag


def test_an_impossible_date_is_an_error_at_its_line_and_is_kept():
    result = reading("---\n报名: 汐里日报\n日期: 2022-02-30\n---\n")
    assert result.issue.masthead.date is None
    assert [str(problem).split(": ")[:2] for problem in result.problems] == [["issue.md:3", "error MD-002"]]
    assert [repair.text for repair in result.issue.repairs] == ["日期: 2022-02-30"]


def test_an_unknown_key_is_kept_and_the_nearest_suggested():
    result = reading("---\n天汽: 晴\npublsher: x\n---\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-001", 2), ("MD-001", 3)]
    assert "did you mean 天气?" in result.problems[0].message
    assert "did you mean publisher?" in result.problems[1].message
    assert [repair.text for repair in result.issue.repairs] == ["天汽: 晴", "publsher: x"]


def test_a_key_given_twice_keeps_the_first_and_records_the_second():
    result = reading("---\n期号: 1\nissue_number: 2\n---\n")
    assert result.issue.masthead.issue_number == "1"
    assert [repair.text for repair in result.issue.repairs] == ["issue_number: 2"]
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-002", 3)]


def test_comments_are_kept_in_the_repairs():
    result = reading("---\n# 全行\n天气: 晴 # 15℃\nprinted:\n- 一 # 二\n---\n")
    assert result.issue.masthead.weather == "晴"
    assert [repair.text for repair in result.issue.repairs] == ["# 全行", "# 15℃", "# 二"]
    assert [problem.code for problem in result.problems] == ["MD-016"] * 3


def test_a_nested_value_is_kept_whole():
    result = reading("---\nprinted:\n- 一\n- [二]\n---\n")
    assert [repair.text for repair in result.issue.repairs] == ["printed:\n- 一\n- [二]"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\n报名: 汐里\n期号: 一: 二\n---\n", 3),
        ("---\n- 汐里\n报名: x\n---\n", 3),
        ("---\n只是文字\n---\n", 2),
        ("---\na: *b\n---\n", 2),
        ("---\n报名: 汐里\n\n# 01 要闻\n", 1),
        ("---\na: " + "[" * 3000 + "\n---\n", 1),
    ],
)
def test_broken_yaml_is_an_error_with_line_and_advice(text, line):
    with pytest.raises(UnreadableSource) as caught:
        reading(text)
    assert caught.value.line == line
    assert caught.value.hint


def test_a_bad_language_is_reported():
    assert problems("---\nlang: 中文\n---\n") == [("MD-002", 2)]
