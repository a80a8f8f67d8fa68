import pytest

from ebook.checks.links import check_links
from ebook.checks.texts import texts
from ebook.model import Article, Aside, Issue, Link, Origin, Paragraph, Section, Strong, Table, rich


def said(*blocks):
    return texts(Issue(sections=(Section(articles=(Article(headline="灯", body=blocks),)),)))


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "../a.xhtml",
        "//evil",
        "http:///x",
        "vbscript:x",
        "",
    ],
)
def test_links_that_nobody_should_follow_are_told_with_their_text_and_place(href):
    link = Link(href=href, content=(Strong(content=("看",)), "这里"))
    origin = Origin(file="a.md", lines=(7,))
    found = list(check_links(said(Paragraph(text=rich("请", link, "。"), origin=origin))))
    assert [problem.code for problem in found] == ["ISS-019"]
    assert "看这里" in found[0].message
    assert repr(href) in found[0].message
    assert found[0].line == 7


@pytest.mark.parametrize(
    "href", ["https://example.org/a b", "http://localhost:8000", "mailto:a@b.cn", "tel:+86-10-1"]
)
def test_other_links_are_no_problem(href):
    assert not list(check_links(said(Paragraph(text=rich(Link(href=href, content=("x",)))))))


def test_links_are_found_wherever_text_is():
    bad = rich(Link(href="file:///a", content=("x",)))
    found = check_links(
        said(Table(header=(bad,), rows=((bad,),), note=bad), Aside(title=bad, body=(Paragraph(text=bad),)))
    )
    assert len(list(found)) == 5
