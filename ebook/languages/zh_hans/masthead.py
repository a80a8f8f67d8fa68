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
    ("edition", r"(?<![一-龥])(?P<value>[早晚日夜午]刊|[号號]外)(?![一-龥])"),
)  # fmt: skip

MASTHEAD = Table(
    facts=_FACTS,
    weather_label=WEATHER_LABEL,
    weather_words=WEATHER_WORDS,
    name_ends=("日报", "晚报", "早报", "晨报", "时报", "周报", "商报", "都市报", "青年报", "快报", "导报", "新报", "公报", "画报", "电视报", "周刊", "周末", "新闻", "报"),
)  # fmt: skip
