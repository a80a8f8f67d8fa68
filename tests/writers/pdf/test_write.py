import datetime
import os
import re

import pymupdf
import pypdfium2

from ebook.pdf.compare import comparable, printed_pieces
from ebook.pdf.reader import read_pdf
from ebook.pipeline import read
from ebook.render import RenderOptions, render
from ebook.source import Source
from ebook.verify_print import check
from ebook.writers.pdf import write
from tests.writers.pdf.sample import ROWS, issue


def test_file_is_named_after_the_issue_and_nothing_is_reported(printed):
    assert printed.written.main == "海风日报-2025-03-04.pdf"
    assert printed.written.problems == ()
    assert check(printed.path) == []


def test_every_paragraph_reads_out_whole_and_in_order_with_another_reader(printed):
    with pymupdf.open(printed.path) as document:
        said = comparable(
            "".join(
                page.get_text(clip=pymupdf.Rect(0, 60, page.rect.x1, page.rect.y1 - 60)) for page in document
            )
        )
    place = 0
    for document in printed.edition.documents:
        if document.kind == "article":
            for piece in printed_pieces(document):
                if (
                    len(piece.text) < 40 and not piece.may_lack
                ):  # longer ones may go on after a column's or a page's end
                    place = said.index(piece.text, place) if piece.text else place


def test_quarter_ems_and_shared_glyphs_read_out_as_they_were_put_in(printed):
    document = pypdfium2.PdfDocument(printed.data)
    said = "".join(page.get_textpage().get_text_range() for page in document)
    assert "港口2025年吞吐量增长5.6%" in said.replace("\r\n", "")
    assert "地方‧生活与天下·栎园" in said.replace("\r\n", "")


def test_fonts_are_ours_alone(printed):
    with pymupdf.open(printed.path) as document:
        names = {font[3].partition("+")[2] for page in document for font in page.get_fonts()}
    assert names == {"Ebook-Serif", "Ebook-Sans", "Ebook-Serif-Bold", "Ebook-Sans-Bold"}


def test_outline_has_pages_and_their_articles(printed):
    with pymupdf.open(printed.path) as document:
        outline = [(level, title) for level, title, _ in document.get_toc()]
        labels = [page.get_label() for page in document]
    start = outline.index((1, "第01版 要闻"))
    assert outline[start + 1 : start + 5] == [
        (2, "灯塔重新点亮"),
        (2, "灯台の話"),
        (2, "등대 이야기"),
        (2, "燈塔故事"),
    ]
    assert outline[start + 5 : start + 7] == [(1, "第02版 综合"), (2, "下一版")]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]


def test_contents_and_jumps_name_the_page_where_they_lead(printed):
    with pymupdf.open(printed.path) as document:
        opening = next(
            number for number, page in enumerate(document, 1) if number > 2 and "下一版" in page.get_text()
        )
        contents = document[1].get_text()
    assert re.search(rf"下一版[ ·\n]+{opening}\n", contents)


def test_heads_of_a_table_are_repeated_on_paper_and_read_once(printed):
    with pymupdf.open(printed.path) as document:
        drawn = sum(page.get_text().count("名称") for page in document)
    assert drawn > 1
    rows = [
        row
        for row in range(ROWS)
        if f"站{row}" not in "".join(page.get_text() for page in pymupdf.open(printed.path))
    ]
    assert rows == []


def test_running_heads_tell_paper_date_and_page(printed):
    with pymupdf.open(printed.path) as document:
        head = document[3].get_text(clip=pymupdf.Rect(0, 0, 600, 60))
    assert "".join(head.split()) == "海风日报2025年3月4日第01版要闻"


def test_same_bytes_from_another_folder(printed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "TZ", "Asia/Tokyo")
    again = write(render(issue(tmp_path), None, tmp_path).edition)
    assert again.files[again.main] == printed.data


def test_dates_are_the_issues_own(printed):
    stamp = printed.edition.modified.astimezone(datetime.UTC).strftime("D:%Y%m%d%H%M%SZ")
    with pymupdf.open(printed.path) as document:
        assert document.metadata["modDate"].replace("+00'00", "Z") == stamp
        assert document.metadata["title"] == printed.edition.title


def test_a_print_of_a_vertical_edition_is_that_of_the_horizontal_one():
    source = Source("a.md", "# 01\n\n## 第3期 NHK\n\n令和8年5月12日、ABCが2面で1234人。\n".encode())
    issue = read(source).issue
    prints = [write(render(issue, RenderOptions(vertical=vertical)).edition) for vertical in (True, False)]
    assert [problem.code for problem in prints[0].problems] == ["OUT-214"]
    texts = [
        "".join(page.text for page in read_pdf(written.files[written.main], "a.pdf").pages)
        for written in prints
    ]
    assert texts[0] == texts[1]
