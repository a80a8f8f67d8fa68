"""An issue with everything that a print can hold, in four languages."""

from __future__ import annotations

import datetime
from pathlib import Path

from PIL import Image

from ebook.model import (
    Article,
    Aside,
    Emphasis,
    Figure,
    Heading,
    Issue,
    Link,
    List,
    Masthead,
    Note,
    Paragraph,
    Quote,
    Ruby,
    Section,
    Strong,
    Table,
    Verse,
    rich,
)

ROWS = 70  # more than a column holds

_CHINESE = (
    Paragraph(
        text=rich(
            "他说：“《灯塔》（节选）「引文」、『又引』。”——这是",
            Emphasis(content=("着重的字，",)),
            "有",
            Strong(content=("黑体",)),
            "与",
            Ruby(base="龘", reading="dá"),
            "，见",
            Link(href="https://example.com/a", content=("网页 page",)),
            "。",
        )
    ),
    Heading(text="分题 在这里"),
    *(
        Paragraph(
            text="（一）港口2025年吞吐量增长5.6%，“十四五”……期间——全长52.6公里；【快讯】《报》、“报”。" * 4
        ),
    )
    * 3,
    Quote(text="灯亮了。"),
    Note(text="编者按：地方‧生活与天下·栎园。"),
    Verse(text=("春潮带雨，", "野渡无人。")),
    List(items=("甲", "乙"), ordered=True),
    List(items=("丙", "丁")),
    Table(
        caption="潮位",
        header=("序号", "名称", "数值"),
        rows=tuple((str(number), f"站{number}", f"{number}.5") for number in range(ROWS)),
        note="单位：米",
    ),
    Figure(src="a.jpg", alt="一条船", caption="渔船归港", credit="林小帆 摄"),
    Figure(src="b.png", alt="", caption="花边"),
    Aside(title="相关链接", body=(Paragraph(text="盒中文字。"),)),
)
_JAPANESE = Paragraph(
    text=rich(Ruby(base="渚", reading="なぎさ"), "と", Ruby(base="ABC", reading="えー"), "の「『灯』」です。")
)
_KOREAN = Paragraph(text="등대의 불이 다시 켜졌다고 '항구일보'가 2025년 3월에 전했다. " * 6)
_TRADITIONAL = Paragraph(text="他說：「《燈塔》（節選）」，重見天日。" * 6)


def issue(folder: Path) -> Issue:
    """The issue; its pictures are written into the folder."""
    Image.linear_gradient("L").resize((300, 200)).convert("RGB").save(folder / "a.jpg")
    Image.new("RGBA", (300, 100), (200, 0, 0, 90)).save(folder / "b.png")
    articles = (
        Article(
            headline="灯塔重新点亮",
            kicker="引题",
            deck="副题",
            dateline="本报讯",
            body=_CHINESE,
            continued_to="（下转02版）",
        ),
        Article(headline="灯台の話", lang="ja", body=(_JAPANESE,)),
        Article(headline="등대 이야기", lang="ko", body=(_KOREAN,)),
        Article(headline="燈塔故事", lang="zh-Hant", body=(_TRADITIONAL,)),
    )
    return Issue(
        masthead=Masthead(name="海风日报", date=datetime.date(2025, 3, 4), publisher="海风报社 & 友人"),
        sections=(
            Section(page="01", title="要闻", articles=articles),
            Section(
                page="02",
                title="综合",
                articles=(Article(headline="下一版", body=(Paragraph(text="完。"),)),),
            ),
        ),
    )
