"""All parts of a kind within an issue, found and changed wherever they are."""

from msgspec.structs import replace

from ebook.model import Article, Aside, Figure, Issue, Masthead, Origin, Paragraph, Section, Table
from ebook.tree import block_texts, find_all, replace_all


def at(file):
    return Origin(file=file)


BOX = Aside(title="相关链接", body=(Figure(src="a.png", origin=at("c")),), origin=at("b"))
ISSUE = Issue(
    masthead=Masthead(origin=at("a")),
    sections=(Section(articles=(Article(body=(BOX, Paragraph(text="春耕。")), origin=at("d")),)),),
)


def test_parts_are_found_in_their_order_wherever_they_are():
    assert {origin.file for origin in find_all(ISSUE, Origin)} == set("abcd")
    assert [figure.src for figure in find_all(ISSUE.sections, Figure)] == ["a.png"]
    assert list(find_all(BOX, Aside)) == [BOX]


def test_each_part_found_is_changed_and_nothing_else():
    changed = replace_all(ISSUE, Origin, lambda origin: replace(origin, file=origin.file.upper()))
    assert {origin.file for origin in find_all(changed, Origin)} == set("ABCD")
    assert replace_all(changed, Origin, lambda origin: replace(origin, file=origin.file.lower())) == ISSUE


def test_the_texts_of_a_table_come_in_order_without_those_that_are_not_there():
    table = Table(header=("甲", "乙"), rows=(("一", "二"),), note="注")
    assert block_texts(table) == ("甲", "乙", "一", "二", "注")
    assert block_texts(BOX) == ("相关链接",)
