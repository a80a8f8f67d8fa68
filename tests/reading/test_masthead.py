"""The facts of invented mastheads."""

from __future__ import annotations

import datetime

import pytest

from ebook.languages import resolve
from ebook.reading.masthead import date_elsewhere, name_elsewhere, read_masthead
from ebook.reading.pieces import Line, Piece
from ebook.reading.rejoin import rejoined

HANS = [
    "南江日报",
    "2024年5月3日 星期五",
    "第12345期 今日8版",
    "国内统一刊号CN 12-0001",
    "多云 18℃～25℃",
    "南江日报社出版",
]


def test_each_fact_is_found_with_its_place():
    found = read_masthead(HANS, resolve("zh-Hans"), "")
    assert (found.name, found.date, found.weekday) == ("南江日报", datetime.date(2024, 5, 3), "星期五")
    assert (found.issue_number, found.page_count) == ("12345", 8)
    assert found.cn_number == "CN 12-0001"
    assert found.weather == "多云 18℃～25℃"
    text = "\n".join(HANS)
    assert text[slice(*found.spans["name"])] == "南江日报"
    assert text[slice(*found.spans["issue_number"])] == "12345"


@pytest.mark.parametrize("left_out", range(1, len(HANS)))
def test_a_missing_line_loses_no_other_fact(left_out):
    found = read_masthead([line for at, line in enumerate(HANS) if at != left_out], resolve("zh-Hans"), "")
    assert found.name == "南江日报"
    assert left_out == 1 or found.date == datetime.date(2024, 5, 3)
    assert left_out == 2 or found.issue_number == "12345"


def test_no_lines_are_no_facts():
    assert not read_masthead([], resolve("ja"), "").spans
    assert not read_masthead(["", " "], resolve("en"), "").spans


def test_a_folio_names_the_paper_and_the_day():
    folios = ["3版 民生　南江日报　2024年5月3日", "4版 文化　南江日报　2024年5月3日"]
    assert name_elsewhere(folios, [], resolve("zh-Hans")) == "南江日报"
    assert date_elsewhere(folios, resolve("zh-Hans")) == datetime.date(2024, 5, 3)


def test_an_own_report_names_no_paper():
    assert name_elsewhere([], ["【本報訊】", "本报讯（记者 王小明）"], resolve("zh-Hant")) is None
    assert date_elsewhere(["第三版"], resolve("zh-Hant")) is None


def test_the_rest_of_a_broken_line_belongs_to_the_masthead():
    """Where a program broke the masthead's lines, what goes on one of them is part of it."""
    line = Line(text="2003年6月13日 星期", file="page.txt", numbers=(1,))
    rest = Line(text="五 农历癸未年五月十四", file="page.txt", numbers=(2,))
    pieces, (repair,) = rejoined(
        [Piece(line=line, role="MAST"), Piece(line=rest, role="+")], resolve("zh-Hans")
    )
    assert [(piece.role, piece.text) for piece in pieces] == [
        ("MAST", "2003年6月13日 星期五 农历癸未年五月十四")
    ]
    assert repair.kind == "joined-sentence"
