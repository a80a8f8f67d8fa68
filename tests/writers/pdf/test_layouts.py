"""Layouts, paper and type as they come out, and the structure that every print has."""

import re

import msgspec
import pymupdf
import pytest

from ebook.options import Options
from ebook.pdf.reader import read_pdf
from ebook.pipeline import convert, read
from ebook.print_options import PrintOptions
from ebook.render import RenderOptions, render
from ebook.source import Source
from ebook.verify_print import check
from ebook.writers.pdf import write
from tests.sample_page import PAGE

MM = 72 / 25.4
LONG = PAGE.replace("两元。\n", "两元。\n" + "海风吹过码头，灯一盏一盏亮起来，船慢慢靠岸。" * 60 + "\n")


def made(**asked):
    done = convert(
        Source("a.txt", LONG.encode()), to="pdf", options=Options(print=PrintOptions(variant="none", **asked))
    )
    assert done.written[0].problems == ()
    return done.written[0].files[done.written[0].main]


def lines_of(document):
    """The left edge, the right edge and the type of each line of running text."""
    for page in document:
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                if any("灯一盏一盏" in span["text"] for span in line["spans"]):
                    yield line["bbox"][0], line["bbox"][2], line["spans"][0]["size"]


@pytest.mark.parametrize(
    ("asked", "size", "columns"),
    [
        ({}, (210, 297), 2),
        ({"layout": "reader"}, (148, 210), 1),
        ({"layout": "reader", "page_size": "100x140mm", "font_size": 9.0}, (100, 140), 1),
        ({"page_size": "A3", "columns": 4, "font_size": 9.5}, (297, 420), 4),
    ],
)
def test_paper_columns_and_type_are_as_asked(asked, size, columns, tmp_path):
    data, sheet = made(**asked), PrintOptions(**asked).sheet
    with pymupdf.open(stream=data) as document:
        assert tuple(document[0].rect.br) == pytest.approx([side * MM for side in size], abs=0.1)
        lines = list(lines_of(document))
    starts = sorted({round(left) for left, _, _ in lines})
    step = sheet.measure * sheet.font_size + sheet.gap
    grid = [sheet.side + number * step for number in range(columns)]
    assert {
        min(range(columns), key=lambda place, left=left: abs(grid[place] - left)) for left in starts
    } == set(range(columns))
    assert {round(type_size, 2) for _, _, type_size in lines} == {sheet.font_size}
    assert (
        max(right for _, right, _ in lines) <= sheet.width - sheet.side + sheet.font_size / 2 + 0.5
    )  # the blank half of a stop
    (tmp_path / "a.pdf").write_bytes(data)
    assert check(tmp_path / "a.pdf") == []


def test_crop_marks_stand_outside_the_trim():
    with pymupdf.open(stream=made(crop_marks=True, bleed=5.0)) as document:
        page = document[0]
        boxes = [document.xref_get_key(page.xref, name)[1] for name in ("MediaBox", "TrimBox", "BleedBox")]
        media, trim, bleed = ([float(number) for number in box.strip("[]").split()] for box in boxes)
        drawn = page.get_drawings()
    assert trim == pytest.approx([0, 0, 210 * MM, 297 * MM], abs=0.1)
    assert media == pytest.approx([-5 * MM, -5 * MM, 215 * MM, 302 * MM], abs=0.1)
    assert media[0] <= bleed[0] < trim[0]
    assert len(drawn) >= 8


def tree(document, xref, depth=0):
    """The structure below an element, as pairs of depth and type."""
    kind = document.xref_get_key(xref, "S")[1]
    yield depth, kind, xref
    for child in re.findall(r"(\d+) 0 R", document.xref_get_key(xref, "K")[1]):
        if document.xref_get_key(int(child), "S")[0] == "name":
            yield from tree(document, int(child), depth + 1)


@pytest.fixture(scope="session")
def structure(printed):
    with pymupdf.open(printed.path) as document:
        root = int(
            document.xref_get_key(document.pdf_catalog(), "StructTreeRoot/K")[1].strip("[]").split()[0]
        )
        found = list(tree(document, root))
        scopes = {document.xref_get_key(xref, "A/Scope")[1] for _, kind, xref in found if kind == "/TH"}
        langs = {
            document.xref_get_key(xref, "Lang")[1] for _, kind, xref in found if kind in {"/Art", "/Sect"}
        }
    return found, scopes, langs


def test_contents_are_tagged_as_such_with_their_links(structure):
    kinds = [(depth, kind) for depth, kind, _ in structure[0]]
    outer = kinds.index(next(pair for pair in kinds if pair[1] == "/TOC"))
    depth = kinds[outer][0]
    assert [kind for _, kind in kinds[outer : outer + 4]] == ["/TOC", "/TOCI", "/Reference", "/Link"]
    entries = [pair for pair in kinds if pair[1] == "/TOCI"]
    assert entries.count((depth + 1, "/TOCI")) == 2  # pages
    assert entries.count((depth + 3, "/TOCI")) == 5  # articles
    assert not [kind for _, kind in kinds[outer : outer + 30] if kind in {"/L", "/LI"}]


def test_heads_of_tables_say_what_they_are_for(structure):
    assert structure[1] == {"/Column", "/Row"}


def test_parts_in_another_language_say_so(structure):
    assert {"ja", "ko", "zh-Hant", "zh-Hans"} <= structure[2]


def test_dots_of_the_contents_are_drawn_and_not_read_out(printed):
    with pymupdf.open(printed.path) as document:
        assert document[1].get_text().count("·") > 50
    assert read_pdf(printed.data, "a.pdf").pages[1].text.count("·") == 0


def test_a_table_over_pages_may_have_fewer_heads_than_cells():
    table = "| 序号 | 名称 |\n| --- | --- |\n" + "".join(f"| {row} | 站{row} |\n" for row in range(120))
    issue = read(Source("a.md", f"# 01\n\n## 潮位\n\n{table}".encode())).issue
    block = issue.articles[0].body[0]
    wide = msgspec.structs.replace(block, rows=tuple((*row, "5.5") for row in block.rows))
    article = msgspec.structs.replace(issue.articles[0], body=(wide,))
    changed = msgspec.structs.replace(
        issue, sections=(msgspec.structs.replace(issue.sections[0], articles=(article,)),)
    )
    written = write(render(changed).edition)
    with pymupdf.open(stream=written.files[written.main]) as document:
        assert sum(page.get_text().count("名称") for page in document) > 1


def printed_text(text, layout="archive"):
    options = RenderOptions(print_options=PrintOptions(layout=layout))
    written = write(render(read(Source("a.md", text.encode())).issue, options).edition)
    return pymupdf.open(stream=written.files[written.main])


def test_columns_that_go_on_begin_at_one_height_whatever_they_begin_with():
    tops = set()
    for above in range(6):
        body = (
            f"{'海边的灯塔昨晚重新点亮。' * (2 * above + 1)}\n\n"
            + "> 灯亮了。\n\n海边的灯塔昨晚重新点亮。\n\n" * 60
        )
        with printed_text(f"# 01\n\n## 灯塔\n\n{body}") as document:
            blocks = document[2].get_text("dict")["blocks"]
        lines = [line["bbox"] for block in blocks for line in block["lines"]]
        tops.add(round(min(bottom for left, _, _, bottom in lines if left > 290 and bottom > 100)))
    assert max(tops) - min(tops) < 4  # the margin of a quotation is 17 points


def test_a_short_table_is_not_parted_and_a_long_one_leaves_no_row_alone():
    rows = "".join(f"| {row} | 站{row} |\n" for row in range(5))
    for above in range(24, 34):
        text = "海边的灯塔昨晚重新点亮。\n\n" * above
        with printed_text(
            f"# 01\n\n## 潮位\n\n{text}| 序号 | 名称 |\n| --- | --- |\n{rows}\n{text}"
        ) as document:
            heads = sum(page.get_text().count("名称") for page in document)
        assert heads == 1


def test_a_bullet_stands_at_its_text_where_the_line_is_made_flush():
    item = f"日均通行能力：行人1.2万人次，车辆4800辆次，{'载重汽车' * 9}。"
    with printed_text(f"# 01\n\n## 清单\n\n- {item}\n- 乙\n", "reader") as document:
        places = {
            char["c"]: char["origin"]
            for block in document[2].get_text("rawdict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            for char in span["chars"]
            if char["c"] in "•日乙"
        }
        first = document[2].search_for("日均")[0]
        bullet = document[2].search_for("•")[0]
    assert first.x0 - bullet.x0 < 16
    assert places["乙"][0] == pytest.approx(first.x0, abs=1)
