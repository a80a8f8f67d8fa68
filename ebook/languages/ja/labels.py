"""The words of the Markdown notation."""

from __future__ import annotations

from ebook.languages.labels import Labels

__all__ = ["LABELS"]

LABELS = Labels(
    masthead="""
name          題字 紙名 新聞名
publisher     発行所 発行者
date          日付 発行日
weekday       曜日
lunar_date    旧暦
issue_number  号数 号
page_count    面数
cn_number     刊行番号
issn          ISSN番号
postal_code   郵便番号
weather       天気
edition       版
price         定価 価格
lang          言語
printed       題字欄
repairs       修復
""",
    section="""
page   面番号
title  面名
folio  欄外
staff  担当
""",
    role="""
reporter       記者
correspondent  通信員
photographer   撮影 写真
intern         研修生
columnist      寄稿
editor         編集
agency         通信社
""",
    article="""
column          欄名
kicker          肩見出し
headline        主見出し 見出し
deck            袖見出し 脇見出し
byline          署名 筆者
byline_text     署名原文
dateline        クレジット 発信
continued_from  続き元
continued_to    続き先
lang            言語
""",
    figure="""
alt      代替
caption  説明 写真説明 キャプション
credit   提供 撮影
""",
    table="""
caption  表題
note     表注
""",
    box="""
note   注記
aside  囲み
verse  詩
""",
    printed_section="staff 編集 校閲 整理",
    printed_table="note 出典",
    colon="：",
    join="、",
    house="本紙",
)
