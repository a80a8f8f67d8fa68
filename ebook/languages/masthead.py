"""What mastheads print, as data: a row for each printed form.

Every pattern is matched against text in one width (`ebook.numerals.flat`), lines joined by U+000A; its
group `value` is the fact as printed. Of the rows of one field the first that matches gives the fact, so
the surest forms stand first.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

__all__ = [
    "CONTACTS",
    "FEW",
    "FIGURES",
    "ISSUE_NUMBER",
    "MONEY",
    "NUMBER",
    "NUMBERS",
    "FactRow",
    "Field",
    "Forms",
    "Table",
    "rows",
]

Field: TypeAlias = Literal[
    "publisher", "issue_number", "page_count", "cn_number", "issn", "postal_code", "edition", "price"
]


class FactRow(msgspec.Struct, frozen=True):
    """One printed form of a fact."""

    field: Field
    pattern: re.Pattern[str]


class Table(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What mastheads of one language print.

    Attributes:
        facts: the forms of the facts.
        weather_label: what stands before the weather.
        weather_words: the characters of which a weather report is made.
        name_ends: endings of newspapers' names.
        name: the form of a newspaper's name.
        longest_name: the greatest length of one.
    """

    facts: tuple[FactRow, ...]
    weather_label: re.Pattern[str]
    weather_words: frozenset[str]
    name_ends: tuple[str, ...]
    name: re.Pattern[str] = re.compile(r"[^\W\d_a-zA-Z]{2,14}")
    longest_name: int = 14


def rows(*forms: tuple[Field, str]) -> tuple[FactRow, ...]:
    """The forms compiled."""
    return tuple(FactRow(field, re.compile(pattern, re.IGNORECASE)) for field, pattern in forms)


NUMBER = r"[\d,]{1,9}|[〇○零一二三四五六七八九十百千万萬]{1,10}"
ISSUE_NUMBER = rf"(?:{NUMBER})(?:\s?[-~〜·・、]\s?(?:{NUMBER}))?"
"""A number, or the numbers of a combined issue (第7—8期), in text of one width."""

FEW = r"\d{1,3}|[一二两兩三四五六七八九十]{1,3}"
MONEY = r"\d[\d,]*(?:\.\d+)?"

Forms: TypeAlias = tuple[tuple[Field, str], ...]

NUMBERS: Forms = (
    ("cn_number", r"(?P<value>C\s?N\s?:?\s?\d{2}\s?-\s?\d{4}(?:\s?/\s?[A-Z]{1,2}\d{0,2}\b)?)"),
    ("cn_number", r"(?:刊[号號]|出版物[号號])\s*:?\s*(?P<value>\d{2}\s?-\s?\d{4})(?!\d)"),
    ("issn", r"ISSN\s*:?\s*(?P<value>\d{4}\s?-\s?\d{3}[\dX])(?!\w)"),
    ("postal_code", r"(?:[邮郵][发發])?代[号號]\s*:?\s*(?P<value>\d{1,3}\s?-\s?\d{1,4})(?!\d)"),
)  # fmt: skip
FIGURES = frozenset("0123456789-~∼〜～—/.,、;:()%℃°C度도 +·")
_CONTACT_WORDS = (
    r"热线|熱線|电话|電話|传真|傳真|网址|網址|网站|網站|新闻网|新聞網|客户端|客戶端|地址|社址|邮编|郵遞區號|邮箱|信箱|微信|微博|公众号|读者服务|讀者服務"
    r"|广告|廣告|订阅|訂閱|服务|客服|抖音|头条号|二维码|독자센터|대표전화|구독|광고|홈페이지|제보|문의|전화|팩스|代表|TEL|FAX|QQ"
)
CONTACTS = re.compile(
    rf"(?:[一-龥가-힣]{{0,6}}(?:{_CONTACT_WORDS})[一-龥가-힣]{{0,4}}\s?:?\s?(?:\(?[\d][\d\-() ]{{2,20}})?)"
    r"|(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|\b[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|hk|tw|jp|kr|example)\b\S*"
    r"|〒\s?\d{3}-?\d{4}\S*(?:\s{1,2}[^\s\ufffc]{2,16}){0,2}|[℡☎]\s?[\d()・ -]{6,20}|\(?\d{2,5}\)?[- ]\d{3,4}[- ]?\d{3,5}"
    r"|[^\s]*第三種郵便物認可|中[華华][郵邮]政[^\n]{0,30}|新[聞闻][紙纸][類类][^\n]{0,20}|주소\s?:?\s?[^\n]{2,30}|구독료[^\n]{0,6}(?:월|한\s?달)?\s?[\d만천,]+\s?원|(?:全年|半年|每?月|月ぎめ|月極め?|購読料)[^\n\d]{0,8}[\d,.]+\s?(?:元|円)|日刊|先勝|友引|先負|仏滅|大安|赤口|每逢?[周週].出版|(?=\S*\d|[一-龥]{2,24}(?:号|號|楼|樓)(?![一-龥]))[一-龥]{2,24}(?:路|街|町|村|號|号|楼|樓|室|층|번지|の\d+)[\d一-龥의の-]*"
    r"|(?:明日|今日|今天|明天|昨日)?(?:立春|雨水|惊蛰|驚蟄|春分|清明|谷雨|穀雨|立夏|小满|小滿|芒种|芒種|夏至|小暑|大暑|立秋|处暑|處暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)"
    r"|(?:[督承]印|印刷|[发發]行|[总總]?[编編][辑輯]|主[编編]|社[长長]|照排)(?:人|者|所)?\s?[:/]\s?[^\s:/]{2,16}|(?:内部[资資]料|准印[证證]|PP\s?\d)[^\n]{0,30}|免[费費](?:交流|[赠贈][阅閱送])"
    r"|(?:발행인|편집인|인쇄인|편집국장|주간|주필)(?:\s?[·겸]\s?[가-힣]{2,4}){0,2}\s?:?\s?(?:[가-힣]{2,5}(?:\s[가-힣]{2,4}){0,2})|(?:격주|매주|매월|주\s?\d회|월\s?\d회)\s?발행"
    r"|(?:创刊|創刊|창간|설립)(?:[ 　]?\d{4}[年년][ 　]?\d{1,2}[月월][ 　]?\d{1,2}[日일]|[^\n]{0,12})|[^\s]{0,14}(?:创刊|創刊|창간|認可|등록)",
    re.IGNORECASE,
)
"""What mastheads print beside the facts: how to reach the paper, its address, the day's solar term, its founding."""
