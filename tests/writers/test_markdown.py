"""Writing Markdown: whatever an issue holds can be written, and reads back as that issue."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from ebook import model as m
from ebook.readers import ReadOptions
from ebook.readers.markdown import read
from ebook.reading import read as read_text
from ebook.source import Source
from ebook.writers.markdown import write
from tests.strategies import issues


def _round_trip(issue):
    written = write(issue, "x")
    return read(Source("x.md", written.files["x.md"]), ReadOptions())


@settings(deadline=None, max_examples=60)
@given(issues(size=2))
def test_reading_what_is_written_gives_the_issue_again(issue):
    reading = _round_trip(issue)
    assert reading.issue == issue
    assert reading.problems == ()


def test_it_is_written_as_a_person_would():
    figure = m.Figure(src="照片/港.jpg", alt="港口", caption="渔船。", credit="王五 摄")
    table = m.Table(caption="产量", header=("港", "吨"), rows=(("东", "1"),), note="单位：吨")
    aside = m.Aside(title="链接", body=(m.List(items=("一", "二")), m.List(items=("三",)), m.Note(text="注")))
    people = (m.Person(role="reporter", name="张三"), m.Person(role="reporter", name="李四"))
    article = m.Article(
        headline=("海风起", "渔船归"),
        kicker="盐场",
        byline=people,
        body=(m.Paragraph(text=m.rich("[一] 2*3 ", m.Strong(content=("“重”",)), "后")), figure, table, aside),
    )
    section = m.Section(page="01", title="要闻", staff=("责编 张三",), articles=(article,))
    issue = m.Issue(masthead=m.Masthead(name="汐里日报", page_count=8), sections=(section,))
    assert write(issue, "x").files["x.md"].decode() == _WRITTEN


_WRITTEN = """\
---
语言: zh-Hans
报名: 汐里日报
版数: 8
---

# 01 要闻
编务：责编 张三

## 海风起
主题：渔船归
引题：盐场
记者：张三、李四

[一] 2\\*3 **“重”**后

![港口](照片/港.jpg)
说明：渔船。
署名：王五 摄

表题：产量
| 港 | 吨 |
| --- | --- |
| 东 | 1 |
表注：单位：吨

:::: 方框 链接
- 一
- 二

* 三

::: 按语
注
:::
::::
"""

_PAGES = sorted((Path(__file__).parents[3] / "shared" / "pages").glob("*.txt"))


@pytest.mark.skipif(not _PAGES, reason="the sample pages are not beside the repository")
@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_pages_read_from_text_survive(page):
    issue = read_text(Source.from_path(page), ReadOptions()).issue
    reading = _round_trip(issue)
    assert reading.issue == issue
    assert reading.problems == ()


def test_text_of_several_lines_cannot_end_the_front_matter():
    issue = m.Issue(masthead=m.Masthead(name="一\n---\n二", printed=("---", "...")))
    assert _round_trip(issue).issue == issue


def test_other_languages_are_written_in_english_words():
    issue = m.Issue(lang="en", sections=(m.Section(articles=(m.Article(kicker="up", headline="x"),)),))
    assert "\nkicker: up\n" in write(issue, "x").files["x.md"].decode()
    assert _round_trip(issue).issue == issue


def test_emphasis_nested_without_end_is_written_in_time():
    text = m.Emphasis(content=("一",))
    for _ in range(40):
        text = m.Emphasis(content=(" ", text))
    assert write(_of(m.Paragraph(text=m.rich(text))), "x").files["x.md"].count("一".encode()) == 1


def _of(*body):
    return m.Issue(sections=(m.Section(articles=(m.Article(body=body),)),))
