"""What mastheads and folio lines print."""

from __future__ import annotations

import re

from ebook.languages.folio import EDGE, END, LETTERED, LOOSE_PAGES, FolioTable
from ebook.languages.masthead import FIGURES, ISSUE_NUMBER, MONEY, NUMBERS, Table, rows

__all__ = ["FOLIO", "MASTHEAD"]

_FACTS = rows(
    *NUMBERS,
    ("issue_number", r"(?:지령|통권)\s?:?\s?제?\s?(?P<value>\d[\d,]{0,8})\s?호?"),
    ("issue_number", rf"[제第]\s?(?P<value>{ISSUE_NUMBER})\s?[호號号]"),
    ("issue_number", r"(?<![\d,])(?P<value>\d[\d,]{2,8})\s?[호號号]"),
    ("page_count", r"(?:오늘|금일|총|전|모두|전체|본지)[^\d\n]{0,8}(?P<value>\d{1,3})\s?(?:면|쪽|페이지)"),
    ("page_count", r"(?<![\d,제])(?P<value>[2-9]|[1-9]\d{1,2})\s?면(?![가-힣])"),
    ("price", rf"(?:1\s?부|한\s?부|낱장|가판)\s?(?:값|가격|정가)?\s?:?\s?(?P<value>{MONEY}\s?원)"),
    ("price", rf"(?:값|정가|가격|판매가|구독료)\s?:?\s?(?P<value>{MONEY}\s?원)"),
    ("publisher", r"발행(?:처|사|소|기관)?\s?[:=]?\s?(?P<value>(?:\(주\)|㈜|주식회사|사단법인)?\s?(?!인[\s·ㆍ/:]|[·ㆍ]|겸)[가-힣A-Za-z]{2,20})"),
    ("publisher", r"(?:발행|편집|인쇄)(?:[·ㆍ/, ]{1,2}(?:발행|편집|인쇄|제작|등록))+(?:처|소|사)?\s?[:=]?\s?(?P<value>(?:\(주\)|㈜|주식회사)?\s?(?!인[\s:·])[가-힣A-Za-z]{2,20})"),
    ("publisher", r"(?P<value>(?:\(주\)|㈜)?[가-힣]{2,20})\s?발행(?![가-힣·])"),
    ("publisher", r"(?:발행|편집|인쇄)[·ㆍ/ 겸]{0,3}(?:발행|편집|인쇄)?인(?:[·ㆍ/ ]{0,2}(?:편집|인쇄)인){0,2}\s?:?\s?(?P<value>[가-힣]{2,4})(?![가-힣])"),
    ("edition", r"(?<![가-힣])(?P<value>조 ?간|석 ?간|호 ?외|증 ?간|특집호|특별호)(?![가-힣])"),
    ("edition", r"(?<![가-힣\d])(?P<value>(?:[가-힣]{2,5} )?(?:제\s?)?\d{1,2}\s?판|[가-힣]{1,6}판)(?![가-힣])"),
)  # fmt: skip

MASTHEAD = Table(
    facts=_FACTS,
    weather_label=re.compile(r"(?:[가-힣]{0,6} ?)?날씨\s?:?\s*"),
    weather_words=frozenset("대체로곳약간매우전국영상하기온풍차례맑음구름많조금흐림리고며비눈안개소나기뒤오전후한때가끔차점최고저온강수확률아침낮밤곳에따라진눈깨비황사바람") | FIGURES,
    name_ends=("일보", "신문", "타임스", "저널", "뉴스", "매일", "신보", "시보", "경제", "투데이"),
)  # fmt: skip

_NAME = r"[가-힣]{2,4}(?:\s?기자|\s?차장|\s?부장)?(?![가-힣])"
_OFFICE = r"(?:책임|지면|화면)?\s?(?:편집|교열|교정|디자인|그래픽|미술|조판|데스크|담당|사진편집)(?:기자|장|국장|부장)?"
FOLIO = FolioTable(
    pages=re.compile(rf"{EDGE}(?:제?\s?(?P<page>[A-Z]?\d{{1,3}})\s?[면쪽]|(?P<page_>{LETTERED})){END}"),
    loose_pages=LOOSE_PAGES,
    attached=re.compile(r"^제?(?P<page>[A-Z]?\d{1,3})면(?=\|)"),
    staff=re.compile(rf"{_OFFICE}\s?[:/=|]\s?{_NAME}(?:[·,]\s?{_NAME}){{0,4}}"),
    spaced_staff=re.compile(rf"{EDGE}{_OFFICE}\s{{1,3}}{_NAME}"),
    titles=(
        "종합", "정치", "경제", "사회", "국제", "문화", "스포츠", "지역", "지방", "전국", "오피니언", "사설", "칼럼", "사람", "인물", "교육", "건강", "생활", "과학", "기획",
        "특집", "광고", "증권", "부동산", "산업", "여론", "연예", "방송", "여행", "라이프", "수도권", "뉴스", "포커스", "이슈", "현장", "월드", "북", "책", "피플", "마당",
    ),
    jumps=re.compile(r"계속|에서|으로|이어"),
)  # fmt: skip
