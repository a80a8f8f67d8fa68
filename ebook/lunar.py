"""Lunar dates as newspapers print them, held against the Gregorian calendar.

Chinese papers follow the calendar of the meridian 120° E: `lunardate` has it from 1900 to 2099. Korean and
Japanese papers follow 135° E, where a new moon near midnight falls on the next day; now and then whole months
are called otherwise (the leap months of 2012 and 2017): `korean-lunar-calendar` has the tables of the Korea
Astronomy and Space Science Institute up to 2050. The licences of both (GPL-3.0-or-later, MIT) go with this project's.
"""

from __future__ import annotations

import datetime
import re

import msgspec

from ebook.languages import Language
from ebook.numerals import NUMERAL, flat, number

__all__ = ["PrintedLunarDate", "find_lunar", "right_lunar"]


class PrintedLunarDate(msgspec.Struct, frozen=True):
    """A lunar date in a text.

    Attributes:
        text: as printed, with its label (農曆, 旧, 음력) and year.
        start: where it begins in the text searched.
        end: where it ends.
        cycle: the year's place in the cycle of sixty, 0 for 甲子, None where it prints no year.
        month: 1 to 12, None where it prints the year alone.
        day: 1 to 30, None where it prints none.
        leap: whether the month is the second of its name (闰, 閏, 윤).
    """

    text: str
    start: int
    end: int
    cycle: int | None
    month: int | None
    day: int | None
    leap: bool


_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_KOREAN_STEMS, _KOREAN_BRANCHES = "갑을병정무기경신임계", "자축인묘진사오미신유술해"
_LABEL = r"(?:农历|農曆|农曆|夏历|夏曆|阴历|陰曆|旧历|舊曆|旧暦|陰暦|旧|음력|음)\s*:?\s*"
_CYCLE = (
    rf"(?:岁次|歲次)?\s*(?:(?P<stem>[{_STEMS}])(?P<branch>[{_BRANCHES}])\s*(?:\(.\)|[鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬])?\s*年"
    rf"|(?P<kstem>[{_KOREAN_STEMS}])(?P<kbranch>[{_KOREAN_BRANCHES}])년)\s*"
)
_MONTH = rf"(?P<leap>闰|閏|윤)?\s*(?P<month>[正冬腊臘]|{NUMERAL}{{1,3}})\s*[月월][大小]?\s*"
_DAY = rf"(?P<day>初{NUMERAL}|{NUMERAL}{{1,3}})\s*[日일]?"
_BARE_DAY = r"(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|卅)日?"
# As text: each is compiled when those before it found nothing, which is rarely so.
_LUNAR = (
    rf"(?P<label>{_LABEL})(?:{_CYCLE})?{_MONTH}{_DAY}",
    rf"(?:{_CYCLE}){_MONTH}{_DAY}",
    rf"(?<![一-龥]){_MONTH}{_BARE_DAY}",  # 三月廿八: no Gregorian day is called so
    rf"(?<![一-龥])(?P<leap>闰|閏)?(?P<month>[正冬腊臘])月[大小]?{_DAY}",
    rf"(?:{_LABEL})?{_CYCLE}",
)
_NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_FIRST, _LAST = datetime.date(1900, 1, 31), datetime.date(2100, 2, 8)
"""The days between which the Chinese table is known."""

_LAST_KOREAN_YEAR = 2050
_DISPUTED = tuple(
    (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    for first, last in (
        ("1933-07-22", "1933-08-20"),
        ("1954-11-25", "1954-12-24"),
        ("1978-09-02", "1978-10-01"),
        ("2057-09-28", "2057-10-27"),
    )
)
"""Months whose new moon falls within minutes of midnight: published Chinese calendars differ by a day."""


def find_lunar(text: str) -> PrintedLunarDate | None:
    """The first lunar date of a text: 甲辰年五月十三, 農曆乙巳年二月初十, 农历闰四月初一, 旧8月26日, 음력 10월 5일."""
    even = flat(text)
    for form in _LUNAR:
        for match in re.finditer(form, even):
            if found := _printed(match, text):
                return found
    return None


def _printed(match: re.Match[str], text: str) -> PrintedLunarDate | None:
    parts = {"month": "", "day": "", "leap": "", "stem": "", "kstem": ""} | {
        name: value for name, value in match.groupdict().items() if value
    }
    month, day = _month(parts["month"]), number(parts["day"].removeprefix("初"))
    if (parts["month"] and month not in range(1, 13)) or (parts["day"] and day not in range(1, 31)):
        return None
    whole = text[match.start() : match.end()].rstrip()
    end = match.start() + len(whole)
    return PrintedLunarDate(whole, match.start(), end, _cycle(parts), month, day, bool(parts["leap"]))


def _month(text: str) -> int | None:
    return _NAMED_MONTHS.get(text) or number(text)


def _cycle(parts: dict[str, str]) -> int | None:
    if parts["stem"]:
        stem, branch = _STEMS.index(parts["stem"]), _BRANCHES.index(parts["branch"])
    elif parts["kstem"]:
        stem, branch = _KOREAN_STEMS.index(parts["kstem"]), _KOREAN_BRANCHES.index(parts["kbranch"])
    else:
        return None
    return next((n for n in range(60) if n % 10 == stem and n % 12 == branch), None)


def right_lunar(date: datetime.date, printed: str, language: Language) -> str | None:
    """The lunar date that a day really has, where the printed one is another.

    None where nothing is wrong, where the text prints no lunar date, and outside the years 1900 to 2099. Where
    calendars differ (see `_DISPUTED`; Japan has had none of its own since 1873), one day more or less is right.
    """
    found = find_lunar(printed)
    if found is None or not _FIRST < date < _LAST:
        return None
    is_disputed = language.traits.calendar.lunar_day_may_differ or any(
        first <= date <= last for first, last in _DISPUTED
    )
    days = [
        _lunar(date + datetime.timedelta(days=shift), language)
        for shift in ((0, 1, -1) if is_disputed else (0,))
    ]
    return None if any(_agrees(found, day) for day in days) else _name(days[0], found)


class _Day(msgspec.Struct, frozen=True):
    year: int
    month: int
    day: int
    leap: bool


def _lunar(date: datetime.date, language: Language) -> _Day:
    if language.traits.calendar.lunar == "korean" and date.year <= _LAST_KOREAN_YEAR:
        from korean_lunar_calendar import KoreanLunarCalendar

        korean = KoreanLunarCalendar()
        korean.setSolarDate(date.year, date.month, date.day)
        return _Day(korean.lunarYear, korean.lunarMonth, korean.lunarDay, bool(korean.isIntercalation))
    from lunardate import LunarDate

    chinese = LunarDate.from_solar_date(date.year, date.month, date.day)
    return _Day(chinese.year, chinese.month, chinese.day, bool(chinese.is_leap_month))


def _agrees(printed: PrintedLunarDate, real: _Day) -> bool:
    return (
        printed.cycle in (None, (real.year - 4) % 60)
        and printed.month in (None, real.month)
        and printed.day in (None, real.day)
        and (printed.month is None or printed.leap == real.leap)
    )


def _name(real: _Day, printed: PrintedLunarDate) -> str:
    """In the manner of the printed one: with or without year, in digits or in Chinese."""
    year = ""
    if printed.cycle is not None:
        year = f"{_STEMS[(real.year - 4) % 10]}{_BRANCHES[(real.year - 4) % 12]}年"
    leap = "闰" if real.leap else ""
    if re.search(r"\d", flat(printed.text)):
        return f"{year}{leap}{real.month}月{real.day}日"
    return f"{year}{leap}{_MONTH_NAMES[real.month - 1]}月{_day_name(real.day)}"


_MONTH_NAMES = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ONES = "一二三四五六七八九十"
_ROUND = {10: "初十", 20: "二十", 30: "三十"}


def _day_name(day: int) -> str:
    if day in _ROUND:
        return _ROUND[day]
    return "初十廿"[day // 10] + _ONES[day % 10 - 1]
