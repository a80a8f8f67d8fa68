"""Whole issues made up as newspaper pages: nothing lost, nothing over anything else, little white."""

from __future__ import annotations

from pathlib import Path

import pytest

from ebook import pipeline
from ebook.composer.broadsheet import Composition, compose
from ebook.composer.paragraphs import Paragraph as SetParagraph
from ebook.composer.shaping import Shaper
from ebook.edition import Edition
from ebook.errors import UsageError
from ebook.languages import typesetting_of
from ebook.model import Article, Aside, Issue, Paragraph, Section, Table
from ebook.options import Options
from ebook.painter.content import bounds
from ebook.painter.page import ComposedPage, GlyphRun, Node
from ebook.pdf.compare import comparable, first_difference, newspaper_pages, printed_pieces
from ebook.print_options import PrintOptions
from ebook.render import RenderOptions, render
from ebook.verify_print import check
from ebook.writers.pdf import write
from tests.composer.conftest import EXAMPLES, PAPERS, composed, edition_of, with_options


def runs(page: ComposedPage) -> list[tuple[Node | None, GlyphRun]]:
    return [(frame.node, mark) for frame in page.frames for mark in frame.marks if isinstance(mark, GlyphRun)]


def text_of(composition: Composition) -> str:
    return "".join(
        glyph.text
        for page in composition.document.pages
        for node, run in runs(page)
        if node is not None
        for glyph in run.glyphs
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_every_character_is_set_once_in_order(paper: str) -> None:
    expected = [
        piece
        for document in newspaper_pages(edition_of(paper)).documents
        for piece in printed_pieces(document)
    ]
    assert first_difference(expected, comparable(text_of(composed(paper)))) is None


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_stands_outside_the_page_or_over_other_text(paper: str) -> None:
    for page in composed(paper).document.pages:
        boxes = [(bounds(run), run.size) for _, run in runs(page)]
        for number, (box, size) in enumerate(boxes):
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= page.width
            assert box.bottom <= page.height
            for other, other_size in boxes[number + 1 :]:
                across = min(box.right, other.right) - max(box.left, other.left)
                down = min(box.bottom, other.bottom) - max(box.top, other.top)
                blank = 0.55 * min(size, other_size)  # the blank half of a mark may reach over its neighbour
                assert across < blank or down < 0.2 * min(size, other_size)


@pytest.mark.parametrize("paper", PAPERS)
def test_little_stays_white(paper: str) -> None:
    whites = composed(paper).whites
    assert max(whites) <= 0.08
    assert sum(whites) / len(whites) <= 0.03


def test_the_same_edition_gives_the_same_pages() -> None:
    edition = edition_of("hihama-shimpo")
    assert write(edition).files == write(edition).files


def test_what_does_not_fit_goes_on_on_another_sheet() -> None:
    edition = with_options(edition_of("qingheng-daily"), page_size="70x100mm")
    composition = compose(edition)
    labels = [page.label for page in composition.document.pages]
    assert len(labels) > len(set(labels))
    expected = [
        piece for document in newspaper_pages(edition).documents for piece in printed_pieces(document)
    ]
    assert first_difference(expected, comparable(text_of(composition))) is None


def test_a_size_of_type_is_kept_to() -> None:
    edition = with_options(edition_of("qingheng-daily"), font_size=9.0, columns=3)
    for page in compose(edition).document.pages:
        sizes = [run.size for node, run in runs(page) if node is not None and node.tag == "P"]
        assert 9.0 * 0.91 <= max(set(sizes), key=sizes.count) <= 9.0 * 1.09


def test_no_two_headlines_of_one_face_and_size_stand_side_by_side() -> None:
    for paper in PAPERS:
        for page in composed(paper).document.pages:
            titles = [run for node, run in runs(page) if node is not None and node.tag in {"H1", "H3"}]
            for number, one in enumerate(titles):
                for other in titles[number + 1 :]:
                    beside = abs(one.y - other.y) < 1 and one.x != other.x
                    assert not (beside and one.face == other.face and abs(one.size - other.size) < 0.01)


def test_a_print_of_newspaper_pages_passes_the_checks(tmp_path: Path) -> None:
    options = Options(print=PrintOptions(layout="broadsheet"))
    (written,) = pipeline.convert(EXAMPLES / "solneoul-ilbo" / "page.txt", to="pdf", options=options).written
    file = tmp_path / written.main
    file.write_bytes(written.files[written.main])
    assert not check(file)


@pytest.mark.parametrize("paper", ["hihama-shimpo", "chaoyu-times"])
def test_vertical_pages_have_the_same_text_in_lines_that_run_down(paper: str) -> None:
    edition, composition = edition_of(paper, vertical=True), composed(paper, vertical=True)
    expected = [
        piece for document in newspaper_pages(edition).documents for piece in printed_pieces(document)
    ]
    assert first_difference(expected, comparable(text_of(composition))) is None
    assert composition.document.structure.attributes["WritingMode"] == "TbRl"
    for page in composition.document.pages:
        body = [run for node, run in runs(page) if node is not None and node.tag == "P" and run.vertical]
        assert len(body) > 10
        for _, run in runs(page):
            box = bounds(run)
            assert box.left >= 0
            assert box.right <= page.width
            assert box.bottom <= page.height
    assert max(composition.whites) <= 0.08


def test_a_table_too_wide_for_a_box_in_its_column_is_not_lost() -> None:
    cells = ("主要财务指标的名称很长", "二〇二一年上半年", "二〇二〇年上半年", "同比增减（百分点）")
    table = Table(caption="单位：亿元", header=cells, rows=(cells, cells))
    article = Article(
        headline="净利大增", body=(Paragraph(text="正文。" * 80), Aside(title="数据", body=(table,)))
    )
    issue = Issue(sections=(Section(page="1", articles=(article,)),))
    options = RenderOptions(
        cover="none",
        continuous=False,
        print_options=PrintOptions(layout="broadsheet", columns=5, page_size="A4"),
    )
    edition = render(issue, options).edition
    expected = [
        piece for document in newspaper_pages(edition).documents for piece in printed_pieces(document)
    ]
    assert first_difference(expected, comparable(text_of(compose(edition)))) is None


def made_of(*articles: Article, lang: str = "zh-Hans", vertical: bool = False, **options: object) -> Edition:
    sections = (Section(page="1", articles=articles),) if articles else ()
    printing = PrintOptions(layout="broadsheet", **options)
    wanted = RenderOptions(cover="none", continuous=False, vertical=vertical, print_options=printing)
    return render(Issue(lang=lang, sections=sections), wanted).edition


def test_an_issue_without_articles_and_an_article_without_text_are_printed() -> None:
    for edition in (made_of(), made_of(Article()), made_of(Article(headline="标题"))):
        assert write(edition).files


def test_a_row_of_a_table_taller_than_a_sheet_is_set_as_paragraphs() -> None:
    table = Table(header=("项目", "说明"), rows=(("甲", "很长的说明。" * 120),))
    edition = made_of(Article(headline="表", body=(table,)), page_size="80x110mm")
    assert len(compose(edition).document.pages) > 1
    assert write(edition).files


def test_type_that_leaves_no_room_is_refused_with_advice() -> None:
    article = Article(headline="Title", body=(Paragraph(text="Words."),))
    edition = made_of(article, lang="en", page_size="A5", font_size=14.0, columns=2)
    with pytest.raises(UsageError, match="leaves no room"):
        compose(edition)


def test_figures_that_stand_upright_need_no_gap_beside_them() -> None:
    shaper = Shaper("ja", typesetting_of("ja"), vertical=True)
    cells = [*shaper.cells("は", "serif"), *shaper.upright("450", "serif"), *shaper.cells("円", "serif")]
    assert SetParagraph(cells, shaper).starts == [0.0, 1.0, 2.0, 3.0, 4.0]
