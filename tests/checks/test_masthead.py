"""The masthead's facts against the calendar and against each other."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.checks.masthead import check_masthead, issn_check_digit
from ebook.model import Issue, Masthead, Origin, Section

DAY = datetime.date(2024, 6, 18)
PRINTED = ("陵江晚报", "2024年6月18日 星期二 甲辰年五月十三", "ISSN 1234-5679")


def problems(lang="zh-Hans", sections=(), **facts):
    given = {
        "name": "陵江晚报",
        "date": DAY,
        "printed": PRINTED,
        "origin": Origin(file="a1.txt", lines=(2, 4, 6)),
    } | facts
    issue = Issue(lang=lang, masthead=Masthead(**given), sections=sections)
    return [(problem.code, problem.line, problem.message) for problem in check_masthead(issue)]


def codes(*args, **facts):
    return [code for code, *_ in problems(*args, **facts)]


def test_a_right_masthead_has_no_problem():
    assert problems(weekday="星期二", lunar_date="甲辰年五月十三", issn="1234-5679") == []
    assert problems(lang="ja", weekday="火曜日", printed=()) == []


def test_a_wrong_weekday_names_the_right_one_and_its_line():
    ((code, line, message),) = problems(
        weekday="星期三", printed=("陵江晚报", "2024年6月18日 星期三", "ISSN 1234-5679"), issn="1234-5679"
    )
    assert (code, line) == ("ISS-003", 4)
    assert "2024-06-18 is a 星期二, not a 星期三" in message


def test_a_wrong_lunar_date_and_a_wrong_year_of_the_cycle():
    ((code, _, message),) = problems(lunar_date="甲辰年五月十四")
    assert code == "ISS-004"
    assert "甲辰年五月十三, not 甲辰年五月十四" in message
    assert codes(lunar_date="癸卯年五月十三") == ["ISS-004"]


def test_an_issn_of_which_a_digit_was_misread():
    ((code, line, message),) = problems(
        issn="1234-5678", printed=("陵江晚报", "2024年6月18日", "ISSN 1234-5678")
    )
    assert (code, line) == ("ISS-005", 6)
    assert "should be 9" in message
    assert codes(issn="ISSN 2434-561X") == []
    assert codes(issn="12345") == ["ISS-005"]


def test_issn_check_digits():
    # Numbers in use: 2434-561X, 2049-3630, 0378-5955.
    assert (issn_check_digit("2434561"), issn_check_digit("2049363"), issn_check_digit("0378595")) == tuple(
        "X05"
    )


def test_a_missing_date_tells_which_one_a_page_bears():
    section = Section(page="02", folio=("陵江晚报 2024年6月18日 02版",))
    ((code, _, message),) = problems(date=None, printed=("陵江晚报",), sections=(section,))
    assert code == "ISS-001"
    assert "2024年6月18日" in message


def test_a_day_that_does_not_exist_is_told_once():
    ((code, line, message),) = problems(date=None, printed=("陵江晚报", "2024年2月30日", "第8期"))
    assert (code, line) == ("ISS-002", 4)
    assert "2024年2月30日" in message


def test_years_of_two_eras_that_disagree():
    printed = ("海部日報", "2024年(令和5年)6月18日", "第8号")
    assert codes(lang="ja", printed=printed) == ["ISS-007"]


def test_a_second_date_in_the_masthead():
    assert codes(printed=("陵江晚报", "2024年6月18日", "2024年6月19日出版")) == ["ISS-018"]


def test_a_page_with_another_date_or_a_wrong_weekday():
    def page(folio):
        return codes(sections=(Section(page="02", folio=(folio,), origin=Origin(file="a1.txt", lines=(9,))),))

    assert page("2024年6月18日 星期二 02版") == []
    assert page("2024年6月17日 星期一 02版") == ["ISS-006"]
    assert page("2024年6月18日 星期三 02版") == ["ISS-003"]
    assert page("2024年6月31日 02版") == ["ISS-002"]


def test_a_missing_name():
    assert codes(name=None) == ["ISS-008"]


@given(
    st.text(), st.text(), st.text(), st.lists(st.text(), max_size=3), st.sampled_from(["zh-Hans", "ja", "ko"])
)
def test_no_text_breaks_the_checks(weekday, lunar, issn, printed, lang):
    problems(lang, weekday=weekday, lunar_date=lunar, issn=issn, printed=tuple(printed))


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_the_ends_of_time(day):
    assert "ISS-003" in codes(date=day, weekday="星期三", lunar_date="正月初一", printed=()) + codes(
        date=day, weekday="星期四", lunar_date="正月初一", printed=()
    )
