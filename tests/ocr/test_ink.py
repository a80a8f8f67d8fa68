"""Spaces and weights are seen in the ink."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ebook.ocr.ink import glyph_height, measure, missed
from tests.ocr.drawn import font, page


def measured(printed: str, size: int = 32, weight: str = "Regular"):
    """A printed line as it is measured when the recogniser drops its spaces."""
    face = font(size, weight=weight)
    image = Image.new("L", (int(face.getlength(printed)) + 20, size * 3 // 2), 255)
    ImageDraw.Draw(image).text((10, 4), printed, 0, face)
    centres = [
        (10 + face.getlength(printed[:at]) + face.getlength(character) / 2) / image.width
        for at, character in enumerate(printed)
        if character != " "
    ]
    quad = np.array([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]], np.float32)
    text = printed.replace(" ", "")
    return measure(np.asarray(image), quad, text, centres, vertical=False, confidence=1.0)


@pytest.mark.parametrize(
    "printed",
    [
        "责编：闻溪 美编：乔木青 校对：简一宁",
        "本报记者 顾南枝 通讯员 沈橹",
        "一座桥 三代人 四十七年",
        "大桥全长618米，双向两车道",
        "丙午年三月初八 第6218期 今日4版",
        "町では二百人が避難した",
        "看自己的脚力。”68岁的菜农",
        "雨量3到8毫米；26日多云",
    ],
)
def test_a_space_is_set_where_a_gap_is_printed_and_nowhere_else(printed):
    assert measured(printed).text == printed


def test_the_size_is_that_of_the_characters_whatever_hangs_below_the_line():
    assert measured("过程，秧田要及时，进，").size == pytest.approx(
        measured("过程秧田要及时进").size, abs=1.5
    )


def test_bold_strokes_are_thicker():
    assert measured("桥墩躲开了一棵树", weight="Bold").weight > 1.3 * measured("桥墩躲开了一棵树").weight


@pytest.mark.parametrize("factor", [0.75, 1, 2])
def test_the_height_of_the_body_text_is_estimated(factor):
    image = page()
    image = image.resize((int(image.width * factor), int(image.height * factor)), Image.Resampling.LANCZOS)
    assert glyph_height(np.asarray(image)) == pytest.approx(26 * factor, rel=0.25)


def test_text_where_no_line_was_found_is_missed_and_a_photograph_is_not():
    others = [[[30, 30], [420, 30], [420, 285], [30, 285]], [[30, 345], [670, 345], [670, 360], [30, 360]]]
    (last,) = missed(np.asarray(page()), [np.array(quad, np.float32) for quad in others], 28)
    assert last.left < 43
    assert last.top < 300
    assert last.right > 280
    assert last.bottom > 324


def test_digits_of_full_width_are_set_without_spaces():
    assert measured("月額料金２０２３年度").text == "月額料金２０２３年度"
    face = font(32)
    width = int(face.getlength("２０２３年度"))
    image = Image.new("L", (width, 48), 255)
    ImageDraw.Draw(image).text((0, 4), "２０２３年度", 0, face)
    quad = np.array([[0, 0], [width, 0], [width, 48], [0, 48]], np.float32)
    centres = [(at + 0.5) / 6 for at in range(6)]
    line = measure(np.asarray(image), quad, "2 0 2 3年度", centres, vertical=False, confidence=1.0)
    assert line.text == "2023年度"
