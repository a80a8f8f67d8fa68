"""What people type who do not know the notation: each reads as it is meant, or is told."""

import pytest

from ebook import model as m
from ebook.options import Options
from ebook.pipeline import convert
from ebook.source import Source
from tests.readers.markdown.support import article, body, reading


def first(text):
    return reading(f"# 1 版\n## 题\n\n{text}").issue.articles[0].body[0]


def codes(text):
    return [problem.code for problem in reading(f"# 1 版\n## 题\n\n{text}").problems]


# --- carets, braces, faces


@pytest.mark.parametrize(
    "text",
    [
        "2^10与2^20：内存是怎么算的",
        "1K等于2^10字节，1M等于2^20字节",
        "从3.2×10^4平方米增至5.6×10^4平方米",
        "x^2+y^2=z^2",
        "10^4/10^3",
        "2^10^",
        "10^-3 10^3",
        "2의 10승은 2^10, 20승은 2^20이다",
        "年1.5×10^3トンから2×10^3トンへ",
        "“真好^_^”“同感^_^”",
        "哈哈^o^，嘻嘻^O^",
        "(*^_^*)と(^_^)",
        "-_- 啊 -_-",
        "正文引用[^1]，再引用[^2]。",
        "[^甲][^乙]",
        "花括号{a|b|c}",
        "集合{x|x>0}与{y|y<0}",
        "{甲|甲>0}",
        "{価|格|は|未|定}",
    ],
)
def test_marks_that_mark_nothing_keep_every_character(text):
    assert body(f"{text}\n") == (m.Paragraph(text=text),)


@pytest.mark.parametrize("text", ["12", "7%", "3.5", "2026", "!?", "!!", "A2", "kg", "１２"])
def test_an_upright_run_is_short(text):
    assert first(f"第^{text}^号\n").text == m.rich("第", m.Upright(text=text), "号")


@pytest.mark.parametrize("text", ["12345", "1 2", "十二", "1月", "a b", ""])
def test_what_does_not_fit_into_one_cell_is_text(text):
    assert first(f"第^{text}^号\n").text == f"第^{text}^号"


def test_ruby_over_latin_letters_and_as_html():
    assert first(
        "{SF|エスエフ}と<ruby>汐<rp>(</rp><rt>しお</rt><rp>)</rp>里<rt>り</rt></ruby>\n"
    ).text == m.rich(
        m.Ruby(base="SF", reading="エスエフ"),
        "と",
        m.Ruby(base="汐", reading="しお"),
        m.Ruby(base="里", reading="り"),
    )


def test_raised_and_lowered_numbers_are_characters():
    assert first("10<sup>-3</sup>，H<sub>2</sub>O\n").text == "10⁻³，H₂O"
    assert codes("2<sup>第一</sup>\n") == ["MD-009"]
    assert first("2<sup>第一</sup>\n").text == "2<sup>第一</sup>"


def test_footnotes_are_kept_whole_each_in_its_paragraph():
    text = "正文引用[^1]，再引用[^2]。\n\n[^1]: 出处甲。\n[^2]: 出处乙。\n"
    assert [block.text for block in body(text)] == [
        "正文引用[^1]，再引用[^2]。",
        "[^1]: 出处甲。",
        "[^2]: 出处乙。",
    ]


def test_html_is_told_once_a_text():
    assert codes("<table><tr><td>甲</td></tr></table>\n") == ["MD-009"]


# --- tables


@pytest.mark.parametrize(
    "typed",
    [
        "| 港口 | 产量 |\n|---|---|\n| 东港 | 1200 |\n",
        "| 港口 | 产量 |\n|---|\n| 东港 | 1200 |\n",
        "| 港口 | 产量 |\n|---|---|---|\n| 东港 | 1200 |\n",
        "｜港口｜产量｜\n｜---｜---｜\n｜东港｜1200｜\n",
        "｜港口｜产量｜\n|---|---|\n｜东港｜1200｜\n",
        "港口 | 产量\n--- | ---\n东港 | 1200\n",
        "| 港口 | 产量 |\n|——|——|\n| 东港 | 1200 |\n",
        "| 港口 | 产量 |\n|ーー|ーー|\n| 东港 | 1200 |\n",
        "| 港口 | 产量 |\n|─|─|\n| 东港 | 1200 |\n",
        "| 港口 | 产量 |\n| :—: | —: |\n| 东港 | 1200 |\n",
    ],
)
def test_a_table_however_its_lines_are_drawn(typed):
    assert body(typed) == (m.Table(header=("港口", "产量"), rows=(("东港", "1200"),)),)


def test_a_table_without_delimiter_row_is_read_and_told():
    typed = "｜港口｜产量｜\n｜东港｜1200｜\n｜西港｜900｜\n"
    assert first(typed) == m.Table(header=("港口", "产量"), rows=(("东港", "1200"), ("西港", "900")))
    assert codes(typed) == ["MD-017"]
    assert codes("| 港口 | 产量 |\n") == ["MD-017"]


def test_rows_after_a_blank_line_go_to_their_table_and_are_told():
    typed = "| 港口 | 产量 |\n|---|---|\n| 东港 | 1200 |\n\n| 西港 | 900 |\n"
    assert first(typed) == m.Table(header=("港口", "产量"), rows=(("东港", "1200"), ("西港", "900")))
    assert codes(typed) == ["MD-017"]


def test_rows_of_another_width_are_a_table_of_their_own():
    typed = "| 港口 | 产量 |\n|---|---|\n| 东港 | 1200 |\n\n| 西港 | 900 | 3 |\n"
    (made,) = reading(f"# 1 版\n## 题\n\n{typed}").issue.articles
    assert made.body[1] == m.Table(rows=(("西港", "900", "3"),))


def test_a_line_without_bars_ends_a_table():
    typed = "各港产量如下：\n| 港口 | 产量 |\n|---|---|\n| 东港 | 1200 |\n以上。\n"
    assert [type(block) for block in body(typed)] == [m.Paragraph, m.Table, m.Paragraph]


def test_ruby_in_a_cell_parts_no_cells():
    header = (m.rich(m.Ruby(base="鮪", reading="まぐろ")), "値")
    rows = ((m.rich(m.Ruby(base="鰹", reading="かつお")), "12"),)
    for bar in ("|", "\\|"):
        typed = f"| {{鮪{bar}まぐろ}} | 値 |\n| --- | --- |\n| {{鰹{bar}かつお}} | 12 |\n"
        assert body(typed) == (m.Table(header=header, rows=rows),)


def test_verse_stays_verse_and_a_row_in_it_is_told():
    assert body("| 海风起，\n| 渔船归。\n") == (m.Verse(text=("海风起，", "渔船归。")),)
    assert codes("| 港口 | 产量 |\n| 东港 | 1200\n") == ["MD-017"]


# --- lists


def test_numbers_that_do_not_count_from_1_are_kept_as_printed():
    for numbers in (("5", "6"), ("1", "3", "7"), ("10", "9", "8"), ("0", "1"), ("1998", "1999")):
        typed = "".join(f"{number}. 条\n" for number in numbers)
        assert first(typed) == m.List(items=tuple(f"{number}. 条" for number in numbers), ordered=True)
        assert codes(typed) == ["MD-014"]
    assert body("1. 甲\n2. 乙\n") == (m.List(items=("甲", "乙"), ordered=True),)


def test_an_item_inserted_between_numbers_is_an_item():
    assert first("9. 第九条\n9a. 第九条之一\n10. 第十条\n").items == (
        "9. 第九条",
        "9a. 第九条之一",
        "10. 第十条",
    )


@pytest.mark.parametrize(
    "text", ["2026. 3. 6 是星期五。", "2026. 3. 6. 금요일", "1. 1. 신정", "12. 25. 성탄절"]
)
def test_a_date_is_no_list(text):
    assert body(f"{text}\n") == (m.Paragraph(text=text),)


@pytest.mark.parametrize(
    "numbers", [("1. ", "2. "), ("1、", "3、"), ("（1）", "（2）"), ("①", "②"), ("㈠", "㈡")]
)
def test_printed_numbers_are_shown_once_in_every_format(numbers):
    items = tuple(f"{number}砚湖" for number in numbers)
    issue = m.Issue(
        sections=(
            m.Section(articles=(m.Article(headline="填字", body=(m.List(items=items, ordered=True),)),)),
        )
    )
    made = convert(Source("issue.json", m.to_json(issue)), options=Options(to=("markdown", "xhtml")))
    markdown, xhtml = made.written
    text = markdown.files[markdown.main].decode()
    assert [line for line in text.split("\n") if "砚湖" in line] == [
        f"- {item.replace('. ', chr(92) + '. ')}" for item in items
    ]
    pages = [data.decode() for name, data in xhtml.files.items() if name.endswith(".xhtml")]
    assert sum('<ol class="items marked" role="list"' in page for page in pages) == 1
    assert reading(text).issue.sections[0].articles[0].body == issue.articles[0].body


# --- labelled lines


def test_a_line_between_labelled_lines_goes_on_with_the_first():
    figure = first("![图](a.png)\n说明：第一行说明\n第二行说明\n署名：某 摄\n下一段。\n")
    assert (figure.caption, figure.credit) == ("第一行说明第二行说明", "某 摄")
    made = article("## 标题\n副题：上半句\n下半句\n署名：本报记者 张三\n\n正文。\n")
    assert (made.deck, made.byline_text) == ("上半句下半句", "本报记者 张三")
    assert first("| a |\n| --- |\n| 1 |\n表题：题\n表注：一\n二\n注：三\n\n文。\n").note == m.rich(
        "一二", m.LineBreak(), "注：三"
    )


def test_words_between_labelled_lines_join_as_words():
    made = article("## 제목\n부제: 첫 줄\n둘째 줄\n발신: 서울\n\n본문이다.\n")
    assert (made.deck, made.dateline) == ("첫 줄 둘째 줄", "서울")


def test_a_line_after_the_last_label_is_text():
    figure, text = body("![图](a.png)\n署名：某 摄\n下一段。\n")
    assert (figure.credit, text) == ("某 摄", m.Paragraph(text="下一段。"))


def test_an_unknown_label_among_labels_is_told_and_hides_none():
    result = reading("# 1 版\n## 题\n署名：张三\n天候：晴\n电头：本报讯\n\n正文。\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-004", 4)]
    assert result.issue.articles[0].dateline == "本报讯"
    assert result.issue.articles[0].body[0].text == "天候：晴"


def test_labels_in_a_text_that_follows_the_headline_are_told():
    result = reading("# 1 版\n## 题\n他说：今天来了。\n记者：李四报道\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-005", 4)]


def test_a_role_among_names_is_a_role():
    people = article("## 标题\n摄影：王五/赵六 记者 钱七\n").byline
    assert [(person.role, person.name) for person in people] == [
        ("photographer", "王五"),
        ("photographer", "赵六"),
        ("reporter", "钱七"),
    ]
