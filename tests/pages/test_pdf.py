"""PDFs of pages are read with their lines, titles, pictures and rules."""

from pathlib import Path

import pypdfium2
import pytest

from ebook import convert
from ebook.errors import UnreadableSource
from ebook.formats import guess_reader
from ebook.pages.assembly import assemble
from ebook.pages.formats import pdf
from ebook.pages.glyphs import Glyph, lines_of
from ebook.pages.page import Box
from ebook.readers import ReadOptions
from ebook.source import Source

PAGE = Path(__file__).parent / "samples" / "own-page" / "page.pdf"


def source_of(data: bytes, name: str = "page.pdf") -> Source:
    return Source(name, data)


def glyphs_of(
    text: str, left: float, top: float, size: float = 10.0, *, vertical: bool = False
) -> list[Glyph]:
    """Characters set close to one another."""
    found = []
    for at, char in enumerate(text):
        x, y = (left, top + at * size) if vertical else (left + at * size, top)
        found.append(Glyph(char, Box(x, y, x + size, y + size), size))
    return found


def test_a_page_of_two_articles_side_by_side_is_not_read_across():
    drawn = [*glyphs_of("左栏第一行文字", 0, 0), *glyphs_of("右栏第一行文字", 84, 0)]
    assert [line.text for line in lines_of(drawn)] == ["左栏第一行文字", "右栏第一行文字"]


def test_a_line_drawn_in_pieces_is_one_line_whatever_their_order():
    drawn = [*glyphs_of("今日通车", 50, 0), *glyphs_of("老渡口新桥", 0, 0)]
    assert [line.text for line in lines_of(drawn)] == ["老渡口新桥今日通车"]


def test_vertical_lines_keep_figures_that_stand_side_by_side():
    line = glyphs_of("開通は", 0, 0, vertical=True)
    line += [Glyph("1", Box(0, 30, 5, 40), 10), Glyph("2", Box(5, 30, 10, 40), 10)]
    line += glyphs_of("月から", 0, 40, vertical=True)
    [found] = lines_of([*line])
    assert (found.text, found.vertical) == ("開通は12月から", True)


def test_several_spaces_of_which_one_is_given_divide_facts():
    left, drawn = 0.0, []
    for word, space in (("No.", 3), ("31", 9), ("16", 3), ("Pages", 0)):
        for char in word:
            drawn.append(Glyph(char, Box(left, 0, left + 5, 10), 10))
            left += 5
        drawn += [Glyph(" ", Box(left, 0, left + 2.5, 10), 10)] if space else []
        left += space
    assert [line.text for line in lines_of(drawn)] == ["No. 31   16 Pages"]


def test_figures_side_by_side_begin_a_vertical_line():
    line = [Glyph("1", Box(0, 0, 5, 10), 10), Glyph("9", Box(5, 0, 10, 10), 10)]
    line += glyphs_of("日に開通", 0, 10, vertical=True)
    assert [found.text for found in lines_of(line)] == ["19日に開通"]
    line = [*glyphs_of("先", 0, -10), *line]
    assert [found.text for found in lines_of(line)] == ["先19日に開通"]


def test_a_character_drawn_twice_to_look_bold_is_one_character():
    drawn = [glyph for char in glyphs_of("新桥", 0, 0) for glyph in (char, char)]
    assert [line.text for line in lines_of(drawn)] == ["新桥"]


def test_a_line_of_text_does_not_go_over_a_drawn_line():
    drawn = [*glyphs_of("水位", 0, 0), *glyphs_of("水量", 24, 0)]
    assert [line.text for line in lines_of(drawn, [Box(22, -5, 22, 20)])] == ["水位", "水量"]


def test_words_of_a_spaced_script_are_divided_by_their_gaps():
    drawn = [
        Glyph(char, Box(at * 5 + (at > 2) * 3, 0, at * 5 + 5 + (at > 2) * 3, 10), 10)
        for at, char in enumerate("newday")
    ]
    assert [line.text for line in lines_of(drawn)] == ["new day"]


def test_the_own_page_is_recognised_and_holds_its_picture_and_frame():
    source = Source.from_path(PAGE)
    assert guess_reader(source_of(source.data, "page.bin")) == "pdf"
    issue = pdf.pages_of(source, ReadOptions())
    [page] = issue.pages
    kinds = [region.kind for region in page.regions]
    assert kinds.count("picture") == 1
    assert list(issue.pictures) == ["page-1-1.png"]
    assert issue.pictures["page-1-1.png"].startswith(b"\x89PNG")
    assert (
        sum(
            region.kind == "rule" and min(region.box.width, region.box.height) > 50 for region in page.regions
        )
        == 1
    )


def test_the_own_page_gives_its_lines_in_order():
    lines = assemble(pdf.pages_of(Source.from_path(PAGE), ReadOptions())).lines
    texts = [line.text for line in lines]
    wanted = (
        "青衡日报", "一座桥 三代人 四十七年", "老渡口新桥今日通车", "本报记者 顾南枝 通讯员 沈橹", "桥墩躲开了一棵树",
        "四分钟能做什么", "数说大桥", "编者按", "防汛备汛", "五座水库水位平稳", "数据来源：青衡市水利局", "全市春播过七成",
        "早稻秧苗已移栽18万亩", "简讯", "夜间公交延时半小时", "未来三天 两场小雨",
    )  # fmt: skip
    assert [text for text in texts if text in wanted] == list(wanted)
    assert any(
        text.endswith("他小时候在树下等过大水，也等过父亲回家。树没有走，桥绕了过去。") for text in texts
    )
    [table] = [line.rows for line in lines if line.rows]
    assert table[1] == ("筠溪", "86.42", "88.00", "5210")
    assert len(table) == 6


def test_damaged_encrypted_and_empty_pdfs_are_refused(tmp_path):
    with pytest.raises(UnreadableSource, match="damaged"):
        pdf.pages_of(source_of(PAGE.read_bytes()[:2000]), ReadOptions())
    with pytest.raises(UnreadableSource, match="damaged"):
        pdf.pages_of(source_of(b"%PDF-1.7\n"), ReadOptions())
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(300, 400)
    empty.save(tmp_path / "scan.pdf")
    with pytest.raises(UnreadableSource, match="no text") as error:
        pdf.read(Source.from_path(tmp_path / "scan.pdf"), ReadOptions())
    assert "blank" in (error.value.hint or "")


def test_a_print_of_this_program_is_the_issue_that_it_carries():
    made = convert(
        Source("a.md", "---\nname: 青衡日报\n---\n\n# 老渡口新桥今日通车\n\n今天清晨，大桥通车。\n".encode()),
        to="pdf",
    )
    data = next(iter(made.written[0].files.values()))
    reading = pdf.read(source_of(data), ReadOptions())
    assert reading.issue == made.issue
    assert [problem.code for problem in reading.problems] == ["PGE-003"]


def test_a_wide_space_within_a_column_is_none_between_columns():
    full = [glyph for row in (0, 2) for glyph in glyphs_of("字填满了一整行的栏目", 0, row * 14)]
    spaced = [*glyphs_of("领先各地", 0, 14), *glyphs_of("正在查苗", 56, 14)]
    assert [line.text for line in lines_of([*full, *spaced])][2] == "领先各地\u3000正在查苗"
    beside = [glyph for row in range(3) for glyph in glyphs_of("右栏", 56, row * 14)]
    left = [glyph for row in range(3) for glyph in glyphs_of("左边栏目", 0, row * 14)]
    assert [line.text for line in lines_of([*left[:8], *left[8:], *beside])] == ["左边栏目"] * 3 + [
        "右栏"
    ] * 3
