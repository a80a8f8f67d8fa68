"""What mastheads and folio lines print."""

from __future__ import annotations

from ebook.languages.chinese import (
    BODY,
    DOES,
    EDITION,
    FOLIO,
    ISSUE_NUMBERS,
    LABELLED,
    NOT_BODY,
    PERSON_PUBLISHER,
    PRICES,
    WEATHER_LABEL,
    WEATHER_WORDS,
)
from ebook.languages.masthead import NUMBERS, Table, rows

__all__ = ["FOLIO", "MASTHEAD"]

_FACTS = rows(
    *NUMBERS, *ISSUE_NUMBERS, *PRICES,
    ("publisher", LABELLED),
    ("publisher", rf"(?P<value>{NOT_BODY}{BODY}){DOES}(?:[、·]?{DOES})*(?![一-龥])"),
    ("publisher", r"(?<![承印][印刷]:)(?<![承印][印刷]: )(?<![一-龥])(?P<value>[一-龥]{2,20}(?:報社|公司|報業集團|出版社))(?![一-龥])"),
    ("publisher", PERSON_PUBLISHER),
    ("edition", EDITION),
    ("edition", r"(?<![一-龥])(?P<value>[早晨晚日夜午] ?刊|號 ?外|[增特] ?刊|特別版)(?![一-龥])"),
    # After a date or number, which are masked by then: elsewhere it is half of a spaced name, 青衡 晚報.
    ("edition", r"(?<=\ufffc )(?P<value>[早晨午晚夜]報)(?=\s|$)"),
)  # fmt: skip

MASTHEAD = Table(
    facts=_FACTS,
    weather_label=WEATHER_LABEL,
    weather_words=WEATHER_WORDS,
    name_ends=("日報", "晚報", "早報", "晨報", "時報", "週報", "周報", "商報", "青年報", "快報", "導報", "新報", "公報", "電子報", "週刊", "新聞", "報"),
)  # fmt: skip
