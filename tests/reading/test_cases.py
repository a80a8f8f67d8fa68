"""Small pages, each of a kind that a reader by fixed rules got wrong, and what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from ebook.jumps import Place, continuations
from ebook.model import Article, Figure, Heading, Issue, List, Paragraph, Person, Table, Verse, plain
from tests.reading.reading import lost, reading

CASES = Path(__file__).parent / "cases"
NEXT = "图书漂流角进了地铁站"


def read(name: str) -> Issue:
    data = (CASES / f"{name}.txt").read_bytes()
    issue = reading(data).issue
    if not name.startswith("ocr-"):  # whose markup is no text; tests/reading/test_markup.py counts there
        assert not lost(data, issue)
    return issue


def headlines(issue: Issue) -> list[str]:
    return [plain(article.headline) for article in issue.articles]


def texts(article: Article) -> list[str]:
    return [plain(block.text) for block in article.body if isinstance(block, Paragraph)]


def test_every_case_names_its_paper_and_day() -> None:
    for path in sorted(CASES.glob("*.txt")):
        masthead = reading(path.read_bytes()).issue.masthead
        assert masthead.name in {"砚湖晚报", "砚湖日报", "青衡晚报"}, path.name
        assert str(masthead.date) == "2026-03-06", path.name


@pytest.mark.parametrize("name", ["v-phone", "v-addr", "v-src", "v-price", "v-weather"])
def test_the_last_lines_stay_in_their_article(name: str) -> None:
    issue = read(name)
    assert headlines(issue) == ["城南市场改造完工", NEXT]
    assert len(issue.articles[0].body) >= 3
    assert issue.articles[1].kicker is None


@pytest.mark.parametrize("name", ["v-names", "v-cizhi"])
def test_names_and_closing_words_are_no_titles(name: str) -> None:
    issue = read(name)
    assert headlines(issue)[-1] == NEXT
    assert [person.name for person in issue.articles[-1].byline] == ["沈橹"]
    assert issue.articles[-1].kicker is None


def test_a_letter_is_signed_by_its_writer() -> None:
    issue = read("letter")
    assert headlines(issue)[-1] == NEXT
    assert [person.name for person in issue.articles[-1].byline] == ["沈橹"]
    assert not any(person.role == "editor" for article in issue.articles for person in article.byline)


def test_a_headline_may_end_in_a_full_stop() -> None:
    assert headlines(read("v-p-period")) == ["城南市场改造完工", "老街的灯亮了。", NEXT]


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("v-eng2", "“读者之夜”AI BOOK CLUB 本周五开讲"),
        ("v-eng4", "iPhone 18 Pro Max 开售 门店排队"),
        ("v-score2", "砚湖蓝鲸 2:1 浑江白鹭 主场三连胜"),
    ],
)
def test_a_headline_is_not_cut_at_its_spaces(name: str, headline: str) -> None:
    issue = read(name)
    headings = [
        plain(block.text)
        for article in issue.articles
        for block in article.body
        if isinstance(block, Heading)
    ]
    assert headline in [*headlines(issue), *headings]
    assert headlines(issue)[-1] == NEXT


def test_the_digits_of_a_draw_are_no_titles() -> None:
    issue = read("lottery")
    assert headlines(issue)[-1] == NEXT
    assert not any(char.isdigit() for headline in headlines(issue) for char in headline)


def test_a_poem_is_one_verse_of_two_stanzas() -> None:
    poem = read("poem").articles[1]
    assert plain(poem.headline) == "湖边"
    assert poem.byline == (Person(role="columnist", name="沈橹"),)
    (verse,) = (block for block in poem.body if isinstance(block, Verse))
    assert verse.text == (
        "风从芦苇里走出来", "把一只船", "推到我的名字旁边", "", "我没有动", "湖也没有动",
    )  # fmt: skip


def test_printed_numbers_of_a_list_stay() -> None:
    issue = read("crossword")
    (items,) = {
        tuple(plain(item) for item in block.items)
        for article in issue.articles
        for block in article.body
        if isinstance(block, List) and "砚湖" in plain(block.items[0])
    }
    assert items[0] == "1. 砚湖的别称。"


def test_a_short_sentence_between_long_ones_is_a_paragraph() -> None:
    (article,) = read("short-paragraph").articles
    assert "雨停了。" in texts(article)


def test_a_part_that_comes_from_another_page_is_an_article_linked_both_ways() -> None:
    issue = read("jump-inline")
    assert [(section.page, section.title) for section in issue.sections] == [("A01", "要闻"), ("A02", "综合")]
    rest = issue.sections[1].articles[-1]
    assert rest.continued_from == "（上接第一版）"
    assert texts(rest)[0].startswith("路灯杆上")
    links = continuations(issue)
    assert links.next == {Place(0, 0): Place(1, 1)}


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("page-name-1", [("01", "要闻"), ("06", "湖风")]),
        ("page-name-2", [("01", "要闻"), ("06", "高新区")]),
        ("spread", [("01", "要闻"), ("A02-A03", "特别报道")]),
    ],
)
def test_a_page_may_have_any_name(name: str, pages: list[tuple[str, str]]) -> None:
    issue = read(name)
    assert [(section.page, section.title) for section in issue.sections] == pages
    assert headlines(issue) == ["城南市场改造完工", NEXT]


def test_spaces_between_all_characters_are_closed_and_recorded() -> None:
    issue = read("spaces")
    assert headlines(issue) == ["老街路灯昨晚全亮"]
    assert [(section.page, section.title) for section in issue.sections] == [("01", "要闻")]
    assert [person.name for person in issue.articles[0].byline] == ["俞清禾"]
    assert any("LED" in text and "1.2公里" in text for text in texts(issue.articles[0]))
    assert [repair.code for repair in issue.repairs].count("spaced-characters") == 1


@pytest.mark.parametrize(
    "name", ["ocr-divtitle", "ocr-docling-image", "ocr-h1", "ocr-marker-image", "ocr-md-image-alt"]
)
def test_signs_of_programs_are_no_text(name: str) -> None:
    issue = read(name)
    assert headlines(issue) == ["城南市场改造完工", NEXT]
    assert [person.name for person in issue.articles[1].byline] == ["沈橹"]
    figures = [block for article in issue.articles for block in article.body if isinstance(block, Figure)]
    assert [figure.src for figure in figures if figure.src] == {
        "ocr-marker-image": ["_page_0_Picture_1.jpeg"], "ocr-md-image-alt": ["images/0.jpg"],
    }.get(name, [])  # fmt: skip


def test_html_tables_are_tables_with_their_spans() -> None:
    issue = read("ocr-table")
    first, second = (b for article in issue.articles for b in article.body if isinstance(b, Table))
    assert first.header == ("区域", "摊位（个）", "")
    assert first.rows == (("", "原有", "现有"), ("蔬菜区", "96", "112"), ("水产区", "40", "48"))
    assert second.rows == (("3月7日", "12 班"), ("3月8日", "A&B"))


def test_a_page_of_small_pieces_keeps_them_apart() -> None:
    issue = read("qa-crossword")
    found = "\n".join(headlines(issue))
    for headline in ("湖边（外一首）", "渡口人家", "春联选登", "填字游戏"):
        assert headline in found or headline in "\n".join(plain(a.column) for a in issue.articles)
