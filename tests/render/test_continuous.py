"""Articles that go on on another page, read in one piece."""

import pytest

from ebook import model as m
from ebook.jumps import Place, continuations
from ebook.render import RenderOptions, render
from ebook.writers.epub import write
from tests.render import reading


def paragraph(text):
    return m.Paragraph(text=text)


ISSUE = m.Issue(
    masthead=m.Masthead(name="海风日报"),
    sections=(
        m.Section(
            page="01",
            title="要闻",
            articles=(
                m.Article(
                    headline="铜灯重亮",
                    body=(paragraph("甲。"), paragraph("同。")),
                    continued_to="（下转02版）",
                ),
                m.Article(headline="渡轮试航", body=(paragraph("乙。"),)),
            ),
        ),
        m.Section(
            page="02",
            title="综合",
            articles=(
                m.Article(headline="菜市开张", body=(paragraph("丙。"),)),
                m.Article(
                    headline="铜灯重亮",
                    continued_from="（上接01版）",
                    body=(paragraph("丁。"), paragraph("同。")),
                    continued_to="（下转03版）",
                ),
            ),
        ),
        m.Section(
            page="03",
            articles=(
                m.Article(headline="铜灯重亮", continued_from="（上接02版）", body=(paragraph("戊。"),)),
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def edition():
    return render(ISSUE, RenderOptions(continuous=True)).edition


def articles(edition):
    return [document for document in edition.documents if document.kind == "article"]


def test_the_model_links_the_parts_both_ways():
    found = continuations(ISSUE)
    assert found.next == {Place(0, 0): Place(1, 1), Place(1, 1): Place(2, 0)}
    assert found.previous == {Place(1, 1): Place(0, 0), Place(2, 0): Place(1, 1)}
    assert found.parts(Place(0, 0)) == (Place(0, 0), Place(1, 1), Place(2, 0))


def test_three_parts_are_one_document_with_its_page_breaks(edition):
    lamp, ferry, market = articles(edition)
    text = "".join(reading.parse(lamp.content).xpath("//*[local-name()='article']")[0].itertext()).replace(
        "\n", ""
    )
    assert [text.index(part) for part in ("甲。", "丁。", "戊。")] == sorted(
        text.index(p) for p in ("甲。", "丁。", "戊。")
    )
    breaks = reading.parse(lamp.content).xpath("//*[@role='doc-pagebreak']/@aria-label")
    assert breaks == ["第02版", "第03版"]
    assert "丁。".encode() not in ferry.content + market.content


def test_ids_within_the_document_stay_apart(edition):
    ids = reading.parse(articles(edition)[0].content).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_each_part_is_in_the_contents_below_the_first(edition):
    lamp = edition.contents[0].children[0]
    assert [child.title for child in lamp.children] == [
        "第02版 综合 铜灯重亮（上接01版）",
        "第03版 铜灯重亮（上接02版）",
    ]
    assert all(child.href.startswith(f"{lamp.href}#") for child in lamp.children)
    assert [point.title for point in edition.contents[1].children] == ["菜市开张"]


def test_previous_and_next_pass_over_what_has_been_read(edition):
    _, ferry, market = articles(edition)
    assert reading.parse(ferry.content).xpath("//*[@class='next']/@href") == [
        market.path.removeprefix("text/")
    ]
    assert reading.parse(market.content).xpath("//*[@class='next']/@href") == []


def test_the_printed_order_stays_without_it():
    documents = articles(render(ISSUE).edition)
    assert len(documents) == len(ISSUE.articles)


def test_a_part_that_stands_before_its_beginning_stays_there():
    """Reading goes forward; EPUB 3.3, 7.4.3 wants the contents in the order of reading."""
    backwards = m.Issue(
        sections=(
            m.Section(
                page="01",
                articles=(m.Article(headline="灯", continued_from="（上接02版）", body=(paragraph("二"),)),),
            ),
            m.Section(
                page="02",
                articles=(m.Article(headline="灯", continued_to="（下转01版）", body=(paragraph("一"),)),),
            ),
        )
    )
    assert len(articles(render(backwards, RenderOptions(continuous=True)).edition)) == 2


@pytest.mark.parametrize("vertical", [False, True])
def test_epubcheck_has_nothing_to_say(epubcheck, vertical):
    edition = render(ISSUE, RenderOptions(continuous=True, vertical=vertical)).edition
    written = write(edition)
    assert epubcheck(written.files[written.main]) == []
