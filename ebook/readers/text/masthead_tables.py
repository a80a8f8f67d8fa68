"""What mastheads print, as data: a row a form, by language.

Every pattern is matched against text in one width (`ebook.numerals.flat`), lines joined by U+000A; its
group `value` is the fact as printed. Of the rows of one field the first that matches gives the fact, so
the surest forms stand first.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

__all__ = ["CONTACTS", "TABLES", "FactRow", "Field", "Table", "table_of"]

Field: TypeAlias = Literal[
    "publisher", "issue_number", "page_count", "cn_number", "issn", "postal_code", "edition", "price"
]


class FactRow(msgspec.Struct, frozen=True):
    """One printed form of a fact."""

    field: Field
    pattern: re.Pattern[str]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What mastheads of one language print.

    Attributes:
        lang: the language, as the project tags it.
        facts: the forms of the facts.
        weather_label: what stands before the weather.
        weather_words: the characters of which a weather report is made.
        name_ends: endings of newspapers' names.
    """

    lang: str
    facts: tuple[FactRow, ...]
    weather_label: re.Pattern[str]
    weather_words: frozenset[str]
    name_ends: tuple[str, ...]


def _rows(*rows: tuple[Field, str]) -> tuple[FactRow, ...]:
    return tuple(FactRow(field, re.compile(pattern, re.IGNORECASE)) for field, pattern in rows)


_N = r"[\d,]{1,9}|[〇○零一二三四五六七八九十百千万萬]{1,10}"
_FEW = r"\d{1,3}|[一二两兩三四五六七八九十]{1,3}"
_MONEY = r"\d[\d,]*(?:\.\d+)?"

_Forms: TypeAlias = tuple[tuple[Field, str], ...]

_NUMBERS: _Forms = (
    ("cn_number", r"(?P<value>C\s?N\s?:?\s?\d{2}\s?-\s?\d{4}(?:\s?/\s?[A-Z]{1,2}\d{0,2}\b)?)"),
    ("cn_number", r"(?:刊[号號]|出版物[号號])\s*:?\s*(?P<value>\d{2}\s?-\s?\d{4})(?!\d)"),
    ("issn", r"ISSN\s*:?\s*(?P<value>\d{4}\s?-\s?\d{3}[\dX])(?!\w)"),
    ("postal_code", r"(?:[邮郵][发發])?代[号號]\s*:?\s*(?P<value>\d{1,3}\s?-\s?\d{1,4})(?!\d)"),
)  # fmt: skip
_CHINESE_NUMBERS: _Forms = (
    ("issue_number", rf"[总總]\s?(?:第|期[号數数])\s?:?\s?(?P<value>{_N})\s?[期号號]?"),
    ("issue_number", rf"(?<!字)第\s?(?P<value>{_N})\s?[期号號](?!线|線|[一-龥]*(?:执照|執照))"),
    ("issue_number", r"\bNO\.?\s?(?P<value>\d[\d,]{1,8})\b"),
    ("page_count", rf"(?:今[日天期]|本[日期报報]|是日|出[刊紙纸版])[^\d版頁页]{{0,8}}(?:[^版頁页]{{0,8}}[^\d版頁页])?(?<![\d一二两兩三四五六七八九十])(?P<value>{_FEW})\s?[个個]?[版頁页](?![次面权權])"),
    ("page_count", rf"共[^\d\n版頁页]{{0,6}}(?P<value>{_FEW})\s?[个個]?[版頁页](?![次面权權])"),
    ("page_count", rf"(?:今[日天期]|本[日期]|是日)?出[紙纸刊](?:[^\n\d]{{0,6}}共)?\s?(?P<value>{_FEW})\s?大?[張张]"),
)  # fmt: skip
_PRICE_LABEL = r"(?:零售|[售定訂订单單]?[价價](?:格|錢|钱)?|每[份期]|售)"
_CURRENCY = r"(?:新?[台臺][币幣]\s?)?"
_AMOUNT = rf"(?:(?:人民|港)[币幣]|澳門幣|HK|NT|MOP|RMB)?\s?(?:[$¥￥]\s?{_MONEY}(?:\s?元)?|{_MONEY}\s?[元圆圓角])|[A-Z]{{1,3}}\s?\$?\s?{_MONEY}"
_CHINESE_PRICES: _Forms = (
    ("price", rf"(?:零售|每[份期])[^\d\n$¥￥]{{0,8}}?{_CURRENCY}(?P<value>{_AMOUNT})"),
    ("price", r"(?:零售|每[份期])[^\d\n]{0,8}?(?P<value>(?:澳門|港|人民)?[币幣]?[壹贰貳叁參肆伍陆陸柒捌玖拾一二三四五六七八九十两]{1,4}[元圆圓角])"),
    ("price", rf"(?<![年月季])(?<!半年){_PRICE_LABEL}[^\d\n$¥￥]{{0,6}}?{_CURRENCY}(?P<value>{_AMOUNT})"),
    ("price", rf"(?:新?[台臺][币幣]\s?|(?=(?:人民|港|澳門)[币幣]))(?P<value>(?:(?:人民|港|澳門)[币幣]\s?)?{_MONEY}\s?[元圆圓])"),
    ("price", rf"(?<![A-Z])(?P<value>(?:HK|NT|MOP|RMB)\s?[$¥￥]\s?{_MONEY})"),
)  # fmt: skip
_EDITION = r"(?<![一-龥\d])(?P<value>(?![每逢][一-龥]{0,3}出版|出版|头版|頭版|[今本改排制製正再初]版|[本今][日期])[一-龥]{1,5}版)(?![一-龥\d:])"
_BODY = r"[一-龥·()“”「」]{2,30}?"
_NOT_BODY = r"(?<![一-龥])(?!每|逢|周[一二三四五六日]|[今本][日期]|国内统一|國內統一|公开|內部|内部)"
_DOES = r"(?:主管|主办|主辦|承办|承辦|编辑|編輯|出版(?!物)|编印|印行|[发發]行(?!人|部|量|所|:))"
_DOES_HERE = r"(?:主管|主办|承办|编辑|出版(?!物)|编印)"
_LABELLED = r"(?:主[办辦]|出版|[发發]行|主管)(?:[、/]?(?:主[办辦]|出版|[发發]行))?(?:单位|單位|机构|機構|者|所)?\s?:\s?(?P<value>[^\s:]{3,30})"
_PERSON_PUBLISHER = (
    r"(?:出版人|[发發]行人)\s*(?:兼[一-龥]{2,5})?\s?[:/ ]\s?(?P<value>[一-龥]{2,4})(?![一-龥])"
)

_ZH_HANS = _rows(
    *_NUMBERS, *_CHINESE_NUMBERS, *_CHINESE_PRICES,
    ("publisher", _LABELLED.replace("|主管)", ")")),
    ("publisher", _LABELLED),
    ("publisher", rf"(?P<value>{_NOT_BODY}{_BODY}{_DOES_HERE}(?:[、·]?{_DOES_HERE})*(?:[ 、]+{_NOT_BODY}{_BODY}{_DOES_HERE}(?:[、·]?{_DOES_HERE})*)*)(?![一-龥])"),
    ("publisher", r"(?P<value>(?!主管)[一-龥]{4,30})\s(?:主[办辦]|出版)(?![一-龥])"),
    ("publisher", _PERSON_PUBLISHER),
    ("edition", _EDITION),
    ("edition", r"(?<![一-龥])(?P<value>[早晚日夜午]刊|[号號]外)(?![一-龥])"),
)  # fmt: skip
_ZH_HANT = _rows(
    *_NUMBERS, *_CHINESE_NUMBERS, *_CHINESE_PRICES,
    ("publisher", _LABELLED),
    ("publisher", rf"(?P<value>{_NOT_BODY}{_BODY}){_DOES}(?:[、·]?{_DOES})*(?![一-龥])"),
    ("publisher", r"(?<![承印][印刷]:)(?<![承印][印刷]: )(?<![一-龥])(?P<value>[一-龥]{2,20}(?:報社|公司|報業集團|出版社))(?![一-龥])"),
    ("publisher", _PERSON_PUBLISHER),
    ("edition", _EDITION),
    ("edition", r"(?<![一-龥])(?P<value>[早晚日夜午]刊|[号號]外)(?![一-龥])"),
)  # fmt: skip
_JA = _rows(
    *_NUMBERS,
    ("issue_number", r"(?<!字)(?:通算|通巻)?第?\s?(?P<value>\d[\d,]{2,8})\s?号"),
    ("issue_number", rf"第\s?(?P<value>{_N})\s?号"),
    ("page_count", r"(?:きょう|今日|本日|本紙|全|計)[^\d\n]{0,8}(?P<value>\d{1,3})\s?(?:ページ|頁|面)"),
    ("page_count", r"(?<![\d,])(?P<value>\d{1,3})\s?(?:ページ|頁)"),
    ("price", rf"(?P<value>[1一]\s?部\s?(?:売り?|定価)?\s?:?\s?(?:{_MONEY}|[一二三四五六七八九十百千]+)\s?円)"),
    ("price", rf"(?:定価|価格|即売)[^\d\n]{{0,8}}?(?P<value>{_MONEY}\s?円)"),
    ("publisher", r"発行(?:所|者|元|人)?\s?[:=＝]?\s?[©ⓒ]?\s?(?P<value>(?:[(]株[)]|㈱|株式会社|一般社団法人|有限会社)?\s?[一-龥ァ-ヺぁ-ゖー]{2,24})"),
    ("publisher", r"(?P<value>[一-龥ァ-ヺー]{2,20}社)発行"),
    ("publisher", r"[©ⓒ]\s?(?P<value>[一-龥ァ-ヺー]{2,20}社)"),
    ("publisher", r"(?m)^(?P<value>[一-龥ァ-ヺー]{2,16}(?:新聞社|新聞会|新報社|通信社))$"),
    ("price", r"(?<![一-龥])(?P<value>無料)(?![一-龥])"),
    ("edition", r"(?<![一-龥])(?P<value>(?:朝刊|夕刊|号外)(?:[・ ]{1,2}(?:[一-龥]{1,6}|第?\d{1,2})版)?)(?![一-龥])"),
    ("edition", r"(?<![一-龥\d])(?P<value>第?\d{1,2}\s?版|[一-龥]{1,6}版)(?![一-龥\d])"),
)  # fmt: skip
_KO = _rows(
    *_NUMBERS,
    ("issue_number", r"(?:지령|통권)\s?:?\s?제?\s?(?P<value>\d[\d,]{0,8})\s?호?"),
    ("issue_number", r"제\s?(?P<value>\d[\d,]{0,8})\s?호"),
    ("issue_number", r"(?<![\d,])(?P<value>\d[\d,]{2,8})\s?호"),
    ("page_count", r"(?:오늘|금일|총|전|모두|전체|본지)[^\d\n]{0,8}(?P<value>\d{1,3})\s?(?:면|쪽|페이지)"),
    ("page_count", r"(?<![\d,제])(?P<value>[2-9]|[1-9]\d{1,2})\s?면(?![가-힣])"),
    ("price", rf"(?:1\s?부|한\s?부|낱장|가판)\s?(?:값|가격|정가)?\s?:?\s?(?P<value>{_MONEY}\s?원)"),
    ("price", rf"(?:값|정가|가격|판매가|구독료)\s?:?\s?(?P<value>{_MONEY}\s?원)"),
    ("publisher", r"발행(?:처|사|소|기관)?\s?[:=]?\s?(?P<value>(?:\(주\)|㈜|주식회사|사단법인)?\s?(?!인[\s·ㆍ/:]|[·ㆍ]|겸)[가-힣A-Za-z]{2,20})"),
    ("publisher", r"(?:발행|편집|인쇄)(?:[·ㆍ/, ]{1,2}(?:발행|편집|인쇄|제작|등록))+(?:처|소|사)?\s?[:=]?\s?(?P<value>(?:\(주\)|㈜|주식회사)?\s?(?!인[\s:·])[가-힣A-Za-z]{2,20})"),
    ("publisher", r"(?P<value>(?:\(주\)|㈜)?[가-힣]{2,20})\s?발행(?![가-힣·])"),
    ("publisher", r"(?:발행|편집|인쇄)[·ㆍ/ 겸]{0,3}(?:발행|편집|인쇄)?인(?:[·ㆍ/ ]{0,2}(?:편집|인쇄)인){0,2}\s?:?\s?(?P<value>[가-힣]{2,4})(?![가-힣])"),
    ("edition", r"(?<![가-힣\d])(?P<value>(?:[가-힣]{2,5} )?(?:제\s?)?\d{1,2}\s?판|[가-힣]{1,6}판)(?![가-힣])"),
)  # fmt: skip

_FIGURES = frozenset("0123456789-~∼〜～—/.,、;:()%℃°C度도 +·")
_CHINESE_WEATHER = frozenset(
    "晴阴陰多少云雲间間时時有局部短暂暫阵陣雨小中大暴特雪雾霧霾霜轻輕重转轉到至或并並伴夹夾雷电電雹冰冻凍沙尘塵扬揚浮"
    "密驟骤幾几狂煙烟霞薄毛酷熱热寒冷涼凉乾燥潮天"
    "风風东東南西北偏向级級力微和气氣温溫最高低湿濕相对對空质質量优優良污染白天夜早晚今明后後日区區地个個别別为為"
)
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

TABLES = {
    "zh-Hans": Table(
        lang="zh-Hans",
        facts=_ZH_HANS,
        weather_label=re.compile(r"[一-龥]{0,6}天[气氣](?:[预預][报報])?\s?:?\s*|[今明][天日]\s?:?\s*"),
        weather_words=_CHINESE_WEATHER | _FIGURES,
        name_ends=("日报", "晚报", "早报", "晨报", "时报", "周报", "商报", "都市报", "青年报", "快报", "导报", "新报", "公报", "画报", "电视报", "周刊", "周末", "新闻", "报"),
    ),
    "zh-Hant": Table(
        lang="zh-Hant",
        facts=_ZH_HANT,
        weather_label=re.compile(r"[一-龥]{0,6}天[气氣](?:[预預][报報])?\s?:?\s*|[今明][天日]\s?:?\s*"),
        weather_words=_CHINESE_WEATHER | _FIGURES,
        name_ends=("日報", "晚報", "早報", "晨報", "時報", "週報", "周報", "商報", "青年報", "快報", "導報", "新報", "公報", "電子報", "週刊", "新聞", "報"),
    ),
    "ja": Table(
        lang="ja",
        facts=_JA,
        weather_label=re.compile(r"(?:[一-龥]{0,6}の)?(?:きょうの|今日の|あすの)?(?:天気|空模様)\s?:?\s*"),
        weather_words=frozenset("晴れ曇くもり雨雪雷霧時々のち後一所によ最高低気温降水確率北南東西風やや強い弱前日比平年並朝昼夜み") | _FIGURES,
        name_ends=("新聞", "新報", "日報", "毎日", "タイムス", "タイムズ", "時報", "民報", "通信", "ニュース", "公論", "日日"),
    ),
    "ko": Table(
        lang="ko",
        facts=_KO,
        weather_label=re.compile(r"(?:[가-힣]{0,6} ?)?날씨\s?:?\s*"),
        weather_words=frozenset("대체로곳약간매우전국영상하기온풍차례맑음구름많조금흐림리고며비눈안개소나기뒤오전후한때가끔차점최고저온강수확률아침낮밤곳에따라진눈깨비황사바람") | _FIGURES,
        name_ends=("일보", "신문", "타임스", "저널", "뉴스", "매일", "신보", "시보", "경제", "투데이"),
    ),
}  # fmt: skip
"""The tables by language, as the project tags languages."""


def table_of(lang: str) -> Table:
    """The table of a BCP 47 tag: zh-Hant-TW is zh-Hant, an unknown language zh-Hans."""
    primary, _, rest = lang.partition("-")
    if primary == "zh":
        return TABLES["zh-Hant" if rest.startswith(("Hant", "TW", "HK", "MO")) else "zh-Hans"]
    return TABLES.get(primary, TABLES["zh-Hans"])
