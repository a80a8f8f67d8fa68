"""Characters that XML cannot hold, wherever in the model they stand."""

import pytest

from ebook.checks.texts import texts
from ebook.checks.xml_text import check_xml_text
from ebook.model import Article, Emphasis, Figure, Issue, Masthead, Origin, Paragraph, Section, rich


def found(issue):
    return [(problem.code, problem.file, problem.line) for problem in check_xml_text(texts(issue))]


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_forbidden_character_is_an_error_at_its_block(char):
    paragraph = Paragraph(
        text=rich("水", Emphasis(content=(f"面{char}",))), origin=Origin(file="a.md", lines=(8,))
    )
    issue = Issue(sections=(Section(articles=(Article(headline="静", body=(paragraph,)),)),))
    assert found(issue) == [("ISS-014", "a.md", 8)]


def test_it_is_found_in_titles_facts_and_file_names():
    origin = Origin(file="a.md", lines=(1,))
    assert found(Issue(masthead=Masthead(name="日\x01报", origin=origin))) == [("ISS-014", "a.md", 1)]
    pictured = Article(kicker=("一", "二\x02"), body=(Figure(src="\x03.png"),), origin=origin)
    assert len(found(Issue(sections=(Section(articles=(pictured,)),)))) == 2


def test_all_other_characters_are_welcome():
    text = "\t\n\x7f\x85\xa0\u200b\ufeff𠮷\U0010ffff"
    assert found(Issue(masthead=Masthead(name=text))) == []
