"""Dates and weekdays in all printed forms."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.calendar import find_dates, find_weekday, right_weekday, weekday_name
from ebook.languages import resolve

DATES = {
    "2024年6月18日": "2024-06-18",
    "２０２４年６月１８日": "2024-06-18",
    "2024年6月 18 星期二": "2024-06-18",
    "2024年6月\n18\n星期二": "2024-06-18",
    "二〇二四年六月十八日": "2024-06-18",
    "二○二四年六月十八日": "2024-06-18",
    "一九八五年十月一日": "1985-10-01",
    "中華民國114年3月9日": "2025-03-09",
    "民國一一四年三月九日": "2025-03-09",
    "民國一百一十四年三月九日": "2025-03-09",
    "令和7年10月17日": "2025-10-17",
    "令和元年五月一日": "2019-05-01",
    "2025年(令和7年)10月17日": "2025-10-17",
    "2025年（令和７年）10月17日": "2025-10-17",
    "令和7年（2025年）10月17日": "2025-10-17",
    "平成31年4月30日": "2019-04-30",
    "昭和64年1月7日": "1989-01-07",
    "大正12年9月1日": "1923-09-01",
    "明治45年7月30日": "1912-07-30",
    "2024년 11월 5일": "2024-11-05",
    "단기 4357년 11월 5일": "2024-11-05",
    "2024년(단기 4357년) 11월 5일": "2024-11-05",
    "2024.11.5": "2024-11-05",
    "2024. 11. 5. 화요일": "2024-11-05",
    "2025-04-16": "2025-04-16",
    "2024/9/23": "2024-09-23",
    "Tuesday, June 18, 2024": "2024-06-18",
    "18 June 2024": "2024-06-18",
}


@pytest.mark.parametrize(("printed", "iso"), DATES.items())
def test_a_date_is_read_in_every_form(printed, iso):
    (found,) = find_dates(printed)
    assert found.date == datetime.date.fromisoformat(iso)
    assert printed[found.start : found.end] == found.text
    assert len(set(found.years)) == 1


@pytest.mark.parametrize("printed", ["2022年2月30日", "令和7年13月1日", "2024.2.31", "中華民國114年2月29日"])
def test_a_day_that_does_not_exist_keeps_its_form_and_has_no_date(printed):
    (found,) = find_dates(printed)
    assert found.date is None
    assert found.text == printed


@pytest.mark.parametrize(
    "text",
    [
        "98年3月3日",
        "电话0731-28-8000",
        "ISSN 2023-2144",
        "第20417期",
        "6月18日",
        "2022年度",
        "1.50元",
        "2024.11",
    ],
)
def test_what_is_no_date_is_not_taken_for_one(text):
    assert find_dates(text) == ()


def test_in_taiwan_the_era_may_be_left_out():
    (found,) = find_dates("113年9月3日", resolve("zh-Hant-TW"))
    assert found.date == datetime.date(2024, 9, 3)
    assert find_dates("113年9月3日", resolve("zh-Hans")) == ()


def test_two_eras_that_disagree_are_both_told():
    (found,) = find_dates("2025年（令和6年）10月17日")
    assert found.years == (2025, 2024)


@pytest.mark.parametrize(
    ("printed", "text", "day"),
    [
        ("2024年6月18日 星期二", "星期二", 1),
        ("周四", "周四", 3),
        ("星期天", "星期天", 6),
        ("礼拜一", "礼拜一", 0),
        ("金曜日", "金曜日", 4),
        ("10月17日（金）", "金", 4),
        ("11월 5일 (화)", "화", 1),
        ("화요일", "화요일", 1),
        ("Thu., June 20", "Thu", 3),
    ],
)
def test_weekdays(printed, text, day):
    found = find_weekday(printed)
    assert (found.text, found.day) == (text, day)


def test_a_weekly_is_no_weekday():
    assert find_weekday("每周二、五出版") is None
    assert find_weekday("毎週火曜日発行") is None
    assert find_weekday("周日报") is None
    assert find_weekday("周一刊") is None


def test_the_right_weekday_is_named_in_the_papers_language():
    day = datetime.date(2024, 6, 20)
    assert right_weekday(day, "星期四", resolve("zh-Hans")) is None
    assert right_weekday(day, "星期三", resolve("zh-Hans")) == "星期四"
    assert right_weekday(day, "水", resolve("ja")) == "木曜日"
    assert right_weekday(day, "수요일", resolve("ko")) == "목요일"
    assert weekday_name(day, resolve("zh-Hant-TW")) == "星期四"


@given(st.dates(min_value=datetime.date(1700, 1, 1)))
def test_every_day_is_read_back(day):
    assert [found.date for found in find_dates(f"{day.year}年{day.month}月{day.day}日")] == [day]
    assert find_weekday(weekday_name(day, resolve("ko"))).day == day.weekday()


@given(st.text(alphabet="2024年月日星期四令和민국년월일.-/ ()（）一二〇元\n") | st.text())
def test_no_text_breaks_the_search(text):
    for found in find_dates(text):
        assert text[found.start : found.end] == found.text
    find_weekday(text)
