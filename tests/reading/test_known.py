"""What is read in articles whose parts their source names: bylines, jump lines, credits."""

from __future__ import annotations

import pytest

from ebook import model as m
from ebook.languages import resolve
from ebook.reading.articles import Composed
from ebook.reading.known import KnownArticle, Part, is_jump
from ebook.reading.known_articles import compose
from ebook.reading.rich_texts import cut

CHINESE, ENGLISH = resolve("zh-Hans"), resolve("en")
TEXT = "昨天清晨，最后一班渡船靠岸，船工解下缆绳，没有再系回去。"


def part(text: m.RichText, role: str = "P") -> Part:
    return Part(role=role, text=text, file="a.htm", line=3)


def made(*parts: Part, language: str = "zh-Hans", headline: str = "渡船靠岸") -> Composed:
    (composed,) = compose([KnownArticle(headline=headline, parts=parts)], resolve(language))
    return composed


@pytest.mark.parametrize(
    "text",
    [
        "（03版）", "（A04）", "（下转第三版）", "详见A04版", "▶▶▶下转A04", "（报道见4版）", "下转第4版", "（下转A2、A3版）",
        "（相关报道见第5版·要闻）", "(See page A4)", "Continued on page 3",
    ],
)  # fmt: skip
def test_references_to_pages_are_jump_lines(text: str) -> None:
    assert is_jump(text)


@pytest.mark.parametrize(
    "text", ["（12）", "（2026）", "第三版", "（一）", "A4", "第一面", "（上接01版）", TEXT]
)
def test_numbers_and_texts_are_none(text: str) -> None:
    assert not is_jump(text)


@pytest.mark.parametrize(
    "line",
    [
        "■ 本报记者 简行舟", "通讯员 于江", "本报记者 张三 李四 文/图", "新华社记者 王一 摄", "□ 柳拾光", "（本报记者 王一）",
        "海南日报全媒体记者 李艳玫 通讯员 陈宏", "柳拾光",
    ],
)  # fmt: skip
def test_first_lines_that_name_reporters_are_bylines(line: str) -> None:
    article = made(part(line), part(TEXT)).article
    assert article.byline_text == line
    assert article.byline
    assert article.body == (m.Paragraph(text=TEXT),)


@pytest.mark.parametrize(
    "line",
    ["记者手记", "记者站在桥头", "作者是谁", "通讯员们的故事", "作者单位：青衡大学", "本报讯", "编者按"],
)
def test_first_lines_that_name_nobody_stay_text(line: str) -> None:
    article = made(part(line), part(TEXT)).article
    assert article.byline_text is None


def test_a_byline_that_the_text_repeats_is_recorded() -> None:
    composed = made(part("本报记者 简行舟", "BY"), part("本报记者　简行舟"), part(TEXT))
    assert composed.article.byline_text == "本报记者 简行舟"
    assert [repair.code for repair in composed.repairs] == ["byline-repeated"]


def test_a_first_line_that_repeats_the_headline_is_recorded() -> None:
    composed = made(part("渡船靠岸"), part(TEXT))
    assert composed.article.body == (m.Paragraph(text=TEXT),)
    assert [repair.code for repair in composed.repairs] == ["headline-repeated"]


def test_repeats_stay_where_they_are_asked_for() -> None:
    article = KnownArticle(headline="渡船靠岸", parts=(part("渡船靠岸"), part(TEXT)))
    (composed,) = compose([article], CHINESE, keep_repeats=True)
    assert composed.article.body == (m.Paragraph(text="渡船靠岸"), m.Paragraph(text=TEXT))


def test_a_headline_that_is_a_name_stays_the_headline() -> None:
    (composed,) = compose([KnownArticle(kicker="竹编匠人", headline="卜青山", parts=(part(TEXT),))], CHINESE)
    assert (composed.article.kicker, composed.article.headline) == ("竹编匠人", "卜青山")


def test_names_that_and_parts_are_all_found() -> None:
    article = made(
        part("By Nan Gu and Frances d'Emilio", "BY"), part("The ferry landed."), language="en"
    ).article
    assert {person.name for person in article.byline} == {"Nan Gu", "Frances d'Emilio"}


def test_markup_survives_where_datelines_and_jump_lines_are_cut_off() -> None:
    text = m.rich(
        "本报讯　", m.Strong(content=("昨天清晨",)), "，最后一班渡船靠岸，没有再系回去。（下转02版）"
    )
    article = made(part(text)).article
    assert article.dateline == "本报讯"
    assert article.continued_to == "（下转02版）"
    assert article.body == (
        m.Paragraph(text=m.rich(m.Strong(content=("昨天清晨",)), "，最后一班渡船靠岸，没有再系回去。")),
    )


def test_blocks_know_their_lines() -> None:
    (paragraph,) = made(part(TEXT)).article.body
    assert str(paragraph.origin) == "a.htm:3"


def test_the_paragraphs_of_a_caption_are_one_caption() -> None:
    picture = Part(role="PICTURE", file="a.htm", picture="b.jpg")
    (figure,) = made(picture, part("第一批行人走过大桥。", "FIG"), part("大桥今晨放行。", "FIG")).article.body
    assert isinstance(figure, m.Figure)
    assert m.plain(figure.caption) == "第一批行人走过大桥。\n大桥今晨放行。"


@pytest.mark.parametrize("credit", ["作者：(本报记者 阮星驰 摄)   ", "（阮星驰 摄）", "（青衡港务局供图）"])
def test_a_credit_before_the_caption_is_split_off(credit: str) -> None:
    picture = Part(role="PICTURE", file="a.htm", picture="b.jpg")
    composed = made(picture, part(f"{credit}大桥今晨放行。", "FIG"))
    (figure,) = composed.article.body
    assert isinstance(figure, m.Figure)
    assert figure.caption == "大桥今晨放行。"
    assert figure.credit == credit.strip().removeprefix("作者：").strip("()（）")
    assert [repair.code for repair in composed.repairs] == ["credit-before-caption"]


@pytest.mark.parametrize(("start", "end"), [(0, 5), (1, 3), (2, 5), (3, 3)])
def test_a_cut_text_has_the_characters_between_its_ends(start: int, end: int) -> None:
    text = m.rich("甲", m.Strong(content=("乙", m.Emphasis(content=("丙",)))), m.LineBreak(), "丁")
    assert m.plain(cut(text, start, end)) == m.plain(text)[start:end]


def test_boxes_notes_and_editors_are_told_from_the_text() -> None:
    article = made(
        part("编者按：桥通了，船停了，请撑过船的人来讲讲。"),
        part(TEXT),
        part("相关链接", "H"),
        part("桥长618米，主跨180米，通航净高9米。"),
        part("责任编辑：闻溪 美编：乔木青"),
    ).article
    assert article.body == (
        m.Note(text="编者按：桥通了，船停了，请撑过船的人来讲讲。"),
        m.Paragraph(text=TEXT),
        m.Aside(title="相关链接", body=(m.Paragraph(text="桥长618米，主跨180米，通航净高9米。"),)),
    )
    assert ("editor", "闻溪") in {(person.role, person.name) for person in article.byline}
    assert article.byline_text == "责任编辑：闻溪 美编：乔木青"


@pytest.mark.parametrize("line", ["图为大桥今晨放行。", "大桥今晨放行，第一批行人走过。本报记者 阮星驰 摄"])
def test_a_line_below_a_picture_that_speaks_of_it_is_its_caption(line: str) -> None:
    picture = Part(role="PICTURE", file="a.htm", picture="b.jpg")
    figure, paragraph = made(part(TEXT), picture, part(line), part(TEXT)).article.body[1:]
    assert isinstance(figure, m.Figure)
    assert figure.src == "b.jpg"
    assert line.startswith(m.plain(figure.caption))
    assert paragraph == m.Paragraph(text=TEXT)


def test_a_text_below_a_picture_stays_text() -> None:
    picture = Part(role="PICTURE", file="a.htm", picture="b.jpg")
    assert made(picture, part(TEXT)).article.body[1] == m.Paragraph(text=TEXT)
