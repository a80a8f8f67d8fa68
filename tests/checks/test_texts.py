from ebook import model as m
from ebook.checks.texts import texts

HERE, THERE = m.Origin(file="page.txt", lines=(3,)), m.Origin(file="page.txt", lines=(9, 10))


def article(*body, **fields):
    return m.Issue(sections=(m.Section(articles=(m.Article(headline="题", body=body, **fields),)),))


def words(issue):
    return [text.characters for text in texts(issue)]


def test_every_kind_of_block_is_walked():
    body = (
        m.Paragraph(text="甲"),
        m.Heading(text="乙"),
        m.Quote(text="丙"),
        m.Note(text="丁"),
        m.Verse(text=("戊", "己")),
        m.List(items=("庚",)),
        m.Table(caption="辛", header=("壬",), rows=(("癸", "子"),), note="丑"),
        m.Figure(src="寅.jpg", alt="卯", caption="辰", credit="巳"),
        m.Aside(title="午", body=(m.Paragraph(text="未"),)),
    )
    assert words(article(*body)) == [*"题甲乙丙丁戊己庚辛壬癸子丑辰巳卯", "寅.jpg", *"午未"]


def test_markup_goes_and_readings_follow_their_text():
    styled = m.rich(
        "前", m.Strong(content=(m.Ruby(base="漢", reading="かん"),)), m.Link(href="x", content=("後",))
    )
    found = list(texts(article(m.Paragraph(text=styled))))
    assert [(text.characters, text.part) for text in found[1:]] == [("前漢後", "body"), ("かん", "reading")]


def test_links_come_with_the_text_that_they_stand_in():
    inner = m.Link(href="x", content=("内",))
    styled = m.rich("前", inner, m.Strong(content=(m.Link(href="y", content=()),)))
    (found,) = list(texts(article(m.Paragraph(text=styled))))[1:]
    assert [link.href for link in found.links] == ["x", "y"]
    (empty,) = list(texts(article(m.Paragraph(text=m.rich(m.Link(href="z", content=()))))))[1:]
    assert (empty.characters, empty.links[0].href) == ("", "z")


def test_the_nearest_origin_the_headline_and_the_language_are_told():
    box = m.Aside(body=(m.Paragraph(text="内", origin=THERE), m.Paragraph(text="外")), origin=HERE)
    inner, outer = list(texts(article(box, lang="ja")))[1:]
    assert (str(inner.origin), str(outer.origin)) == ("page.txt:9", "page.txt:3")
    assert (inner.headline, inner.lang) == ("题", "ja")


def test_what_the_printed_lines_say_is_not_said_twice():
    masthead = m.Masthead(name="海报", price="两元", printed=("海报 第一期",))
    assert words(m.Issue(masthead=masthead)) == ["海报 第一期", "两元"]
    signed = article(
        byline=(m.Person(role="reporter", name="林"), m.Person(role="editor", name="何")),
        byline_text="记者 林",
    )
    assert words(signed) == ["题", "记者 林", "何"]


def test_sections_give_their_folio_and_staff():
    issue = m.Issue(sections=(m.Section(page="01", title="要闻", folio=("甲",), staff=("乙",), origin=HERE),))
    assert words(issue) == ["01", "要闻", "甲", "乙"]
    assert {str(text.origin) for text in texts(issue)} == {"page.txt:3"}
