"""A print of the printed pages: the picture, and the issue's text behind it where it is printed."""

import json
import sys
from collections import defaultdict
from pathlib import Path

import msgspec
import pymupdf
import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from corpus.layout import DESIGNS, lay_out  # noqa: E402  # the folder is on the path only now
from ebook.errors import UnreadableSource  # noqa: E402
from ebook.facsimile import Facsimile, PageImage, PrintedLine  # noqa: E402
from ebook.geometry import Box  # noqa: E402
from ebook.languages import resolve  # noqa: E402
from ebook.model import plain, titles, to_json  # noqa: E402
from ebook.options import Options  # noqa: E402
from ebook.pages import read_pages  # noqa: E402
from ebook.painter.page import GlyphRun  # noqa: E402
from ebook.pdf.reader import read_pdf, text_of  # noqa: E402
from ebook.pipeline import convert  # noqa: E402
from ebook.print_options import PrintOptions  # noqa: E402
from ebook.readers import ReadOptions  # noqa: E402
from ebook.render import RenderOptions, render  # noqa: E402
from ebook.source import Source  # noqa: E402
from ebook.verify_print import check, compare_with_issue  # noqa: E402
from ebook.writers.pdf.facsimile import compose  # noqa: E402
from ebook.writers.pdf.text_layer import PrintedText, runs, spread, take  # noqa: E402

FACSIMILE = PrintOptions(layout="facsimile")
APART = 0.02  # of the page
GRAM = 4  # characters that are looked for together


def paper(lang, sections=1):
    """The first pages of an invented issue."""
    files = sorted((ROOT / "corpus" / "papers").glob("*.json"))
    issues = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    issue = next(issue for issue in issues if issue["lang"] == lang)
    return {**issue, "sections": issue["sections"][:sections]}


def printed_characters(pdf):
    """Each page's characters with the middle of each in shares of the page."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            boxes = [
                (text.get_text_range(at, 1), *text.get_charbox(at, loose=True))
                for at in range(text.count_chars())
            ]
            pages.append(
                [
                    (char, (left + right) / 2 / width, 1 - (bottom + top) / 2 / height)
                    for char, left, bottom, right, top in boxes
                    if char.strip()
                ]
            )
    return pages


def composed_characters(document):
    """The same for a composed document, one list for each piece of text."""
    for page in document.pages:
        pieces = []
        for mark in (mark for frame in page.frames for mark in frame.marks if isinstance(mark, GlyphRun)):
            at, piece = (mark.y if mark.vertical else mark.x), []
            for glyph in mark.glyphs:
                middle = at + glyph.advance / 2
                x, y = (mark.x, middle) if mark.vertical else (middle, mark.y - 0.38 * mark.size)
                if glyph.text.strip():
                    piece.append((glyph.text, x / page.width, y / page.height))
                at += glyph.advance
            pieces.append(piece)
        yield pieces


def edition_of(laid):
    """The edition of a laid-out issue, read without its PDF, with its pages as facsimiles."""
    image = PageImage(file="a.pdf", read=lambda: laid.pdf)
    pages = tuple(
        msgspec.structs.replace(page, image=msgspec.structs.replace(image, index=index))
        for index, page in enumerate(laid.pages.pages)
    )
    reading = read_pages(
        msgspec.structs.replace(laid.pages, pages=pages), ReadOptions(lang=resolve(laid.lang))
    )
    edition = render(reading.issue, RenderOptions(print_options=FACSIMILE)).edition
    return msgspec.structs.replace(edition, facsimiles=reading.facsimiles)


@pytest.mark.parametrize("design", DESIGNS)
def test_text_stands_where_it_is_printed(design):
    laid = lay_out(paper(DESIGNS[design].languages[-1]), design, 1)
    composed = compose(edition_of(laid))
    found = apart = 0
    for printed, pieces in zip(printed_characters(laid.pdf), composed_characters(composed), strict=True):
        places = defaultdict(list)
        for at in range(len(printed) - GRAM + 1):
            places["".join(char for char, _, _ in printed[at : at + GRAM])].append(printed[at][1:])
        for piece in pieces:
            for at in range(len(piece) - GRAM + 1):
                near = places["".join(char for char, _, _ in piece[at : at + GRAM])]
                if near:
                    found += 1
                    _, x, y = piece[at]
                    apart += min(max(abs(x - left), abs(y - top)) for left, top in near) > APART
    assert found > 200
    assert apart <= 0.002 * found


def test_the_whole_text_of_the_issue_is_behind_the_pages():
    laid = lay_out(paper("zh-Hans", sections=2), "tabloid", 1)
    edition = edition_of(laid)
    pieces = [piece for page in composed_characters(compose(edition)) for piece in page]
    written = "".join(char for piece in pieces for char, _, _ in piece)
    for article in edition.issue.articles:
        for line in titles(article.headline):
            assert "".join(plain(line).split()) in written
    body = [
        block.text for article in edition.issue.articles for block in article.body if hasattr(block, "text")
    ]
    assert len(body) > 5
    for text in body:
        if isinstance(text, str):
            for char in "".join(text.split()):
                assert char in written


def test_tags_follow_the_issue(facsimile):
    issue, data = facsimile
    assert text_of(data).split() != []
    with pymupdf.open(stream=data) as document:
        outline = [title for _, title, _ in document.get_toc()]
        assert document[0].get_label() == "1"
        assert len(document[0].get_images()) == 1
    for article in issue.articles:
        if article.headline:
            assert " ".join(plain(article.headline).split()) in outline


def test_the_record_travels_with_it(facsimile):
    _, data = facsimile
    with pypdfium2.PdfDocument(data) as document:
        names = [document.get_attachment(at).get_name() for at in range(document.count_attachments())]
    assert names == ["issue.json", "页.pdf"]


def test_our_own_checks_find_nothing_in_it_and_miss_nothing(facsimile, tmp_path):
    issue, data = facsimile
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert check(path) == []
    found = read_pdf(data, "a.pdf")
    other = to_json(msgspec.structs.replace(issue, sections=()))
    (problem,) = compare_with_issue(msgspec.structs.replace(found, files={"issue.json": other}))
    assert "behind its pages" in problem.message


def test_attachments_left_out_are_reported(facsimile_source):
    options = Options(print=msgspec.structs.replace(FACSIMILE, attachments=False))
    (written,) = convert(facsimile_source, to="pdf", options=options).written
    assert [problem.code for problem in written.problems] == ["OUT-212"]
    assert b"EmbeddedFile" not in written.files[written.main]


def test_a_source_without_pictures_of_its_pages_is_refused():
    with pytest.raises(UnreadableSource, match="pictures of the printed pages"):
        convert(Source("a.md", "# 题\n\n正文。\n".encode()), to="pdf", options=Options(print=FACSIMILE))


# --- finding texts in lines


def lines(*texts, vertical=False, height=0.1):
    rows = []
    for number, text in enumerate(texts):
        box = (0.0, number * height, 1.0, (number + 1) * height)
        rows.append(PrintedText(1, PrintedLine(place=box, box=box, text=text, vertical=vertical)))
    return rows


def test_a_text_is_parted_as_it_is_printed():
    first, second = take("渔船归港，灯塔亮了。", lines("渔船归港，", "灯塔亮了。"))
    assert (first.text, first.box) == ("渔船归港，", Box(0, 0, 1, 0.1))
    assert (second.text, second.box) == ("灯塔亮了。", Box(0, 0.1, 1, 0.2))


def test_two_texts_share_a_line():
    row = lines("本报讯渔船归港")
    (place,) = take("本报讯", row)
    (rest,) = take("渔船归港", row)
    assert (place.box.right, rest.box.left) == pytest.approx((3 / 7, 3 / 7))


def test_each_printed_character_is_taken_once():
    row = lines("渔船", "渔船")
    assert [take("渔船", row)[0].box.top for _ in range(2)] == [0.0, 0.1]
    assert take("渔船", row) == []


def test_spaces_hyphens_and_widths_may_differ_from_the_print():
    pieces = take("Ｔｈｅ harbour, 2025年", lines("The har-", "bour,2025 年"))
    assert [piece.text for piece in pieces] == ["Ｔｈｅ har", "bour, 2025年"]


def test_lines_in_another_order_are_found_one_by_one():
    pieces = take("渔船归港灯塔亮了", lines("灯塔亮了", "渔船归港"))
    assert [(piece.text, piece.box.top) for piece in pieces] == [("渔船归港", 0.1), ("灯塔亮了", 0.0)]


def test_what_no_line_has_stays_with_what_stands_before_it():
    pieces = take("渔船〇归港", lines("渔船", "归港"))
    assert [piece.text for piece in pieces] == ["渔船〇", "归港"]


def test_a_text_without_lines_is_spread_over_its_places():
    places = [(1, Box(0, 0, 0.5, 0.5)), (2, Box(0, 0, 0.5, 0.5))]
    pieces = spread("渔" * 100, places, lambda _: (100.0, 100.0))
    assert "".join(piece.text for piece in pieces) == "渔" * 100
    assert {piece.page for piece in pieces} == {1, 2}
    assert all(piece.box.bottom <= 0.5 + 1e-9 for piece in pieces)


@pytest.mark.parametrize("vertical", [False, True])
def test_glyphs_fill_their_box_and_are_not_seen(vertical):
    (run,) = runs("渔船a", Box(10, 20, 70, 80), vertical=vertical)
    assert not run.visible
    assert sum(glyph.advance for glyph in run.glyphs) == pytest.approx(60)


def test_a_character_that_no_font_has_keeps_its_text():
    (run,) = runs("\U0003fffd", Box(10, 20, 70, 80), vertical=False)
    assert run.glyphs[0].text == "\U0003fffd"
    assert run.glyphs[0].number


def test_the_paper_has_the_size_of_the_page_that_is_shown():
    document = pymupdf.open()
    document.new_page(width=300, height=420)
    image = PageImage(file="a.pdf", read=document.tobytes)
    assert Facsimile(number=1, width=1, height=1, image=image).paper() == (300, 420)
