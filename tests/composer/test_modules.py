"""Articles as rectangles, pages as rectangles of articles: columns that are full, heads that fit, order that is kept."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ebook.composer.blocks import Block, divided
from ebook.composer.galleys import Columns
from ebook.composer.headers import LADDER, Head
from ebook.composer.makeup import Area, Wishes, make_up
from ebook.composer.modules import Story
from ebook.composer.shaping import Shaper
from ebook.composer.slicing import place, slices
from ebook.composer.texts import Typist
from ebook.languages import typesetting_of
from ebook.painter.page import Node

SENTENCE = "老码头的灯又亮了，数百名市民沿堤岸驻足观看，守了三十年灯塔的老人说，船就知道家在哪边。"
COLUMNS = Columns(4, 12, 1.7)


def story(sentences: int, headline: str = "老码头的灯又亮了", *, paragraphs: int = 3) -> Story:
    typist = Typist(Shaper("zh-Hans", typesetting_of("zh-Hans")), lambda href: href)
    node = Node("Art")
    texts = [typist.said(SENTENCE * sentences, Node("P")) for _ in range(paragraphs)]
    blocks = [Block("text", Node("P"), [text]) for text in texts]
    head = Head([("headline", typist.said(headline, Node("H1"), "serif bold"))], typist.typesetting)
    return Story(node, head, blocks, typist)


def plain(one: Story) -> str:
    return "".join(text.plain for block in one.blocks if block.kind == "text" for text in block.texts)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_every_way_to_set_an_article_has_all_of_its_rows(count: int) -> None:
    one = story(4)
    rows = one.galley(COLUMNS).rows
    for option in one.options(COLUMNS, count, 1.0):
        columns = option.filling.columns
        assert [row for column in columns for row in column.rows] == rows
        assert len(columns) == count
        assert option.height == option.head_rows + option.filling.rows
        assert all(column.used <= column.height for column in columns)


def test_gaps_grow_until_a_column_is_full_and_no_further_than_half_a_line() -> None:
    for option in story(5).options(COLUMNS, 3, 1.0):
        for column in option.filling.columns:
            gap, line = column.growth
            assert 0 <= gap <= 0.5
            assert 0 <= line <= 0.05
            filled = column.used + gap * column.gaps + line * max(len(column.rows) - 1, 0) + column.white
            assert filled == pytest.approx(column.height)


def test_a_page_keeps_the_order_of_its_articles_and_leaves_no_hole() -> None:
    stories = [story(n, f"第{n}条消息的标题") for n in (4, 3, 2, 2, 1)]
    ways = slices(stories, COLUMNS, 1.0, 200)
    assert ways
    for way in ways:
        modules = place(way)
        assert [module.story for module in modules] == stories
        area = sum(module.columns * module.option.height for module in modules)
        assert area == COLUMNS.count * way.height
        for one, other in pairwise(modules):
            assert (other.row, other.column) != (one.row, one.column)


def test_many_articles_are_sliced_too() -> None:
    stories = [story(1, f"第{n}条", paragraphs=1) for n in range(20)]
    best = min(slices(stories, COLUMNS, 1.0, 400), key=lambda way: way.cost)
    assert [module.story for module in place(best)] == stories


def test_a_headline_has_larger_sizes_across_more_columns() -> None:
    head = story(1, "五座水库水位平稳汛期将至全市备足编织袋").head
    narrow, wide = head.fitting(COLUMNS.width(1), 1), head.fitting(COLUMNS.width(4), 4)
    assert narrow[0].size == wide[0].size == LADDER[0]
    assert wide[-1].size > narrow[-1].size


@pytest.mark.parametrize(
    "headline", ["灯", "老码头的灯又亮了", "“溜索账”怎么算", "Representatives congratulated"]
)
@pytest.mark.parametrize("room", [4.0, 6.0, 12.0])
def test_a_head_stays_within_its_band_and_its_width(headline: str, room: float) -> None:
    lines, free = story(1, headline).head.set(5.5, 12.0, room)
    assert free >= 0
    for line in lines:
        blank = line.text.cells[line.line.stop - 1].after
        assert line.size * (line.line.natural - blank) <= 12.0 + 1e-6


def test_a_page_with_too_much_text_cannot_be_made_up() -> None:
    assert make_up([story(30)], Area(100.0, 150.0), Wishes(10.0)) is None


def test_a_page_with_little_text_has_larger_type() -> None:
    area = Area(500.0, 700.0)
    little, much = make_up([story(2)], area, Wishes(10.0)), make_up([story(12)], area, Wishes(10.0))
    assert little is not None
    assert much is not None
    assert little.em > much.em


def test_an_article_in_two_loses_nothing() -> None:
    one = story(6)
    first, second = one.divided(0.4)
    assert plain(first) + plain(second) == plain(one)
    assert 0.3 < len(plain(first)) / len(plain(one)) < 0.5
    assert not second.head
    assert first.blocks[-1].texts[0].plain == "（下转次页）"


def test_blocks_are_divided_between_their_paragraphs_where_they_have_several() -> None:
    typist = Typist(Shaper("zh-Hans", typesetting_of("zh-Hans")), lambda href: href)
    verse = Block(
        "verse",
        Node("Div"),
        [typist.said(line, Node("P")) for line in ("春眠不觉晓", "处处闻啼鸟", "夜来风雨声")],
    )
    one, other = divided([verse], 0.3)
    assert [text.plain for text in one[0].texts] == ["春眠不觉晓"]
    assert [text.plain for text in other[0].texts] == ["处处闻啼鸟", "夜来风雨声"]
