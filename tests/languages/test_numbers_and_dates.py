"""Issue numbers, pages and dates in the forms of each language."""

import datetime

import pytest

from ebook.calendar import find_dates
from ebook.languages import resolve
from ebook.reading.folio import read_folio
from ebook.reading.masthead_facts import read_facts


@pytest.mark.parametrize(
    ("lang", "printed", "number"),
    [
        ("zh-Hans", "第7—8期 总第512—513期", "512—513"),
        ("zh-Hans", "第7-8期", "7-8"),
        ("zh-Hant", "第1234號", "1234"),
        ("ja", "第八千三十二號", "八千三十二"),
        ("ja", "8032號", "8032"),
        ("ja", "第12・13合併号", "12・13"),
        ("ko", "第9134號", "9134"),
        ("ko", "제9134호", "9134"),
        ("ko", "9134號", "9134"),
        ("en", "Vol. XII No. 3,345", "3,345"),
    ],
)
def test_issue_numbers(lang, printed, number):
    assert read_facts(printed, resolve(lang)).printed["issue_number"] == number


@pytest.mark.parametrize(
    ("lang", "printed", "day"),
    [
        ("zh-Hant", "中華民國115年3月6日", "2026-03-06"),
        ("zh-Hant", "115年3月6日", "2026-03-06"),
        ("ja", "令和8年3月6日", "2026-03-06"),
        ("ja", "昭和五十一年三月六日", "1976-03-06"),
        ("ja", "大正１２年９月１日", "1923-09-01"),
        ("ko", "단기 4359년 3월 6일", "2026-03-06"),
        ("ko", "檀紀四三五九年三月六日", "2026-03-06"),
        ("zh-Hans", "二〇二六年三月廿一日", "2026-03-21"),
        ("en", "Friday, March 6, 2026", "2026-03-06"),
        ("en", "6 March 2026", "2026-03-06"),
    ],
)
def test_dates(lang, printed, day):
    assert [found.date for found in find_dates(printed, resolve(lang))] == [datetime.date.fromisoformat(day)]


@pytest.mark.parametrize(
    ("lang", "printed", "page"),
    [
        ("zh-Hans", "第廿一版 副刊", "21"),
        ("zh-Hant", "第二〇版 副刊", "20"),
        ("en", "Page 3", "03"),
        ("en", "Page 12 Sports | The Northquay Herald", "12"),
        ("en", "A2 World May 8, 2026", "A2"),
    ],
)
def test_folio_lines(lang, printed, page):
    assert read_folio(printed, resolve(lang)).page == page
