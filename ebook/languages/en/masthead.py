"""What mastheads and folio lines print."""

from __future__ import annotations

import re

from ebook.languages.folio import EDGE, END, LETTERED, LOOSE_PAGES, FolioTable
from ebook.languages.masthead import FIGURES, MONEY, NUMBERS, Table, rows

__all__ = ["FOLIO", "MASTHEAD"]

_NAME = r"[A-Z][\w&'’.-]*(?: (?:[A-Z][\w&'’.-]*|of|and|the)){0,6}"
_CURRENCY = r"(?:NT|HK|US|S|MOP)?[$¥￥₩€£]|(?:NTD|HKD|JPY|KRW|RMB|CNY)\s?"

_FACTS = rows(
    *NUMBERS,
    ("issue_number", r"\bVol(?:ume|\.)?\s?[IVXLCDM\d]+,?\s*(?:No|Issue|Number)\.?\s?(?P<value>\d[\d,]*)"),
    ("issue_number", r"\b(?:No|Issue|Number)\.?\s?(?P<value>\d[\d,]*)\b"),
    ("page_count", r"\b(?P<value>\d{1,3})\s(?:pages|pp\.?)(?!\w)"),
    ("price", rf"(?:(?:Cover )?Price|Newsstand)\s?:?\s?(?P<value>(?:{_CURRENCY}){MONEY}|{MONEY}\s?(?:yen|won|yuan))"),
    ("price", rf"(?P<value>(?:{_CURRENCY}){MONEY})(?![\d.]|\s?(?:a|per) (?:month|year))"),
    ("publisher", rf"(?:Published by|Publisher)\s?:?\s?(?-i:(?P<value>(?:[Tt]he )?{_NAME}))"),
    ("edition", r"\b(?P<value>(?:Morning|Evening|City|Late|International|Weekend|Sunday|Special|Final) Edition)\b"),
)  # fmt: skip

MASTHEAD = Table(
    facts=_FACTS,
    weather_label=re.compile(r"(?:Today['’]s )?(?:Weather|Forecast)(?: today)?\s?:?\s*", re.IGNORECASE),
    weather_words=frozenset("acdefghilnorstuwyCFRSW") | FIGURES,
    name_ends=("Times", "Herald", "Post", "News", "Daily", "Journal", "Standard", "Mail", "Gazette", "Tribune", "Chronicle", "Weekly", "Review", "Press", "Star"),
    name=re.compile(r"(?:The )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4}"),
    longest_name=40,
)  # fmt: skip

_PERSON = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}"
_OFFICE = (
    r"(?:Page |Copy |Night |Managing |News |Photo )?(?:[Ee]ditors?|[Dd]esign|[Ll]ayout|[Pp]roofreaders?)"
)
FOLIO = FolioTable(
    pages=re.compile(rf"{EDGE}(?:(?:[Pp]age|PAGE|[Pp]\.)\s?(?P<page>[A-Z]?\d{{1,3}})|(?P<page_>{LETTERED})){END}"),
    loose_pages=LOOSE_PAGES,
    attached=re.compile(r"^(?:Page|PAGE)\s?(?P<page>[A-Z]?\d{1,3})(?=[A-Z])"),
    staff=re.compile(rf"{_OFFICE}\s?[:/]\s?{_PERSON}(?:(?:, | and ){_PERSON}){{0,4}}"),
    spaced_staff=re.compile(rf"{EDGE}{_OFFICE}\s{{2,3}}{_PERSON}"),
    titles=(
        "News", "Front Page", "World", "Region", "City", "Local", "Business", "Economy", "Opinion", "Culture", "Arts",
        "Sports", "Features", "Life", "Education", "Health", "Science", "Travel", "Society", "Focus", "Notices",
    ),
    page_words=re.compile(r"[Pp]age|PAGE"),
    longest_title=24,
    jumps=re.compile(r"[Cc]ontinued|CONTINUED|\b[Ff]rom\b|\b[Ss]ee\b"),
)  # fmt: skip
