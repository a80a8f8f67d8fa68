"""HTML as the parts of an article: paragraphs, headings, tables, and markup within lines."""

from __future__ import annotations

import pytest

from ebook import model as m
from ebook.readers.html import flatten, parse_html, text_lines
from ebook.reading.known import Part


def parts(markup: str) -> list[Part]:
    return flatten(parse_html(f"<html><body>{markup}</body></html>", "a.htm"), "a.htm")


def texts(markup: str) -> list[m.RichText]:
    return [part.text for part in parts(markup)]


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>　　一桥通。</p><p>　　船停。</p>", ["一桥通。", "船停。"]),
        ("　　一桥通。<br>　　船停。", ["一桥通。", "船停。"]),
        ("一桥通。<br>船停。", ["一桥通。", "船停。"]),
        ("一桥通<br><br>船停", ["一桥通", "船停"]),
        ("一桥通<br>&nbsp;&nbsp;&nbsp;&nbsp;船停", ["一桥通", "船停"]),
        ("一桥\n    通", ["一桥通"]),
        ("bridge\n    opens", ["bridge opens"]),
        ("一座桥&nbsp;三代人&nbsp;&nbsp;四十七年", ["一座桥 三代人 四十七年"]),
        ("一<span>桥</span><font color=red>通</font>", ["一桥通"]),
        ("<div>一桥<div>通</div>船停</div>", ["一桥", "通", "船停"]),
        ("<p>&nbsp;</p><p> </p>", []),
        ("<p>一桥通<p>船停", ["一桥通", "船停"]),
    ],
)
def test_paragraphs_are_what_a_reader_sees_as_such(markup: str, paragraphs: list[str]) -> None:
    assert texts(markup) == paragraphs


def test_lines_that_end_no_sentence_stay_lines_of_one_paragraph() -> None:
    assert texts("一桥通，<br>船停") == [m.rich("一桥通，", m.LineBreak(), "船停")]


def test_markup_within_lines_is_kept() -> None:
    (text,) = texts(
        "<p>一<b>桥<i>通</i></b>了，<a href='http://x.cn/'>船</a><a href='javascript:x'>停</a>了，很好。</p>"
    )
    assert text == m.rich(
        "一",
        m.Strong(content=("桥", m.Emphasis(content=("通",)))),
        "了，",
        m.Link(href="http://x.cn/", content=("船",)),
        "停了，很好。",
    )


def test_readings_stand_over_their_bases() -> None:
    (text,) = texts("<p>橋は<ruby>漢<rt>かん</rt>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>です。</p>")
    assert text == m.rich("橋は", m.Ruby(base="漢字", reading="かんじ"), "です。")


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<p><strong>桥墩躲开了一棵树</strong></p>", "H"),
        ("<p><b>一</b><b>座桥</b></p>", "H"),
        ("<p><strong>桥墩躲开了一棵树。</strong></p>", "P"),
        ("<p><strong>桥墩</strong>躲开了一棵树</p>", "P"),
        ("<h2>桥墩躲开了一棵树</h2>", "H"),
        ("<li>桥长618米</li>", "LIST"),
        ("<blockquote>树留下了</blockquote>", "QUOTE"),
    ],
)
def test_a_paragraph_all_in_bold_is_a_heading_unless_it_is_a_sentence(markup: str, role: str) -> None:
    (part,) = parts(markup)
    assert part.role == role
    if role == "H":
        assert isinstance(part.text, str)


def test_cells_over_several_rows_and_columns_keep_the_others_in_place() -> None:
    (table,) = parts(
        "<table><tr><td rowspan=2>水库</td><td colspan=2>水位</td></tr><tr><td>今天</td><td>昨天</td></tr></table>"
    )
    assert table.rows == (("水库", "水位", ""), ("", "今天", "昨天"))


def test_a_table_that_only_arranges_text_is_text() -> None:
    assert texts("<table><tr><td>一桥通。</td></tr><tr><td>船停。</td></tr></table>") == [
        "一桥通。",
        "船停。",
    ]


def test_what_a_table_holds_beside_a_picture_is_its_caption() -> None:
    picture, caption = parts("<table><tr><td><img src=a.jpg></td></tr><tr><td>一桥通。</td></tr></table>")
    assert (picture.role, picture.picture) == ("PICTURE", "a.jpg")
    assert (caption.role, caption.text) == ("FIG", "一桥通。")


def test_what_a_browser_does_not_show_is_left_out() -> None:
    markup = "<script>x()</script><style>p{}</style><!-- 注 --><p>一桥通。</p><select><option>选</select>"
    assert texts(markup) == ["一桥通。"]


def test_parts_know_their_lines() -> None:
    assert [part.line for part in parts("\n<p>一</p>\n<p>二</p>")] == [2, 3]


def test_a_paragraph_in_a_heading_does_not_end_it() -> None:
    root = parse_html("<html><body><h1><p>一座桥</p><p>三代人</p></h1></body></html>", "a.htm")
    (heading,) = root.iter("h1")
    assert text_lines(heading) == ("一座桥", "三代人")
