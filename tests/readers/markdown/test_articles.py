"""Pages, headlines, and the labelled lines under them."""

import pytest

from ebook import model as m
from tests.readers.markdown.support import article, problems, reading


@pytest.mark.parametrize(
    ("heading", "page", "title"),
    [
        ("01 要闻", "01", "要闻"),
        ("A2", "A2", None),
        ("第03版：综合", "03", "综合"),
        ("12面　社会", "12", "社会"),
        ("要闻", None, "要闻"),
        ("2022 年回顾", None, "2022 年回顾"),
        ("", None, None),
    ],
)
def test_a_page_has_its_number_and_name(heading, page, title):
    section = reading(f"# {heading}\n").issue.sections[0]
    assert (section.page, section.title) == (page, title)


def test_folio_and_staff_lines_of_a_page():
    section = reading(
        "# 01 要闻\n版头：2022年4月28日\n编务：编辑 张三\n责编：李四 校对：王五\n"
    ).issue.sections[0]
    assert section.folio == ("2022年4月28日",)
    assert section.staff == ("编辑 张三", "责编：李四 校对：王五")


def test_everything_said_under_a_headline():
    assert article(
        "## 海风起\n主题：渔船归\n栏目：港口\n引题：一\n引题：二\n副题：三\n署名：本报记者 张三 通讯员 李四\n"
        "电头：本报讯（记者 张三）\n上接：01版\n下转：03版\n语言：zh-Hant\n\n正文。\n"
    ) == m.Article(
        column="港口",
        kicker=("一", "二"),
        headline=("海风起", "渔船归"),
        deck="三",
        byline=(m.Person(role="reporter", name="张三"), m.Person(role="correspondent", name="李四")),
        byline_text="本报记者 张三 通讯员 李四",
        dateline="本报讯（记者 张三）",
        continued_from="01版",
        continued_to="03版",
        lang="zh-Hant",
        body=(m.Paragraph(text="正文。"),),
    )


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        ("记者：张三、李四\n摄影：王五", "reporter 张三, reporter 李四, photographer 王五"),
        ("记者：张三 李四", "reporter 张三, reporter 李四"),
        ("记者：张　三", "reporter 张　三"),
        ("记者：John Smith", "reporter John Smith"),
        ("署名：记者张三 摄影报道", "reporter 张三"),
        ("作者：首席记者 张三 李四/文", "reporter 张三, reporter 李四"),
        ("署名：鲁某", ""),
        ("署名原文：记者 张三", ""),
        ("署名：记者 张三\n通讯员：李四", "correspondent 李四"),
        ("reporter: Zhang San, Li Si", "reporter Zhang San, reporter Li Si"),
    ],
)
def test_people_by_their_roles(lines, people):
    byline = article(f"## 标题\n{lines}\n").byline
    assert ", ".join(f"{person.role} {person.name}" for person in byline) == people


def test_japanese_and_korean_names_and_labels():
    japanese = reading(
        "---\nlang: ja\n---\n# 1 総合\n## 題\n肩見出し：上\n記者：山田 太郎、佐藤花子\n"
    ).issue.articles[0]
    assert japanese.kicker == "上"
    assert [person.name for person in japanese.byline] == ["山田 太郎", "佐藤花子"]
    korean = reading(
        "---\nlang: ko\n---\n# 1 종합\n## 제목\n부제: 아래\n바이라인: 홍길동 기자\n"
    ).issue.articles[0]
    assert korean.deck == "아래"
    assert korean.byline == (m.Person(role="reporter", name="홍길동"),)


def test_a_label_in_the_text_is_text():
    blocks = article("## 标题\n\n导语。\n引题：不是引题\n\n记者：您好。\n").body
    assert [m.plain(block.text) for block in blocks] == ["导语。引题：不是引题", "记者：您好。"]


def test_a_misspelt_label_is_kept_as_text_and_does_not_hide_the_next():
    result = reading("# 01 要闻\n## 标题\n引提：盐场\n副题：三\n机者：张三\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-004", 3), ("MD-004", 5)]
    assert "引题" in result.problems[0].message
    assert "记者" in result.problems[1].message
    found = result.issue.articles[0]
    assert found.deck == "三"
    assert [block.text for block in found.body] == ["引提：盐场", "机者：张三"]


def test_a_label_after_a_blank_line_is_text_and_reported():
    assert problems("# 01 要闻\n## 标题\n\n署名：张三\n") == [("MD-005", 4)]


def test_an_unknown_role_in_a_byline_is_reported_and_kept():
    result = reading("# 01 要闻\n## 标题\n署名：机者 张三\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-006", 3)]
    assert result.issue.articles[0].byline_text == "机者 张三"


def test_text_before_page_and_headline_is_kept_and_reported():
    result = reading("序言。\n\n# 01 要闻\n\n导语。\n\n## 标题\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-003", 1)] * 2 + [
        ("MD-003", 5)
    ]
    assert [[article.headline for article in section.articles] for section in result.issue.sections] == [
        [None],
        [None, "标题"],
    ]
    assert result.issue.articles[0].body == (m.Paragraph(text="序言。"),)


def test_a_headline_before_any_page_is_kept_and_reported():
    result = reading("## 标题\n")
    assert [problem.code for problem in result.problems] == ["MD-003"]
    assert result.issue.sections == (m.Section(articles=(m.Article(headline="标题"),)),)


def test_a_label_given_twice_keeps_both():
    result = reading("# 01 要闻\n## 标题\n栏目：一\n栏目：二\n电头：三\n电头：四\n")
    assert [(problem.code, problem.line) for problem in result.problems] == [("MD-013", 4), ("MD-013", 6)]
    assert m.plain(result.issue.articles[0].column) == "一\n二"
    assert result.issue.articles[0].dateline == "三 四"


def test_markup_where_only_plain_text_can_be_is_kept_as_typed():
    result = reading("# 01 要闻\n## 标题\n电头：**本报讯** {汐里|しおり}\n")
    assert result.issue.articles[0].dateline == "**本报讯** {汐里|しおり}"
    assert [problem.code for problem in result.problems] == ["MD-011"]


def test_a_bad_article_language_is_kept_in_the_repairs():
    result = reading("# 01 要闻\n## 标题\n语言：中文\n")
    assert [problem.code for problem in result.problems] == ["MD-015"]
    assert [repair.text for repair in result.issue.repairs] == ["语言：中文"]


def test_origins_are_the_lines_of_the_source():
    section = reading("# 01 要闻\n\n## 标题\n引题：一\n\n正文\n续行。\n").issue.sections[0]
    found = section.articles[0]
    assert (str(section.origin), str(found.origin)) == ("issue.md:1", "issue.md:3")
    assert found.body[0].origin.lines == (6, 7)
