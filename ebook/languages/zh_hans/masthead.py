"""What mastheads and folio lines print."""

from __future__ import annotations

from ebook.languages.chinese import (
    BODY,
    DOES_HERE,
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
    ("publisher", LABELLED.replace("|主管)", ")")),
    ("publisher", LABELLED),
    ("publisher", rf"(?P<value>{NOT_BODY}{BODY}{DOES_HERE}(?:[、·]?{DOES_HERE})*(?:[ 、]+{NOT_BODY}{BODY}{DOES_HERE}(?:[、·]?{DOES_HERE})*)*)(?![一-龥])"),
    ("publisher", r"(?P<value>(?!主管)[一-龥]{4,30})\s(?:主[办辦]|出版)(?![一-龥])"),
    ("publisher", PERSON_PUBLISHER),
    ("edition", EDITION),
    ("edition", r"(?<![一-龥])(?P<value>[早晨晚日夜午] ?刊|号 ?外|[增特] ?刊|特别版)(?![一-龥])"),
    # After a date or number, which are masked by then: elsewhere it is half of a spaced name, 青衡 晚报.
    ("edition", r"(?<=\ufffc )(?P<value>[早晨午晚夜]报)(?=\s|$)"),
)  # fmt: skip

MASTHEAD = Table(
    facts=_FACTS,
    weather_label=WEATHER_LABEL,
    weather_words=WEATHER_WORDS,
    name_ends=("日报", "晚报", "早报", "晨报", "时报", "周报", "商报", "都市报", "青年报", "快报", "导报", "新报", "公报", "画报", "电视报", "周刊", "周末", "新闻", "报"),
)  # fmt: skip
