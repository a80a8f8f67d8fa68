"""Lunar dates against the Gregorian calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunardate import LunarDate

from ebook.languages import resolve
from ebook.lunar import find_lunar, right_lunar

# Public facts: the days of the spring festival, of leap months and of festivals.
RIGHT = (
    ("2022-02-01", "壬寅年正月初一"), ("2023-01-22", "癸卯年正月初一"), ("2024-02-10", "农历甲辰年正月初一"),
    ("2024-02-09", "癸卯年十二月三十"), ("2023-03-22", "闰二月初一"), ("2025-07-25", "農曆閏六月初一"),
    ("2024-09-17", "甲辰年八月十五"), ("2024-06-10", "农历五月初五"), ("2023-12-21", "癸卯兔年冬月初九"),
    ("2024-02-02", "腊月廿三"), ("2024-11-05", "음력 10월 5일"), ("2025-10-17", "旧8月26日"),
)  # fmt: skip


@pytest.mark.parametrize(("iso", "printed"), RIGHT)
def test_a_right_lunar_date_is_right(iso, printed):
    assert find_lunar(printed).text == printed
    assert right_lunar(datetime.date.fromisoformat(iso), printed, resolve("zh-Hans")) is None


@pytest.mark.parametrize(
    ("iso", "printed", "right"),
    [
        ("2022-02-01", "壬寅年正月初二", "壬寅年正月初一"),
        ("2022-02-01", "辛丑年正月初一", "壬寅年正月初一"),
        ("2023-03-22", "二月初一", "闰二月初一"),
        ("2024-11-05", "음력 10월 9일", "10月5日"),
        ("2024-02-09", "十二月廿九", "十二月三十"),
        ("2024-02-20", "正月初十", "正月十一"),
        ("2024-02-29", "正月十九", "正月二十"),
    ],
)
def test_a_wrong_one_is_told_with_the_right_one(iso, printed, right):
    assert right_lunar(datetime.date.fromisoformat(iso), printed, resolve("zh-Hans")) == right


def test_the_calendars_of_china_and_korea_name_some_months_otherwise():
    day = datetime.date(2012, 4, 25)
    assert right_lunar(day, "음력 윤3월 5일", resolve("ko")) is None
    assert right_lunar(day, "壬辰年四月初五", resolve("zh-Hans")) is None
    assert right_lunar(day, "壬辰年闰三月初五", resolve("zh-Hans")) == "壬辰年四月初五"
    assert right_lunar(datetime.date(2012, 4, 25), "旧閏3月5日", resolve("ja")) is None


def test_a_day_more_or_less_is_right_where_calendars_differ():
    day = datetime.date(2024, 11, 5)
    assert right_lunar(day, "旧10月6日", resolve("ja")) is None
    assert right_lunar(day, "旧10月7日", resolve("ja")) == "10月5日"
    assert right_lunar(day, "음력 10월 4일", resolve("ko")) == "10月5日"
    mid_autumn = datetime.date(1978, 9, 17)
    assert right_lunar(mid_autumn, "农历八月十五", resolve("zh-Hans")) is None
    assert right_lunar(mid_autumn, "農曆八月十六", resolve("zh-Hant")) is None
    assert right_lunar(mid_autumn, "農曆八月十八", resolve("zh-Hant")) is not None


def test_years_that_the_calendar_does_not_reach_are_not_judged():
    assert right_lunar(datetime.date(1850, 1, 1), "正月初一", resolve("zh-Hans")) is None


@pytest.mark.parametrize("text", ["2024年6月18日", "四月十三日", "第二十三期", "正月", "음식 10월"])
def test_what_is_no_lunar_date_is_not_taken_for_one(text):
    assert find_lunar(text) is None


def test_the_label_and_the_year_belong_to_it_and_what_follows_does_not():
    assert find_lunar("2025年3月9日 農曆乙巳年二月初十 明日驚蟄").text == "農曆乙巳年二月初十"
    assert find_lunar("(음력 10월 5일)   제9734호").text == "음력 10월 5일"
    assert find_lunar("旧8月26日 先負").text == "旧8月26日"


@given(st.dates(datetime.date(1901, 1, 1), datetime.date(2099, 1, 1)))
def test_every_day_of_two_centuries_agrees_with_itself(day):
    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    printed = f"農曆{'閏' if lunar.is_leap_month else ''}{lunar.month}月{lunar.day}日"
    assert right_lunar(day, printed, resolve("zh-Hant")) is None
    assert right_lunar(day + datetime.timedelta(days=2), printed, resolve("zh-Hant")) is not None


@given(st.text(alphabet="农曆旧음력甲子壬寅年闰閏윤正腊一二十廿卅初月월日일123 ") | st.text())
def test_no_text_breaks_the_search(text):
    if found := find_lunar(text):
        assert text[found.start : found.end] == found.text
    right_lunar(datetime.date(2024, 2, 10), text, resolve("ko"))
