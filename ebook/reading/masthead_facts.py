"""The facts that some lines of a masthead hold, and how much of each line they make up."""

from __future__ import annotations

import datetime
import re

import msgspec

from ebook.calendar import PrintedDate, PrintedWeekday, find_dates, find_weekday
from ebook.languages import Language
from ebook.languages.masthead import CONTACTS, Field, Table
from ebook.lunar import find_lunar
from ebook.numerals import flat, number

__all__ = ["Facts", "read_facts"]

Span = tuple[int, int]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a text.

    Attributes:
        printed: the facts that are kept as printed, by field.
        dates: the dates of issue that the text prints, whether they exist or not.
        weekday: as printed, like the next two.
        lunar_date: with its label and year.
        weather: without its label.
        hard: where facts stand that no article has: numbers, dates, publisher, price.
        soft: where the rest stands: weather, edition, addresses, telephone numbers.
    """

    printed: dict[Field, str]
    dates: tuple[PrintedDate, ...]
    weekday: str | None
    lunar_date: str | None
    weather: str | None
    hard: tuple[Span, ...]
    soft: tuple[Span, ...]

    @property
    def date(self) -> datetime.date | None:
        """The day of issue: the first printed one, None where that one does not exist."""
        return self.dates[0].date if self.dates else None

    @property
    def page_count(self) -> int | None:
        """The number of pages."""
        return number(self.printed["page_count"]) if "page_count" in self.printed else None

    def covered(self, start: int, end: int) -> int:
        """How many characters between two places belong to a fact."""
        return len(
            {place for span in (*self.hard, *self.soft) for place in range(*span) if start <= place < end}
        )


_NOT_OF_ISSUE = re.compile(r"[ ,]{0,2}(?:创刊|創刊|창간|第三種|認可|登记|登記|등록|創立|创办)")
_DATE_PARTS = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s?[年년]\s?(?:(?:\d|[一二三四五六七八九十]){1,2}\s?[月월])?(?!\d)"
)
_ALONE = re.compile(r"(?<=\n)\s?(\d{1,2})\s?(?=\n)")
_MASK = "\ufffc"


class _Text:
    """A text of which each found fact is struck out, so that no character serves two facts."""

    def __init__(self, text: str) -> None:
        self.printed = text
        self.open = flat(text)

    def take(self, span: Span) -> Span:
        start, end = span
        self.open = self.open[:start] + _MASK * (end - start) + self.open[end:]
        return span

    def at(self, span: Span) -> str:
        return " ".join(self.printed[slice(*span)].split())


def read_facts(text: str, language: Language) -> Facts:
    """The facts of a masthead's lines, joined by U+000A."""
    rest = _Text(text)
    hard: list[Span] = []
    soft: list[Span] = []
    weekday = _take_found(rest, _weekday(rest.open, language), hard)
    dates = _dates(rest, hard, language)
    lunar_date = _take_found(rest, find_lunar(rest.open), hard)
    weather = _weather(rest, language.masthead, soft)
    printed = _printed(rest, language.masthead, hard, soft)
    for match in (*CONTACTS.finditer(rest.open), *_DATE_PARTS.finditer(rest.open)):
        (hard if match.re is _DATE_PARTS else soft).append(match.span())
    return Facts(
        printed=printed,
        dates=tuple(dates),
        weekday=weekday,
        lunar_date=lunar_date,
        weather=weather,
        hard=tuple(hard),
        soft=tuple(soft),
    )


def _dates(rest: _Text, spans: list[Span], language: Language) -> list[PrintedDate]:
    found = [date for date in find_dates(rest.open, language) if not _NOT_OF_ISSUE.match(rest.open, date.end)]
    found = found or _stacked(rest.open)
    spans += [rest.take((date.start, date.end)) for date in found]
    return found


def _weekday(text: str, language: Language) -> PrintedWeekday | None:
    """The weekday after the date, if there is one: a paper's name can hold one as well."""
    dates = [date.end for date in find_dates(text, language)]
    if not dates or (found := find_weekday(text[dates[0] :])) is None:
        return find_weekday(text)
    return msgspec.structs.replace(found, start=found.start + dates[0], end=found.end + dates[0])


def _stacked(text: str) -> list[PrintedDate]:
    """A date set in a stack, whose large day stands on a line of its own before the month: 18 / 2024年6月."""
    month, day = _DATE_PARTS.search(text), _ALONE.search(f"\n{text}\n")
    if not month or not day or not month[0].rstrip().endswith(("月", "월")):
        return []
    (found, *_) = find_dates(f"{month[0].strip()}{day[1]}日") or (None,)
    return [msgspec.structs.replace(found, start=month.start(), end=month.end())] if found else []


def _take_found(rest: _Text, found: object, spans: list[Span]) -> str | None:
    if found is None:
        return None
    span: Span = (found.start, found.end)  # type: ignore[attr-defined]
    spans.append(rest.take(span))
    return rest.at(span)


def _printed(rest: _Text, table: Table, hard: list[Span], soft: list[Span]) -> dict[Field, str]:
    printed: dict[Field, str] = {}
    for row in table.facts:
        if row.field in printed:
            continue
        match = row.pattern.search(rest.open)
        if match:
            printed[row.field] = rest.at(match.span("value"))
            (soft if row.field == "edition" else hard).append(rest.take(match.span()))
    return printed


# --- weather ------------------------------------------------------------------------------

_WORD = re.compile(r"\S+")
_TEMPERATURE = re.compile(r"\d\s?(?:℃|°|度|도)")
_FIGURES = re.compile(r"[\d\-~∼〜～—/.,、;:()+·]+")
_MOSTLY = 0.6
"""After a label, a word of which this share is made of weather's characters is part of the report."""


def _weather(rest: _Text, table: Table, spans: list[Span]) -> str | None:
    for label in table.weather_label.finditer(rest.open):
        if span := _report(rest.open, label.end(), table, least=_MOSTLY):
            spans.append(rest.take((label.start(), span[1])))
            return rest.at(span)
    for word in _WORD.finditer(rest.open):
        span = _report(rest.open, word.start(), table, least=1)
        if span and _TEMPERATURE.search(rest.open, *span):
            spans.append(rest.take(span))
            return rest.at(span)
    return None


def _report(text: str, start: int, table: Table, *, least: float) -> Span | None:
    """The run of words from a place on that speak of the weather, over one line end at most."""
    end = start
    for word in _WORD.finditer(text, start):
        letters = _FIGURES.sub("", word[0])
        known = sum(char in table.weather_words for char in letters)
        if (
            (not letters and not _TEMPERATURE.search(word[0]))
            or known < least * len(letters)
            or text.count("\n", end, word.start()) > 1
        ):
            break
        end = word.end()
    return (start, end) if end > start else None
