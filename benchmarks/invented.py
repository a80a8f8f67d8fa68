"""An invented issue of any size, the same on every machine and in every run.

Sentences are put together from the lists below by counting, not by chance: the n-th sentence is
always the same, and two neighbours never are.
"""

from __future__ import annotations

import datetime
from itertools import count, pairwise

from ebook.model import (
    Article,
    Aside,
    Block,
    Heading,
    Issue,
    List,
    Masthead,
    Note,
    Paragraph,
    Person,
    Section,
    Table,
    plain,
    walk,
)

__all__ = ["characters", "invented_issue"]

_WHO = (
    "青衡市",
    "筠溪镇",
    "澹湖镇",
    "榆树巷社区",
    "市水利局",
    "云背村",
    "南坞渔港",
    "老渡口小学",
    "市图书馆",
)
_WHEN = ("昨天上午", "本月初", "从今年春天起", "三年前", "上周六傍晚", "清明过后", "这个汛期", "入伏以来")
_WHAT = (
    "为四十七户人家修好了漏雨的屋檐", "把废弃的砖窑改成了陶艺教室", "清出淤泥一万八千立方米",
    "给每条巷子装上了会感应脚步的路灯", "收到了来自六个省份的旧书五千余册", "新栽香樟、乌桕、枫杨三百二十株",
    "举办了第十二届渔歌比赛", "把招牌上褪色的字重新描了一遍", "公布了菜市场公平秤的抽检结果",
    "为值夜班的人多留了一班公交车", "完成了十一座石桥的测绘与加固",
)  # fmt: skip
_HOW = (
    "经费由街坊自愿分摊", "比原定计划提前了二十天", "过程全部写在门口的黑板上", "没有一户提出异议",
    "老匠人带着徒弟做了最难的一段", "图纸前后改过七稿", "参加的人最小八岁，最大八十一岁",
)  # fmt: skip
_SAID = (
    "“慢一点不要紧，要紧的是别返工。”", "“数字要经得起别人再数一遍。”", "“我们只是把该做的事做完了。”",
    "“下雨天来看，才知道修得好不好。”", "“孩子们记得住，就不算白做。”",
)  # fmt: skip
_NAMES = ("顾南枝", "温如故", "简行舟", "许观棋", "闻小满", "阮星驰", "沈橹")
_TOPICS = (
    "石桥",
    "早稻",
    "夜校",
    "渡船",
    "灯笼",
    "水库",
    "旧书",
    "菜场",
    "竹编",
    "渔歌",
    "站台",
    "樟树",
    "黑板",
)
_TURNS = ("焕然一新", "迎来新主人", "有了身份证", "走进课堂", "忙了起来", "不再漏雨", "搬了新家")
_PAGES = ("要闻", "综合", "民生", "经济", "乡村", "文化", "人物", "副刊")


def invented_issue(*, pages: int = 8, articles: int = 60, letters: int = 39_800) -> Issue:
    """An issue of `pages` pages and `articles` articles with about `letters` characters of text."""
    numbers = count()
    per_article = letters // articles
    made = [_article(number, numbers, per_article) for number in range(articles)]
    bounds = [articles * page // pages for page in range(pages + 1)]
    sections = tuple(
        Section(page=f"{page + 1:02}", title=_PAGES[page % len(_PAGES)], articles=tuple(made[first:last]))
        for page, (first, last) in enumerate(pairwise(bounds))
    )
    return Issue(lang="zh-Hans", masthead=_masthead(pages), sections=sections)


def characters(issue: Issue) -> int:
    """How many characters the paragraphs, headings, lists, tables and titles of an issue have."""
    return sum(
        len(plain(article.headline)) + sum(_letters(block) for block in walk(article.body))
        for article in issue.articles
    )


def _masthead(pages: int) -> Masthead:
    return Masthead(
        name="青衡日报",
        publisher="青衡日报社",
        date=datetime.date(2026, 4, 24),
        weekday="星期五",
        lunar_date="丙午年三月初八",
        issue_number="6218",
        page_count=pages,
    )


def _article(number: int, numbers: count[int], letters: int) -> Article:
    body: list[Block] = []
    if number % 10 == 3:
        body.append(Note(text=f"编者按：{_sentence(next(numbers))}"))
    if number % 6 == 0:
        body.append(_table(number))
    if number % 7 == 2:
        body.append(List(items=tuple(_sentence(next(numbers)) for _ in range(3))))
    if number % 9 == 4:
        body.append(Aside(title="相关链接", body=(Paragraph(text=_sentence(next(numbers))),)))
    while (have := sum(map(_letters, walk(tuple(body))))) < letters:
        if number % 3 == 0 and len(body) % 4 == 2:
            body.append(Heading(text=_headline(number + len(body))))
        sentences = min(4, 1 + (letters - have) // 50)
        body.append(Paragraph(text="".join(_sentence(next(numbers)) for _ in range(sentences))))
    reporter = _NAMES[number % len(_NAMES)]
    return Article(
        kicker=_headline(number + 5) if number % 4 == 0 else None,
        headline=_headline(number),
        deck=_WHAT[number % len(_WHAT)] if number % 5 == 0 else None,
        byline=(Person(role="reporter", name=reporter),),
        byline_text=f"本报记者 {reporter}",
        dateline="本报讯",
        body=tuple(body),
    )


def _headline(number: int) -> str:
    return f"{_WHO[number % len(_WHO)]}的{_TOPICS[number % len(_TOPICS)]}{_TURNS[number % len(_TURNS)]}"


def _sentence(number: int) -> str:
    who, when = _WHO[number % len(_WHO)], _WHEN[number // 2 % len(_WHEN)]
    what, how = _WHAT[number // 3 % len(_WHAT)], _HOW[number % len(_HOW)]
    said = _SAID[number // 4 % len(_SAID)] if number % 4 == 0 else ""
    return f"{when}，{who}{what}，{how}，前后共用去{number * 37 % 900 + 12}个工时。{said}"


def _table(number: int) -> Table:
    rows = tuple((_WHO[i], f"{(number + i) * 113 % 9000}", f"{(number + i) * 7 % 100}.{i}") for i in range(5))
    return Table(caption="分项统计", header=("地点", "数量", "占比（%）"), rows=rows)


def _letters(block: Block) -> int:
    match block:
        case List():
            return sum(len(plain(item)) for item in block.items)
        case Table():
            cells = (block.header, *block.rows)
            return len(plain(block.caption)) + sum(len(plain(cell)) for row in cells for cell in row)
        case Paragraph() | Heading() | Note():
            return len(plain(block.text))
        case _:
            return 0
