"""Lines that run over a gutter are divided there, and nowhere else."""

from ebook.pages.formats.gutters import divided_lines
from ebook.pages.formats.lines import Word
from ebook.pages.page import Box

SIZE, LINE = 20, 30
LEFT = "砚湖边的老街路灯换成了"
RIGHT = "居民说晚上散步亮堂多了"


def words(text, left, row):
    """Each character as a word, as OCR of ideographs gives them; a space is an empty place."""
    top = row * LINE
    return [
        Word(char, box=Box(left + at * SIZE + 1, top, left + (at + 1) * SIZE - 1, top + SIZE))
        for at, char in enumerate(text)
        if char != "　"
    ]


def texts(lines):
    return [["".join(word.text for word in part) for part in line] for line in divided_lines(lines)]


def test_a_gutter_that_the_lines_share_divides_them():
    right = len(LEFT) * SIZE + 30
    joined = [[*words(LEFT, 0, row), *words(RIGHT, right, row)] for row in range(4)]
    assert texts(joined) == [[LEFT, RIGHT]] * 4


def test_a_line_whose_gutter_is_filled_by_a_wrong_sign_is_divided_like_its_neighbours():
    right = len(LEFT) * SIZE + 30
    lines = [[*words(LEFT, 0, row), *words(RIGHT, right, row)] for row in range(5)]
    lines[2] = [
        *words(LEFT, 0, 2),
        Word("”居", box=Box(right - 28, 2 * LINE, right + SIZE, 2 * LINE + SIZE)),
        *words(RIGHT[1:], right + SIZE, 2),
    ]
    assert texts(lines)[2] == [LEFT, f"”{RIGHT}"]


def test_a_space_that_lines_run_across_stays():
    lines = [words(LEFT + RIGHT, 0, 0), words(f"{LEFT[:6]}　{RIGHT}", 0, 1), words(LEFT + RIGHT, 0, 2)]
    assert texts(lines)[1] == [LEFT[:6] + RIGHT]


def test_a_headline_over_two_columns_stays_whole():
    right = len(LEFT) * SIZE + 30
    headline = [
        Word(char, box=Box(at * 42, 0, at * 42 + 40, 40)) for at, char in enumerate("老街路灯昨晚全亮")
    ]
    lines = [headline, *([*words(LEFT, 0, row), *words(RIGHT, right, row)] for row in range(2, 6))]
    assert texts(lines)[0] == ["老街路灯昨晚全亮"]


def test_words_without_boxes_stay_together():
    assert texts([[Word("老街"), Word("路灯")]]) == [["老街路灯"]]
