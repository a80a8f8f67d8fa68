"""Whole issues made up as newspaper pages: nothing lost, nothing over anything else, little white."""

from __future__ import annotations

from pathlib import Path

import pytest

from ebook import pipeline
from ebook.composer.broadsheet import Composition, compose
from ebook.options import Options
from ebook.painter.content import bounds
from ebook.painter.page import ComposedPage, GlyphRun, Node
from ebook.pdf.compare import comparable, first_difference, newspaper_pages, printed_pieces
from ebook.print_options import PrintOptions
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
