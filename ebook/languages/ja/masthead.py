"""What mastheads and folio lines print."""

from __future__ import annotations

import re

from ebook.languages.folio import EDGE, END, LETTERED, LOOSE_PAGES, FolioTable
from ebook.languages.masthead import FIGURES, ISSUE_NUMBER, MONEY, NUMBERS, Table, rows

__all__ = ["FOLIO", "MASTHEAD"]

_FACTS = rows(
    *NUMBERS,
    ("issue_number", r"(?<!字)(?:通算|通巻)?第?\s?(?P<value>\d[\d,]{2,8})\s?[号號]"),
    ("issue_number", rf"第\s?(?P<value>{ISSUE_NUMBER})\s?(?:合併)?[号號]"),
    ("page_count", r"(?:きょう|今日|本日|本紙|全|計)[^\d\n]{0,8}(?P<value>\d{1,3})\s?(?:ページ|頁|面)"),
    ("page_count", r"(?<![\d,])(?P<value>\d{1,3})\s?(?:ページ|頁)"),
    ("price", rf"(?P<value>[1一]\s?部\s?(?:売り?|定価)?\s?:?\s?(?:{MONEY}|[一二三四五六七八九十百千]+)\s?円)"),
    ("price", rf"(?:定価|価格|即売)[^\d\n]{{0,8}}?(?P<value>{MONEY}\s?円)"),
    ("publisher", r"発行(?:所|者|元|人)?\s?[:=＝]?\s?[©ⓒ]?\s?(?P<value>(?:[(]株[)]|㈱|株式会社|一般社団法人|有限会社)?\s?[一-龥ァ-ヺぁ-ゖー]{2,24})"),
    ("publisher", r"(?P<value>[一-龥ァ-ヺー]{2,20}社)発行"),
    ("publisher", r"[©ⓒ]\s?(?P<value>[一-龥ァ-ヺー]{2,20}社)"),
    ("publisher", r"(?m)^(?P<value>[一-龥ァ-ヺー]{2,16}(?:新聞社|新聞会|新報社|通信社))$"),
    ("price", r"(?<![一-龥])(?P<value>無料)(?![一-龥])"),
    ("edition", r"(?<![一-龥])(?P<value>(?:[朝夕] ?刊|号 ?外|増 ?刊|特別号|特集号|臨時増刊)(?:[・ ]{1,2}(?:[一-龥]{1,6}|第?\d{1,2})版)?)(?![一-龥])"),
    ("edition", r"(?<![一-龥\d])(?P<value>第?\d{1,2}\s?版|[一-龥]{1,6}版)(?![一-龥\d])"),
)  # fmt: skip

MASTHEAD = Table(
    facts=_FACTS,
    weather_label=re.compile(r"(?:[一-龥]{0,6}の)?(?:きょうの|今日の|あすの)?(?:天気|空模様)\s?:?\s*"),
    weather_words=frozenset("晴れ曇くもり雨雪雷霧時々のち後一所によ最高低気温降水確率北南東西風やや強い弱前日比平年並朝昼夜み") | FIGURES,
    name_ends=("新聞", "新報", "日報", "毎日", "タイムス", "タイムズ", "時報", "民報", "通信", "ニュース", "公論", "日日"),
)  # fmt: skip

_NAME = r"[一-龥々ぁ-ゖァ-ヺ]{1,6}(?:[ ][一-龥々ぁ-ゖァ-ヺ]{1,4})?(?![一-龥ぁ-ゖァ-ヺ])"
_OFFICE = r"(?:紙面|本紙|担当)?(?:編集|校閲|整理|レイアウト|デザイン|担当|デスク)(?:担当|長|委員)?"
FOLIO = FolioTable(
    pages=re.compile(rf"{EDGE}(?:第?\s?(?P<page>\d{{1,2}})\s?[面頁]|\((?P<page_>\d{{1,2}})\)|(?P<page__>{LETTERED}))(?:{END})"),
    loose_pages=LOOSE_PAGES,
    attached=re.compile(r"^第\s?(?P<page>\d{1,2})\s?面(?=[一-龥])"),
    staff=re.compile(rf"{_OFFICE}\s?[:/=]\s?{_NAME}(?:[、・,]\s?{_NAME}){{0,4}}"),
    spaced_staff=re.compile(rf"{EDGE}{_OFFICE}\s{{1,3}}{_NAME}"),
    titles=(
        "総合", "政治", "経済", "国際", "社会", "地域", "地方", "県内", "県政", "市民", "くらし", "暮らし", "生活", "文化", "学芸", "スポーツ", "運動", "教育", "科学",
        "医療", "健康", "家庭", "読書", "書評", "オピニオン", "論説", "社説", "投書", "声", "ひと", "娯楽", "芸能", "テレビ", "ラジオ", "特集", "企画", "広告", "商況", "証券", "株式", "首都圏", "東京",
    ),
    jumps=re.compile(r"続|つづ|から|参照"),
)  # fmt: skip
