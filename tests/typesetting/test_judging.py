"""The judge must be able to convict."""

import pytest

from tests.typesetting import Paragraph, judge
from tests.typesetting.reading import Glyph


def drawn(*lines, gaps=()):
    """Lines as glyphs, a point an em, flush but for what `gaps` says: line, character after which, how wide."""
    more = {(line, place): gap for line, place, gap in gaps}
    found = []
    for number, line in enumerate(lines):
        x = 0.0
        for place, char in enumerate(line):
            advance = 0.5 if char.isascii() else 1.0
            x += more.get((number, place - 1), 0.0) if place else 0.0
            found.append(Glyph(char, 0, x * 10, -17.0 * number, 10.0, advance))
            x += advance
    return found


def kinds(*lines, gaps=(), lang="zh-Hans", text=None):
    return set(judge([Paragraph(text or "".join(lines), lang)], drawn(*lines, gaps=gaps)).violations)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("甲乙丙丁", "，戊己"), "forbidden at line start"),
        (("甲乙丙（", "戊己庚"), "forbidden at line end"),
        (("甲乙丙—", "—戊己庚"), "dash or ellipsis split"),
        (("甲乙丙ab", "cd戊己庚"), "word or number split"),
        (("甲乙丙1.", "5戊己庚"), "word or number split"),
        (("甲乙丙丁", "（戊己庚", "辛壬癸子"), "bracket at line start not trimmed"),
        (("甲。”乙丙", "丁戊"), "adjacent punctuation not squeezed"),
        (("甲乙丙ab丁", "戊己"), "gap between Han and Latin not a quarter em"),
        (("甲乙丙丁戊", "己。"), "one character on the last line"),
    ],
)
def test_each_offence_is_told(lines, kind):
    assert kind in kinds(*lines)


def test_a_word_of_korean_is_not_parted():
    assert kinds("등대의불이다", "시켜졌다", lang="ko") == {"word or number split"}
    assert kinds("등대의불이", "다시켜졌다", lang="ko", text="등대의불이 다시켜졌다") == set()


def test_dashes_drawn_out_are_told():
    assert kinds("甲——乙丙", "丁戊", gaps=[(0, 1, 0.1)]) == {"dash or ellipsis drawn out"}


def test_what_is_set_well_is_let_go():
    gaps = [(0, 3, 0.25), (0, 5, 0.25), (1, 1, -0.5)]
    assert kinds("甲乙丙丁ab戊", "己。”庚辛", gaps=gaps) == set()


def test_how_ragged_lines_are_is_told_in_em():
    found = judge([Paragraph("甲乙丙丁戊己庚辛壬癸", "zh-Hans")], drawn("甲乙丙丁", "戊己庚", "辛壬癸"))
    assert found.ragged == pytest.approx((0.0, 1.0))


def test_a_paragraph_that_is_not_there_is_told():
    assert judge([Paragraph("甲乙", "zh-Hans")], drawn("丙丁")).unread == ("甲乙",)
