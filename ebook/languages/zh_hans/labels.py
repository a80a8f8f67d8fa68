"""The words of the Markdown notation."""

from __future__ import annotations

from ebook.languages.labels import Labels

__all__ = ["LABELS"]

LABELS = Labels(
    masthead="""
name          报名 报纸
publisher     出版者 主办 主管主办 出版 发行
date          日期 出版日期
weekday       星期
lunar_date    农历
issue_number  期号 总期号
page_count    版数
cn_number     刊号 国内统一刊号
issn          ISSN号
postal_code   邮发代号
weather       天气
edition       版次
price         定价 零售价
lang          语言
printed       报头
repairs       修订
""",
    section="""
page   版号
title  版名
folio  版头 页眉
staff  编务
""",
    role="""
reporter       记者 本报记者
correspondent  通讯员 特约通讯员
photographer   摄影 摄影记者
intern         实习生 实习记者 见习记者
columnist      撰文 文
editor         编辑
agency         通讯社
""",
    article="""
column          栏目 专栏
kicker          引题 肩题 眉题
headline        主题 标题
deck            副题 副标题
byline          署名 作者
byline_text     署名原文
dateline        电头 消息头
continued_from  上接
continued_to    下转 下接
lang            语言
""",
    figure="""
alt      描述
caption  说明 图说 图注 图片说明
credit   署名 摄影 图源 供图 来源
""",
    table="""
caption  表题 表 表名
note     表注
""",
    box="""
note   按语 编者按
aside  方框 附栏
verse  诗 诗歌
""",
    printed_section="staff 责编 责任编辑 美编 校对 值班编委 值班主任 版式 版面",
    printed_table="note 注 备注 资料来源 数据来源",
    colon="：",
    join="、",
    spaces_part_names=True,
    deeds="报道 报导 撰写 采写 供稿 供图 整理 综合 文 图 摄 文图 图文",
    house="本报 本刊 本社 本网 本台 见习 首席 特约 全媒体 实习",
)
