"""Dates and weekdays as newspapers print them.

Nothing is corrected here: a date that does not exist keeps its printed form and has no value, and
who wants to know whether a weekday is right asks for the right one.
"""

from __future__ import annotations

import datetime
import functools
import re

import msgspec

from ebook.languages import Language, known
from ebook.numerals import NUMERAL, flat, number

__all__ = ["PrintedDate", "PrintedWeekday", "find_dates", "find_weekday", "right_weekday", "weekday_name"]


class PrintedDate(msgspec.Struct, frozen=True):
    """A date in a text.

    Attributes:
        text: as printed.
        start: where it begins in the text searched.
        end: where it ends.
        date: the day, None where there is no such day.
        years: the years it names, two where it names one in another era beside it.
    """

    text: str
    start: int
    end: int
    date: datetime.date | None
    years: tuple[int, ...]


class PrintedWeekday(msgspec.Struct, frozen=True):
    """A weekday in a text; `day` counts from 0 for Monday."""

    text: str
    start: int
    end: int
    day: int


_FIRST_YEAR = 1600
"""A year without an era before the first newspapers is none: 98年 is not the year 98."""
_BARE_REPUBLICAN_YEARS = range(80, 200)
"""In Taiwan the era's name is often left out."""

_WEEKDAY_AHEAD = r"(?=\s|$|[(,、]|星期|礼拜|禮拜|週|周|[月火水木金土日]曜|[월화수목금토일]요)"
_PUNCTUATED = r"(?<![\d.\-/])(?P<year>(?:1[6-9]|20)\d\d)\s*(?P<mark>[-./·])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<day>\d{1,2})(?![\d\-/]|\.\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_ENGLISH = (
    rf"\b(?:{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>(?:1[6-9]|20)\d\d)"
    rf"|(?P<day_>\d{{1,2}})\s+{_MONTH.replace('<month>', '<month_>')}\s*,?\s*(?P<year_>(?:1[6-9]|20)\d\d))\b"
)


def find_dates(text: str, language: Language | None = None) -> tuple[PrintedDate, ...]:
    """All dates with year, month and day that a text prints, in their order.

    Reads 2024年6月18日, 2024年6月 18 星期二 (the day printed large, without 日), 二〇二四年六月十八日,
    中華民國114年3月9日, 2025年(令和7年)10月17日, 2024년 11월 5일, 단기 4357년 11월 5일, 2024.11.5, 2025-04-16,
    June 18, 2024, with digits of any width; and 113年6月18日 where the language is zh-Hant.

    Args:
        text: any text.
        language: its language, where it is known.
    """
    even = flat(text)
    found = [_worded(match, text, language) for match in _worded_dates().finditer(even)]
    found += [_dated(match, text, match.groupdict()) for match in re.finditer(_PUNCTUATED, even)]
    for match in re.finditer(_ENGLISH, even, re.IGNORECASE):
        parts = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
        found.append(_dated(match, text, parts))
    return tuple(sorted((date for date in found if date), key=lambda date: date.start))


@functools.cache
def _eras() -> dict[str, int]:
    """What to add to the years of each era that any language names."""
    return {era: years for language in known() for era, years in language.traits.calendar.eras.items()}


@functools.cache
def _worded_dates() -> re.Pattern[str]:
    era = "|".join(sorted(_eras(), key=len, reverse=True))
    year = rf"(?:(?P<era>{era})\s*)?(?P<year>{NUMERAL}{{1,6}})\s*"
    beside = rf"\(\s*(?:(?P<era2>{era})\s*)?(?P<year2>{NUMERAL}{{1,6}})\s*[年년]?\s*\)\s*"
    return re.compile(
        rf"{year}(?:[年년]\s*(?:{beside})?|{beside.replace('2>', '3>')}[年년]\s*)"
        rf"(?P<month>{NUMERAL}{{1,3}})\s*[月월]\s*"
        rf"(?P<day>{NUMERAL}{{1,3}})(?:\s*[日号號일]|{_WEEKDAY_AHEAD})"
    )


def _worded(match: re.Match[str], text: str, language: Language | None) -> PrintedDate | None:
    years = [_year(match["era"], match["year"], language)]
    years += [_year(match[f"era{n}"], match[f"year{n}"], language) for n in (2, 3) if match[f"year{n}"]]
    known = tuple(year for year in years if year is not None)
    month, day = number(match["month"]), number(match["day"])
    if not known or month is None or day is None:
        return None
    return _printed(match, text, known, month, day)


def _year(era: str | None, digits: str, language: Language | None) -> int | None:
    value = number(digits)
    if value is None or era is not None:
        return None if value is None or era is None else value + _eras()[era]
    if language and value in _BARE_REPUBLICAN_YEARS and (offset := language.traits.calendar.unnamed_era):
        return value + offset
    return value if value >= _FIRST_YEAR else None


def _dated(match: re.Match[str], text: str, parts: dict[str, str]) -> PrintedDate:
    name = parts["month"]
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1
    return _printed(match, text, (int(parts["year"]),), month, int(parts["day"]))


def _printed(match: re.Match[str], text: str, years: tuple[int, ...], month: int, day: int) -> PrintedDate:
    start, end = match.span()
    try:
        date = datetime.date(years[0], month, day)
    except ValueError:
        date = None
    return PrintedDate(text[start:end], start, end, date, years)


# --- weekdays -----------------------------------------------------------------------------

_CHINESE_DAYS, _JAPANESE_DAYS, _KOREAN_DAYS = "一二三四五六日", "月火水木金土日", "월화수목금토일"
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?<![每逢])(?:星期|礼拜|禮拜|週|周)\s?(?P<zh>[一二三四五六日天])(?![刊報报年])"
    r"|(?<!毎週)(?P<ja>[月火水木金土日])曜日?"
    r"|(?P<ko>[월화수목금토일])요일"
    r"|(?<=[日일.\d])\s*\((?P<alone>[月火水木金土日월화수목금토일])\)"
    r"|\b(?P<english>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)


def find_weekday(text: str) -> PrintedWeekday | None:
    """The first weekday that a text prints: 星期四, 週四, 礼拜四, 木曜日, 목요일, Thursday, or 28日(木)."""
    match = _WEEKDAY.search(flat(text))
    if not match:
        return None
    start, end = match.span("alone") if match["alone"] else match.span()
    return PrintedWeekday(text[start:end], start, end, _day_index(match))


def _day_index(match: re.Match[str]) -> int:
    if match["english"]:
        return _ENGLISH_DAYS.index(match["english"][:3].lower())
    if match["zh"]:
        return _CHINESE_DAYS.index(match["zh"].replace("天", "日"))
    day = match["ja"] or match["ko"] or match["alone"]
    return (_JAPANESE_DAYS if day in _JAPANESE_DAYS else _KOREAN_DAYS).index(day)


def weekday_name(date: datetime.date, language: Language) -> str:
    """The weekday of a date in a language: 星期四, 木曜日, 목요일."""
    return language.traits.calendar.weekdays[date.weekday()]


def right_weekday(date: datetime.date, printed: str, language: Language) -> str | None:
    """The weekday that the date really has where the printed one is another; None where nothing is wrong."""
    found = find_weekday(printed) or find_weekday(f"日({printed.strip('()（）')})")
    return None if found is None or found.day == date.weekday() else weekday_name(date, language)
