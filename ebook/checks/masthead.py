"""What is wrong with the facts of the masthead and with the dates of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ebook.calendar import PrintedDate, find_dates, find_weekday, right_weekday, weekday_name
from ebook.languages import Language, resolve
from ebook.lunar import right_lunar
from ebook.model import Issue, Masthead, Origin, Section
from ebook.problems import Problem
from ebook.rules import issue as rules

__all__ = ["check_masthead", "issn_check_digit"]


def check_masthead(issue: Issue) -> Iterator[Problem]:
    """The problems of an issue's masthead, and those of its pages' folio lines."""
    masthead = issue.masthead
    if not masthead.name:
        yield rules.NO_NAME.at(masthead.origin, "the newspaper has no name; write `name` into the masthead")
    language = resolve(issue.lang)
    yield from _date_problems(issue, language)
    yield from _days_of_date(masthead, language)
    if masthead.issn and (reason := _issn_problem(masthead.issn)):
        yield rules.WRONG_ISSN.at(_place(masthead, masthead.issn), reason)
    for section in issue.sections:
        yield from _folio_problems(section, masthead, language)


def _date_problems(issue: Issue, language: Language) -> Iterator[Problem]:
    masthead = issue.masthead
    printed = [date for line in masthead.printed for date in find_dates(line, language)]
    for date in printed:
        if date.date is None:
            yield _impossible(date, _place(masthead, date.text))
        elif len(set(date.years)) > 1:
            message = f"{date.text} names the years {date.years[0]} and {date.years[1]}; the first was taken"
            yield rules.YEARS_DISAGREE.at(_place(masthead, date.text), message)
    yield from _several(masthead, printed)
    if masthead.date is None and not printed:
        yield rules.NO_DATE.at(
            masthead.origin, f"the issue has no date; write `date` into the masthead{_hint(issue, language)}"
        )


def _several(masthead: Masthead, printed: list[PrintedDate]) -> Iterator[Problem]:
    others = [date for date in printed if date.date and masthead.date and date.date != masthead.date]
    if others and any(date.date == masthead.date for date in printed):
        message = f"the masthead prints {others[0].text}, too; {masthead.date} was taken for the day of issue"
        yield rules.SEVERAL_DATES.at(_place(masthead, others[0].text), message)


def _hint(issue: Issue, language: Language) -> str:
    dates = (
        date for section in issue.sections for line in section.folio for date in find_dates(line, language)
    )
    found = next(dates, None)
    return f" (a page bears {found.text})" if found else ""


def _impossible(date: PrintedDate, origin: Origin | None) -> Problem:
    return rules.IMPOSSIBLE_DATE.at(origin, f"there is no such day as {date.text}; write the right date")


def _days_of_date(masthead: Masthead, language: Language) -> Iterator[Problem]:
    date = masthead.date
    if date is None:
        return
    if masthead.weekday and (right := right_weekday(date, masthead.weekday, language)):
        message = f"{date} is a {right}, not a {masthead.weekday}; correct the date or the weekday"
        yield rules.WRONG_WEEKDAY.at(_place(masthead, masthead.weekday), message)
    if masthead.lunar_date and (right := right_lunar(date, masthead.lunar_date, language)):
        message = f"{date} is {right}, not {masthead.lunar_date}; correct the date or the lunar date"
        yield rules.WRONG_LUNAR_DATE.at(_place(masthead, masthead.lunar_date), message)


def _place(masthead: Masthead, fact: str) -> Origin | None:
    """The line that prints a fact, where each printed line is one of the source's; else the masthead."""
    origin = masthead.origin
    if origin is None or len(origin.lines) != len(masthead.printed):
        return origin
    lines = (number for number, line in zip(origin.lines, masthead.printed, strict=True) if fact in line)
    found = next(lines, None)
    return origin if found is None else Origin(file=origin.file, lines=(found,))


def _folio_problems(section: Section, masthead: Masthead, language: Language) -> Iterator[Problem]:
    for line in section.folio:
        for found in find_dates(line, language)[:1]:
            page = f"page {section.page}" if section.page else "a page"
            if found.date is None:
                yield _impossible(found, section.origin)
                continue
            if masthead.date and found.date != masthead.date:
                message = f"{page} bears {found.text}, the issue is of {masthead.date}; see which is right"
                yield rules.OTHER_DATE.at(section.origin, message)
            weekday = find_weekday(line)
            if weekday and weekday.day != found.date.weekday():
                right = weekday_name(found.date, language)
                message = (
                    f"{page} calls {found.date} a {weekday.text}, but it is a {right}; correct one of them"
                )
                yield rules.WRONG_WEEKDAY.at(section.origin, message)


# --- ISSN ---------------------------------------------------------------------------------

_ISSN = re.compile(r"(\d{4})\s?[-－–—]?\s?(\d{3})([\dXxＸｘ])")


def issn_check_digit(digits: str) -> str:
    """The check digit of an ISSN's first seven digits: weights 8 to 2, modulo 11, X for 10 (ISO 3297)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    return "0123456789X"[-total % 11]


def _issn_problem(printed: str) -> str | None:
    match = _ISSN.fullmatch(printed.upper().removeprefix("ISSN").strip(" :："))
    if not match:
        return f"{printed} is no ISSN, which has the form 1234-5679; compare it with the printed page"
    right = issn_check_digit(match[1] + match[2])
    if match[3].upper().replace("Ｘ", "X") == right:
        return None
    return f"{printed} is no valid ISSN: its check digit should be {right}; compare it with the printed page"
