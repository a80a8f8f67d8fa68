"""Articles that lack something, stand twice, or jump to nowhere."""

import sys
import unicodedata

from ebook.checks.articles import _POINTS, check_articles
from ebook.model import Article, Aside, Figure, Issue, Origin, Paragraph, Section, Table
from ebook.problems import Severity

TEXT = "昨天上午，三百多名居民来到新修的河边步道，看工人把最后一段栏杆装好，孩子们围着看。"
OTHER = "记者从会议上了解到，今年还有十二所学校要建食堂，经费已经到位，秋天以前就能开工建设。"


def article(headline="步道修好了", text=TEXT, line=7, **fields):
    body = (Paragraph(text=text, origin=Origin(file="a1.txt", lines=(line,))),)
    return Article(headline=headline, body=body, **fields)


def found(*sections, **one):
    pages = sections or (Section(page="01", articles=(article(**one),)),)
    return [(problem.code, problem.line) for problem in check_articles(Issue(sections=pages))]


def test_a_good_article_has_no_problem():
    assert found() == []


def test_an_issue_without_articles_is_an_error():
    (problem,) = check_articles(Issue())
    assert (problem.code, problem.severity) == ("ISS-009", Severity.ERROR)


def test_an_article_without_headline_is_told_by_its_beginning_and_place():
    (problem,) = check_articles(Issue(sections=(Section(articles=(article(headline=None),)),)))
    assert (problem.code, problem.line) == ("ISS-010", 7)
    assert TEXT[:20] in problem.message


def test_a_picture_alone_needs_no_headline():
    pictured = Article(body=(Figure(caption="河边", origin=Origin(file="a1.txt", lines=(3,))),))
    (problem,) = check_articles(Issue(sections=(Section(articles=(pictured,)),)))
    assert problem.severity is Severity.NOTE


def test_an_article_without_text():
    assert found(
        Section(articles=(Article(headline="步道修好了", origin=Origin(file="a1.txt", lines=(5,))),))
    ) == [("ISS-011", 5)]


def test_a_headline_that_leads_to_another_page_is_whole():
    front = Section(page="01", articles=(Article(headline="步道修好了", continued_to="（03版）"),))
    assert found(front, Section(page="03", articles=(article(),))) == []


def test_the_same_text_twice_whatever_its_spacing():
    again = article(headline="又一篇", text=TEXT.replace("，", "， "), line=30)
    assert found(Section(articles=(article(), again))) == [("ISS-012", 30)]
    assert found(Section(articles=(article(), article(text=OTHER)))) == []


def test_texts_that_only_begin_alike_are_no_repeats():
    one, other = f"{TEXT}{OTHER}{TEXT}", f"{TEXT}{OTHER}{OTHER}"
    assert found(Section(articles=(article(text=one), article(text=other)))) == []
    cut = (Paragraph(text=one[:30]), Paragraph(text=one[30:], origin=Origin(file="a1.txt", lines=(9,))))
    assert found(Section(articles=(article(text=one), Article(headline="题", body=cut)))) == [("ISS-012", 9)]


def test_what_is_left_out_before_comparing_has_no_letters_in_any_form():
    left_out = [char for char in map(chr, range(sys.maxunicode + 1)) if _POINTS.fullmatch(char)]
    assert not any(char.isalnum() for char in unicodedata.normalize("NFKC", "".join(left_out)))


def test_short_texts_may_stand_twice():
    assert found(Section(articles=(article(text="晴"), article(text="晴")))) == []


def test_a_jump_that_is_answered_and_one_that_is_not():
    first = Section(page="01", articles=(article(continued_to="（下转02版）"),))
    second = Section(page="02", articles=(article(text=OTHER, line=40, continued_from="（上接01版）"),))
    assert found(first, second) == []
    assert found(first, Section(page="02", articles=(article(text=OTHER),))) == [("ISS-013", 7)]
    assert found(Section(page="01", articles=(article(),)), second) == [("ISS-013", 40)]


def test_a_jump_to_a_page_that_is_not_in_the_issue_is_no_problem():
    assert found(continued_to="（下转03版）") == []


def test_one_answer_does_not_serve_two_jumps():
    first = Section(
        page="A1", articles=(article(continued_to="下轉A2版"), article(text=OTHER, continued_to="下轉A2版"))
    )
    second = Section(page="A2", articles=(article(text="续" + TEXT, continued_from="上接A1版"),))
    assert found(first, second) == [("ISS-013", 7)]


def test_rows_of_unequal_width_even_in_an_aside():
    ragged = Table(
        header=("城市", "价格"), rows=(("甲", "1"), ("乙",)), origin=Origin(file="a1.txt", lines=(12,))
    )
    pages = Section(articles=(Article(headline="价格", body=(Aside(title="表", body=(ragged,)),)),))
    assert found(pages) == [("ISS-015", 12)]
    stub = Table(header=("城市", "价格"))
    assert found(Section(articles=(Article(headline="价格", body=(stub,)),))) == []


def test_a_picture_without_description_is_a_note():
    def pictured(**fields):
        return Section(articles=(Article(headline="河", body=(Figure(caption="河边", **fields),)),))

    assert found(pictured(src="a.png")) == [("ISS-016", None)]
    assert found(pictured(src="a.png", alt="")) == []
    assert found(pictured()) == []
