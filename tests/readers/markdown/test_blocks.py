"""Blocks, and what is kept of constructs that a newspaper issue has no place for."""

import pytest

from ebook import model as m
from ebook.errors import UnreadableSource
from tests.readers.markdown.support import body, reading


def test_paragraphs_told_by_blank_lines_or_by_their_indent():
    texts = [block.text for block in body("　　第一段\n续行。\n　　第二段。\n\n    第三段。\n")]
    assert texts == ["第一段续行。", "第二段。", "第三段。"]


def test_headings_quotes_and_lists():
    assert body("### 小标题\n\n> 引语\n> 续行\n\n- 一\n- 二\n\n1. 甲\n2. 乙\n") == (
        m.Heading(text="小标题"),
        m.Quote(text="引语续行"),
        m.List(items=("一", "二")),
        m.List(items=("甲", "乙"), ordered=True),
    )


def test_a_table_with_caption_and_note_and_ragged_rows():
    text = "表题：产量\n| 名称 | 数量 |\n| --- | ---: |\n| 甲 | 1 | 多 |\n| 乙 |\n| | **2** |\n注：单位万吨\n"
    strong = m.rich(m.Strong(content=("2",)))
    rows = (("甲", "1", "多"), ("乙",), ("", strong))
    assert body(text) == (m.Table(caption="产量", header=("名称", "数量"), rows=rows, note="注：单位万吨"),)


def test_a_caption_may_stand_below_its_table_and_belongs_to_no_other():
    text = "| a |\n| --- |\n表题：一\n\n| b |\n| --- |\n\n表题：三\n| c |\n| --- |\n"
    assert [table.caption for table in body(text)] == ["一", None, "三"]


def test_a_caption_without_table_is_text():
    result = reading("# 1 版\n## 题\n\n表题：一\n| a\n")
    assert "表题：一" in m.plain(result.issue.articles[0].body[0].text)


def test_a_figure_with_what_is_said_under_it():
    text = "![港口](照片/春 耕.jpg)\n"
    assert body("![港口](<照片/春 耕.jpg>)\n说明：**春**耕\n摄影：张三\n") == (
        m.Figure(
            src="照片/春 耕.jpg", alt="港口", caption=m.rich(m.Strong(content=("春",)), "耕"), credit="张三"
        ),
    )
    assert body("正文。\n![](a.jpg)\n续。\n")[1] == m.Figure(src="a.jpg")
    assert body("![](a.jpg)\n描述：\n") == (m.Figure(src="a.jpg", alt=""),)
    assert body('![](a.jpg "标题")\n') == (m.Figure(src="a.jpg", caption="标题"),)
    assert isinstance(reading(f"# 1 版\n## 题\n\n{text}").issue.articles[0].body[0], m.Paragraph)


def test_boxes_in_boxes_and_notes():
    text = ":::: 方框 相关链接\n一\n\n::: 按语\n二\n:::\n::::\n"
    inside = (m.Paragraph(text="一"), m.Note(text="二"))
    assert body(text) == (m.Aside(title="相关链接", body=inside),)
    assert body("::: note\n一\n\n二\n:::\n") == (m.Note(text="一"), m.Note(text="二"))


def test_verse_by_bars_or_in_a_box():
    verse = (m.Verse(text=("海风起", "", "渔船归")),)
    assert body("| 海风起\n|\n| 渔船归\n") == verse
    assert body("::: 诗\n海风起\n\n渔船归\n:::\n") == verse


@pytest.mark.parametrize(
    ("text", "codes", "kept"),
    [
        ("::: 按浯\n按语\n:::", ["MD-007"], "按浯 按语"),
        ("::: 方框 链接\n未关闭", ["MD-008"], "链接 未关闭"),
        (":::", ["MD-008"], ":::"),
        ("---", ["MD-010"], "---"),
        ("```python\nx = 1\n```", ["MD-010"], "x = 1"),
        ("~~~\n未关闭的代码", ["MD-010"], "未关闭的代码"),
        ("文 ![图](a.jpg) 字", ["MD-010"], "![图](a.jpg)"),
        ("[链接](http://x.example '题')", ["MD-010"], "(题)"),
        ("<div>块</div>", ["MD-009"], "<div>块</div>"),
        ("一<em>二", ["MD-009"], "一<em>二"),
        ("- 一\n\n  二\n  - 三", ["MD-010"], "三"),
        ("- 一\n  > 引", ["MD-010"], "引"),
        ("3. 三\n4. 四", ["MD-014"], "4. 四"),
        ("#### 深", ["MD-010"], "深"),
        ("> - 列", ["MD-010"], "列"),
        ("> # 页", ["MD-010", "MD-010"], "页"),
        ("::: 按语 题\n> 引\n:::", ["MD-010", "MD-010"], "题 引"),
        ("::: 诗 题\n> 引\n:::", ["MD-010", "MD-010"], "题 引"),
        ("[定义]: http://x.example", [], "http://x.example"),
        ("    缩进", [], "缩进"),
        ("`代码`", [], "`代码`"),
        ("下划线\n===", [], "==="),
    ],
)
def test_what_has_no_place_is_kept_and_reported(text, codes, kept):
    result = reading(f"# 1 版\n\n## 题\n\n{text}\n")
    assert [problem.code for problem in result.problems] == codes
    assert all(problem.line >= 5 for problem in result.problems)
    everything = m.to_json(result.issue).decode()
    assert all(word in everything for word in kept.split())


def test_a_comment_is_moved_to_the_repairs():
    result = reading("# 1 版\n\n## 题\n\n正文<!-- 待核 -->。\n")
    assert result.issue.articles[0].body == (m.Paragraph(text="正文。"),)
    assert [repair.text for repair in result.issue.repairs] == ["<!-- 待核 -->"]


def test_a_headline_ends_a_box_that_is_not_closed():
    result = reading("# 1 版\n\n## 一\n\n::: 方框 链接\n内\n\n## 二\n引题：引\n\n文。\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-008", 5)]
    first, second = result.issue.articles
    assert first.body == (m.Aside(title="链接", body=(m.Paragraph(text="内"),)),)
    assert (second.headline, second.kicker) == ("二", "引")


@pytest.mark.parametrize("text", ["> " * 100 + "深", "".join("  " * i + "- a\n" for i in range(100))])
def test_what_is_nested_without_end_is_refused(text):
    with pytest.raises(UnreadableSource) as caught:
        reading(text)
    assert caught.value.line
    assert caught.value.hint


def test_repairs_are_read_back_and_broken_ones_kept():
    listed = "```修订\n- kind: dropped-repeat\n  text: 一\n  code: repeated-text\n  params:\n    line: '12'\n  confidence: 0.5\n```\n"
    assert reading(listed).issue.repairs == (
        m.Repair(
            kind="dropped-repeat", text="一", code="repeated-text", params={"line": "12"}, confidence=0.5
        ),
    )
    broken = reading("```repairs\n- kind: king\n```\n")
    assert [(problem.code, problem.line) for problem in broken.problems] == [("MD-012", 1)]
    assert "king" in broken.issue.repairs[0].text
