"""The words of the Markdown notation."""

from __future__ import annotations

from ebook.languages.labels import Labels

__all__ = ["LABELS"]

LABELS = Labels(
    masthead="""
name          報名 報紙
publisher     出版者 發行
date          日期
weekday       星期
lunar_date    農曆
issue_number  期號 總期號
page_count    版數
cn_number     刊號 國內統一刊號
issn          ISSN號
postal_code   郵發代號
weather       天氣
edition       版別
price         定價 售價
lang          語言
printed       報頭
repairs       修訂
""",
    section="""
page   版號
title  版名
folio  版頭 頁眉
staff  編務
""",
    role="""
reporter       記者 本報記者
correspondent  通訊員
photographer   攝影 攝影記者
intern         實習生 實習記者 見習記者
columnist      撰文
editor         編輯
agency         通訊社
""",
    article="""
column          欄目 專欄
kicker          引題 肩題 眉題
headline        主題 標題
deck            副題 副標題
byline          署名
byline_text     署名原文
dateline        電頭
continued_from  上接
continued_to    下轉
lang            語言
""",
    figure="""
alt      描述
caption  說明 圖說 圖注
credit   署名 攝影 圖源 供圖 來源
""",
    table="""
caption  表題
note     表註
""",
    box="""
note   按語 編者按
aside  方框 附欄
verse  詩 詩歌
""",
    printed_section="staff 責編 責任編輯 美編 校對",
    printed_table="note 註 備註 資料來源 數據來源",
    colon="：",
    join="、",
    spaces_part_names=True,
    deeds="報道 報導 供圖 綜合 圖 攝",
    house="本報 本網 見習 特約",
)
