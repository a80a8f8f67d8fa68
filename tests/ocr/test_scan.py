"""Pages drawn in the fonts of the print are read back."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ebook.errors import UsageError
from ebook.geometry import Box
from ebook.ocr import choose, graphics, rapid, scan
from ebook.ocr.engine import TextLine
from ebook.ocr.raster import straightened
from tests.ocr.drawn import BODY, HEADLINE, font, page, vertical_page


def texts(found):
    return [line.text for line in found.lines]


@pytest.fixture(scope="module")
def engine():
    return choose("auto", "zh-Hans")


def test_lines_rules_and_photographs_are_found_with_their_places(engine):
    _, found = scan(page(), engine)
    assert texts(found) == [HEADLINE, *BODY]
    headline, *body = found.lines
    assert headline.size == pytest.approx(52, rel=0.1)
    assert all(line.size == pytest.approx(28, rel=0.1) for line in body)
    assert all(abs(line.box.left - 42) < 4 for line in found.lines)
    assert found.confidence > 0.98
    (rule,) = found.rules
    assert (rule.left, rule.right) == (pytest.approx(40, abs=4), pytest.approx(660, abs=4))
    assert rule.height < 8
    (photograph,) = found.pictures
    assert (photograph.left, photograph.top) == (pytest.approx(420, abs=6), pytest.approx(130, abs=6))
    assert (photograph.right, photograph.bottom) == (pytest.approx(660, abs=6), pytest.approx(310, abs=6))


def test_a_table_is_its_rules_and_its_text_and_no_picture():
    image = Image.new("L", (700, 420), 255)
    draw = ImageDraw.Draw(image)
    lines = []
    for row in range(5):
        draw.line((40, 100 + 40 * row, 640, 100 + 40 * row), 0, 2)
        draw.line((40 + 150 * row, 100, 40 + 150 * row, 260), 0, 2)
        if row < 4:
            draw.text((80, 106 + 40 * row), "水库", 0, font(24))
            lines.append(TextLine(text="水库", box=Box(80, 110 + 40 * row, 130, 134 + 40 * row), size=24))
    assert not graphics.pictures(np.asarray(image), lines, 24)
    found = graphics.rules(np.asarray(image), lines, [], 24)
    assert sum(rule.width > rule.height for rule in found) == 5
    assert sum(rule.width < rule.height for rule in found) == 5


def test_a_skewed_page_is_levelled_and_its_places_are_those_of_the_picture(engine):
    skewed = page().rotate(2.3, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    straight, found = scan(skewed, engine)
    assert texts(found) == [HEADLINE, *BODY]
    a, b, c, d, e, f = straight.affine
    box = found.lines[0].box
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    across, down = (a * x + b * y + c) * skewed.width, (d * x + e * y + f) * skewed.height
    around = (round(across) - 190, round(down) - 40, round(across) + 190, round(down) + 40)
    ink = np.asarray(skewed) < 128
    inside = ink[around[1] : around[3], around[0] : around[2]]
    headline = ink[:130]
    assert inside.sum() > 0.98 * headline.sum()


@pytest.mark.parametrize("degrees", [-4.6, -0.7, 0.0, 3.1])
def test_the_skew_of_a_page_is_measured(degrees):
    skewed = page().rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert straightened(skewed).skew == pytest.approx(-degrees, abs=0.1)


def test_vertical_lines_are_found_as_such(engine):
    lines = ("春の大雨で川があふれた", "町では二百人が避難し", "水は夜まで引かず")
    _, found = scan(vertical_page(lines), engine)
    assert sorted(texts(found)) == sorted(lines)
    assert all(line.vertical for line in found.lines)
    assert all(line.size == pytest.approx(32, rel=0.1) for line in found.lines)


def test_a_line_over_several_tiles_is_found_once_and_whole(engine, monkeypatch):
    monkeypatch.setattr(rapid, "_TILE", 320)
    _, found = scan(page(), engine)
    assert texts(found) == [HEADLINE, *BODY]


def test_large_pictures_are_reduced_and_their_places_stay(engine):
    text = page().crop((0, 0, 410, 420))
    straight, found = scan(text.resize((1230, 1260)), engine)
    assert straight.reduced > 1
    assert texts(found) == [HEADLINE, *BODY]
    assert found.body == pytest.approx(84, rel=0.1)
    assert straight.affine[0] * found.lines[0].box.left == pytest.approx(43 / 410, abs=0.01)


def test_tiles_cover_a_length_once():
    for length in (10, 960, 961, 5000):
        spans = list(rapid._spans(length))
        assert [number for _, _, first, last in spans for number in range(first, last)] == list(range(length))
        assert all(start <= first < last <= end <= length for start, end, first, last in spans)


def test_rapidocr_is_not_used_for_korean():
    with pytest.raises(UsageError, match="Korean"):
        choose("rapidocr", "ko")
