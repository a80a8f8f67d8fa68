"""Contents, page list, neighbours and jump lines: every link leads where it says."""

import posixpath
import re

import pytest
from hypothesis import given, settings

from ebook import model as m
from ebook.jumps import continuations
from ebook.render import RenderOptions, render
from tests import strategies
from tests.render import reading

ISSUE = m.Issue(
    sections=(
        m.Section(
            page="01",
            title="要闻",
            articles=(m.Article(headline="一"), m.Article(column="天气", headline="二")),
        ),
        m.Section(
            page="02", title="民生", articles=(m.Article(headline="三", continued_from="（上接01版）"),)
        ),
    )
)


def tree(points):
    return [(point.title, point.href, tree(point.children)) for point in points]


def test_the_contents_are_pages_and_their_articles_in_printed_order():
    edition = render(ISSUE).edition
    files = [document.path for document in edition.documents]
    assert [document.kind for document in edition.documents] == [
        "masthead", "contents", "section", "article", "article", "section", "article",
    ]  # fmt: skip
    assert tree(edition.contents) == [
        ("第01版 要闻", files[2], [("一", files[3], []), ("二", files[4], [])]),
        ("第02版 民生", files[5], [("三（上接01版）", files[6], [])]),
    ]
    screen = reading.body(edition.documents[1].content)
    shown = [re.sub(r"\s+", " ", "".join(link.itertext())) for link in screen.iter("{*}a")]
    assert shown == ["第01版 要闻", "一", "天气 二", "第02版 民生", "三"]


def test_each_printed_page_has_its_mark():
    edition = render(ISSUE).edition
    assert [mark.label for mark in edition.pages] == ["01", "02"]
    for mark in edition.pages:
        path, _, name = mark.href.partition("#")
        (document,) = [document for document in edition.documents if document.path == path]
        (place,) = reading.parse(document.content).xpath(f"//*[@id='{name}']")
        assert place.get("{http://www.idpf.org/2007/ops}type") == "pagebreak"
        assert place.get("role") == "doc-pagebreak"
        assert place.get("aria-label") == f"第{mark.label}版"


def test_a_page_that_several_sections_share_has_one_mark():
    titles = (("01", "要闻"), ("01", "广告"), ("02", "民生"), ("01", "副刊"))
    edition = render(
        m.Issue(sections=tuple(m.Section(page=page, title=title) for page, title in titles))
    ).edition
    assert [mark.label for mark in edition.pages] == ["01", "02", "01"]
    sections = [document for document in edition.documents if document.kind == "section"]
    assert [b"pagebreak" in section.content for section in sections] == [True, False, True, True]


def hops(document):
    found = {}
    for link in reading.parse(document.content).xpath("//*[@class='hops']//*[@href]"):
        found[link.get("class")] = posixpath.join("text", link.get("href"))
    return found


def test_neighbours_are_right_at_both_ends():
    edition = render(ISSUE).edition
    articles = [document for document in edition.documents if document.kind == "article"]
    sections = [document.path for document in edition.documents if document.kind == "section"]
    assert [hops(article) for article in articles] == [
        {"section": sections[0], "next": articles[1].path},
        {"previous": articles[0].path, "section": sections[0], "next": articles[2].path},
        {"previous": articles[1].path, "section": sections[1]},
    ]


def test_neighbours_can_be_turned_off():
    edition = render(ISSUE, RenderOptions(navigation=False)).edition
    assert not any(b"hops" in document.content for document in edition.documents)


def test_articles_of_a_page_without_name_stand_at_the_top():
    edition = render(m.Issue(sections=(m.Section(articles=(m.Article(headline="一"),)),))).edition
    assert [point.title for point in edition.contents] == ["一"]
    assert [document.kind for document in edition.documents] == ["masthead", "contents", "article"]
    assert hops(edition.documents[2]) == {"section": "text/contents.xhtml"}
    assert not edition.pages


@settings(max_examples=50, deadline=None)
@given(strategies.issues(size=2))
def test_no_link_leads_nowhere(issue):
    edition = render(issue).edition
    ids = {}
    for document in edition.documents:
        ids[document.path] = set(reading.parse(document.content).xpath("//@id"))
    files = {*ids, *(resource.path for resource in edition.resources)}
    for document in edition.documents:
        root = reading.parse(document.content)
        for target in root.xpath("//@href | //@src"):
            if not re.match("https?://|mailto:|tel:", target):
                assert posixpath.normpath(posixpath.join("text", target)) in files
        for name in root.xpath("//@aria-labelledby"):
            assert name in ids[document.path]
    for href in [mark.href for mark in edition.pages]:
        path, _, name = href.partition("#")
        assert name in ids[path]


# --- jump lines


def jumps(*pages: tuple[str, list[m.Article]]):
    issue = m.Issue(sections=tuple(m.Section(page=p, articles=tuple(a)) for p, a in pages))

    def name(place):
        section = issue.sections[place.section]
        return section.articles[place.article].headline, f"p{section.page}".lower()

    return {name(one): name(two) for one, two in continuations(issue).next.items()}


def to(headline, line):
    return m.Article(headline=headline, continued_to=line)


def of(headline, line=None):
    return m.Article(headline=headline, continued_from=line)


@pytest.mark.parametrize(
    ("page", "line", "other", "back"),
    [
        ("01", "（下转02版）", "02", "（上接01版）"),
        ("01", "下转第二版", "02", "上接第一版"),
        ("A1", "（下轉A12版）", "A12", "（上接A1版）"),
        ("1", "（２面に続く）", "2", "（１面から続く）"),
        ("1면", "▶2면에 계속", "2면", "▶1면에서 계속"),
        ("01", "（下转第十二版）", "12", "（上接1版）"),
    ],
)
def test_a_jump_line_leads_to_its_other_part(page, line, other, back):
    found = jumps((page, [of("别的"), to("渡口", line)]), (other, [of("另外"), of("渡口", back)]))
    assert [(one[0], two[0]) for one, two in found.items()] == [("渡口", "渡口")]


def test_a_shortened_headline_and_two_jumps_to_one_page_are_told_apart():
    found = jumps(
        ("01", [to("渡口复航 百年渡船再下水", "下转02版"), to("码头点灯", "下转02版")]),
        ("02", [of("码头点灯", "上接01版"), of("渡口复航", "上接01版")]),
    )
    assert found == {
        ("渡口复航 百年渡船再下水", "p01"): ("渡口复航", "p02"),
        ("码头点灯", "p01"): ("码头点灯", "p02"),
    }


def test_a_single_continuation_needs_no_headline():
    assert jumps(("01", [to("渡口", "下转02版")]), ("02", [of(None, "上接01版")])) == {
        ("渡口", "p01"): (None, "p02")
    }


def test_pages_without_a_number_are_never_meant():
    assert jumps(("01", [to("渡口", None)]), ("", [of("渡口", "上接01版")])) == {}
    assert jumps(("", [to("码头", "下转02版")]), ("02", [of("渡口")])) == {}


@pytest.mark.parametrize("line", ["下转", "下转09版", "下转01版", None])
def test_a_jump_to_nowhere_is_no_link(line):
    assert jumps(("01", [to("渡口", line)]), ("02", [of("码头")])) == {}


def test_jump_lines_are_printed_and_are_the_link():
    issue = m.Issue(
        sections=(
            m.Section(page="01", articles=(to("渡口", "（下转02版）"),)),
            m.Section(page="02", articles=(of("渡口", "（上接01版）"), of("码头", "（上接07版）"))),
        )
    )
    one, two, three = (d for d in render(issue).edition.documents if d.kind == "article")
    links = [
        reading.parse(document.content).xpath("//*[contains(@class, 'jump')]/*/@href")
        for document in (one, two, three)
    ]
    assert links == [[two.path.removeprefix("text/")], [one.path.removeprefix("text/")], []]
    assert "（上接07版）" in three.content.decode()
