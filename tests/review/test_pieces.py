"""Which source line became which piece."""

from typing import get_args

from ebook import model as m
from ebook.languages import known, resolve
from ebook.languages.words import PieceWords
from ebook.problems import Alternatives
from ebook.review.doubts import doubts
from ebook.review.pieces import Role, groups
from ebook.rules.source import CONTROL
from ebook.rules.text import DOUBTFUL_LINE


def origin(*lines):
    return m.Origin(file="page.txt", lines=lines)


ISSUE = m.Issue(
    masthead=m.Masthead(name="海风日报", printed=("海风日报",), origin=origin(1)),
    sections=(
        m.Section(
            page="01",
            folio=("01 要闻",),
            origin=origin(2),
            articles=(
                m.Article(
                    kicker="码头修复",
                    headline="铜灯 重亮",
                    byline_text="本报记者 林小帆",
                    dateline="本报讯",
                    continued_to="（下转02版）",
                    origin=origin(3, 4, 5, 6, 7, 8),
                    body=(
                        m.Paragraph(text="灯亮了。", origin=origin(6, 8)),
                        m.Aside(
                            title="链接",
                            body=(m.List(items=("一", "二"), origin=origin(7)),),
                            origin=origin(7),
                        ),
                    ),
                ),
            ),
        ),
    ),
    repairs=(
        m.Repair(kind="moved-block", text="x", code="web-controls", confidence=0.5, origin=origin(7)),
        m.Repair(kind="dropped-repeat", text="y", code="repeated-text", confidence=0.99, origin=origin(9)),
    ),
)
LINES = [
    "海风日报",
    "01 要闻",
    "码头修复 铜灯",
    "重亮",
    "本报记者 林小帆",
    "本报讯 灯亮",
    "一 二",
    "了。（下转02版）",
    "y",
]


def roles_by_line():
    found = {}
    for group in groups(ISSUE, LINES):
        for piece in group.pieces:
            for line in piece.lines:
                found.setdefault(line, []).append(piece.role)
    return found


def test_each_line_is_told_by_what_it_was_read_as():
    assert roles_by_line() == {
        1: ["masthead"],
        2: ["folio"],
        3: ["kicker", "headline"],
        4: ["headline"],
        5: ["byline"],
        6: ["dateline", "paragraph"],
        7: ["list"],
        8: ["paragraph", "jump"],
    }


def test_the_least_sure_comes_first_and_the_sure_not_at_all():
    found = doubts(ISSUE, [(CONTROL.at(origin(4), "a control character"), 4)], resolve("ja").words)
    assert [doubt.lines for doubt in found] == [(7,), (4,)]
    assert "ウェブページ" in found[0].message
    assert "SRC-003" in found[1].message
    assert [doubt.is_english for doubt in found] == [False, True]


def test_each_role_has_a_word_in_every_language():
    assert {*get_args(Role), "credit", "controls"} == set(PieceWords.__struct_fields__)
    for language in known():
        assert all(language.words.review.pieces.of(role) for role in get_args(Role))


def test_a_line_that_can_be_read_in_two_ways_says_so_in_the_papers_language():
    two = Alternatives(text="渡口", role="kicker", other="headline", probability=0.4)
    problem = DOUBTFUL_LINE.at(origin(3), "English", alternatives=two)
    (found,) = doubts(m.Issue(), [(problem, 3)], resolve("zh-Hans").words)
    assert (found.message, found.confidence, found.is_english) == ("“渡口”读作引题，也可能是主题", 0.4, False)
