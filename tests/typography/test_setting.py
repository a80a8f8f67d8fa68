import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebook.languages import typesetting_of
from ebook.typography.setting import Setting


def setting(text, lang="zh-Hans", breaks=None):
    """A text of squares and half squares; a line may end before every square, and after a space."""
    widths = [10.0 if unicodedata.east_asian_width(char) in "WFA" else 5.0 for char in text]
    if breaks is None:
        breaks = [
            index > 0
            and (text[index - 1] == " " or widths[index] > 5 or widths[index - 1] > 5)
            and char not in "，。」》）"
            for index, char in enumerate(text)
        ]
    return Setting(text, widths, breaks, 10.0, typesetting_of(lang))


def lines(found, room, **options):
    start, out = 0, []
    while start is not None:
        line = found.line(start, room, at_start=True, **options)
        out.append(line)
        start = line.resume
    return out


def texts(found, room, **options):
    return [found.text[line.start : line.end] for line in lines(found, room, **options)]


@pytest.mark.parametrize(
    ("text", "lang", "width"),
    [
        ("」「", "zh-Hans", 15),
        ("。」", "zh-Hans", 15),
        ("「『", "ja", 15),
        ("》、《", "zh-Hans", 20),
        ("。」", "zh-Hant", 20),  # stops stand in the middle of their square
        ("：「", "zh-Hans", 15),
        ("：「", "ja", 20),
        ("汉字", "zh-Hans", 20),
    ],
)
def test_facing_blank_halves_are_taken_away_once(text, lang, width):
    assert setting("字" + text + "字", lang).ends[-1] == 20 + width


def test_a_quarter_em_stands_between_han_and_latin_but_not_at_a_line_end():
    found = setting("年GDP增长5%")
    assert list(found.after) == [2.5, 0, 0, 2.5, 0, 2.5, 0, 0]
    assert found.line(0, 11, at_start=True).width == 10


def test_brackets_and_stops_lose_their_blank_half_at_line_ends():
    found = setting("「甲乙。」丙")
    first = found.line(0, 36, at_start=True)
    assert (found.text[first.start : first.end], first.width, first.lead) == ("「甲乙。」", 35.0, 5.0)


def test_punctuation_is_squeezed_to_pull_a_character_in():
    found = setting("甲，乙，丙，丁戊己庚")
    assert texts(found, 65) == ["甲，乙，丙，", "丁戊己庚"]
    line = found.line(0, 68, at_start=True, flush=True)
    assert found.text[: line.end] == "甲，乙，丙，丁"
    assert 0 < line.squeeze <= 0.25
    wider, _ = found.changes(line)
    assert sum(wider) == pytest.approx(-2.0)


def test_no_single_character_is_left_on_the_last_line():
    assert texts(setting("一二三四五六七八九十甲"), 100) == ["一二三四五六七八九", "十甲"]


def test_pulling_a_character_in_leaves_no_single_one_behind():
    text = "甲，乙，丙，丁戊己。"
    assert texts(setting(text), 78, flush=True) == ["甲，乙，丙，丁", "戊己。"]


def test_korean_is_parted_between_words():
    assert texts(setting("등대의 불이 다시 켜졌다", "ko"), 60) == ["등대의 불이", "다시 켜졌다"]


def test_a_word_wider_than_its_line_is_broken_only_where_that_is_allowed():
    found = setting("https://example", breaks=[False] * 15)
    assert texts(found, 50, anywhere=True) == ["https://ex", "ample"]
    assert texts(found, 50) == ["https://example"]


def test_dashes_and_ellipses_do_not_grow():
    found = setting("甲——乙……丙")
    assert found.gaps(found.line(0, None, at_start=True)) == ([], [0, 2, 3, 5])


@given(
    st.text("汉字标点，。「」《》——…A1 的。"),
    st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko"]),
    st.integers(40, 200),
)
def test_lines_hold_the_whole_text_in_order_and_fit(text, lang, room):
    if not text:
        return
    found = setting(text, lang)
    taken = lines(found, room, flush=True, anywhere=True)
    assert "".join(text[line.start : line.resume] for line in taken) == text
    assert all(not text[line.end : line.resume].strip() for line in taken if line.resume is not None)
    for line in taken:
        assert line.width <= room + 1e-6
        wider, _ = found.changes(line)
        drawn = sum(found.widths[line.start : line.end]) + sum(wider)
        assert drawn == pytest.approx(line.width, abs=1e-6)
