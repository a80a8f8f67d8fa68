"""The sheet that follows from what was asked of a print."""

import pytest

from ebook.errors import Exit, UsageError
from ebook.print_options import PAGE_SIZES, PrintOptions

MM = 72 / 25.4


def test_the_archive_is_a4_in_two_columns_of_24_characters():
    sheet = PrintOptions().sheet
    assert (sheet.columns, sheet.measure, sheet.lines) == (2, 24, 42)
    assert sheet.width == pytest.approx(210 * MM)
    assert sheet.height == pytest.approx(297 * MM)


def test_the_reader_is_one_column_of_larger_type_on_a5():
    sheet = PrintOptions(layout="reader").sheet
    assert (sheet.columns, sheet.font_size) == (1, 12)
    assert 20 <= sheet.measure <= 40
    assert sheet.width == pytest.approx(148 * MM)


@pytest.mark.parametrize("layout", ["archive", "reader"])
@pytest.mark.parametrize("size", [*PAGE_SIZES, "120x160mm", "120×200"])
@pytest.mark.parametrize("type_size", [None, 8.0, 13.5])
def test_the_type_area_holds_whole_characters_and_lines_within_margins(layout, size, type_size):
    sheet = PrintOptions(layout=layout, page_size=size, font_size=type_size).sheet
    width = sheet.columns * sheet.measure * sheet.font_size + (sheet.columns - 1) * sheet.gap
    assert sheet.width == pytest.approx(width + 2 * sheet.side)
    assert sheet.height == pytest.approx(sheet.top + sheet.lines * sheet.line + sheet.bottom)
    assert sheet.side >= 0.07 * sheet.width
    assert 0.07 * sheet.height <= sheet.top <= 0.2 * sheet.height
    assert 0.07 * sheet.height <= sheet.bottom <= 0.2 * sheet.height


def test_crop_marks_bring_a_bleed_unless_another_is_asked_for():
    assert PrintOptions().sheet.bleed == 0
    assert PrintOptions(crop_marks=True).sheet.bleed == pytest.approx(3 * MM)
    assert PrintOptions(crop_marks=True, bleed=5.0).sheet.bleed == pytest.approx(5 * MM)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"page_size": "A9"}, "A4"),
        ({"page_size": "10x10mm"}, "70"),
        ({"page_size": "1e9x5"}, "WxH"),
        ({"columns": 0}, "use 1 to 12"),
        ({"columns": 6}, "fewer columns"),
        ({"columns": 1, "page_size": "A3"}, "more columns"),
        ({"font_size": 0.0}, "use 5 to 36 pt"),
        ({"font_size": float("nan")}, "use 5 to 36 pt"),
        ({"font_size": 36.0, "columns": 1, "page_size": "300x80mm"}, "taller page"),
        ({"bleed": -1.0}, "use 0 to 20 mm"),
        ({"variant": "a-4"}, "a-3a+ua-1"),
        ({"layout": "poster"}, "archive, reader, broadsheet, facsimile"),
        ({"layout": "facsimile", "page_size": "A4"}, "--page-size has no meaning with --layout facsimile"),
        ({"layout": "facsimile", "crop_marks": True}, "leave --crop-marks out"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_advice(asked, says):
    with pytest.raises(UsageError) as caught:
        PrintOptions(**asked)
    assert says in f"{caught.value} {caught.value.hint}"
    assert caught.value.exit_code is Exit.USAGE
