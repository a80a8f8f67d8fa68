"""Which characters count as CJK."""

import pytest

from ebook.notation.characters import hugs, joins


@pytest.mark.parametrize(
    ("char", "can"),
    [("汉", True), ("한", True), ("a", True), ("“", True), ("》", True), ("!", False), ("\u3000", False)],
)
def test_what_emphasis_may_stand_at(char, can):
    assert hugs(char) is can


@pytest.mark.parametrize(
    ("pair", "can"),
    [
        ("汉字", True),
        ("かな", True),
        ("，“", True),
        ("”汉", True),
        ("한국", False),
        ("汉a", False),
        ("ab", False),
        ("１２", True),
    ],
)
def test_where_a_line_break_is_layout(pair, can):
    assert joins(*pair) is can
