"""No text of the model is lost, changed, repeated or out of order in the documents."""

import re
from collections import Counter

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ebook import model as m
from ebook.languages import resolve
from ebook.languages.reasons import reason_of
from ebook.render import RenderOptions, render
from tests import strategies
from tests.render import reading

# Hypothesis itself warns when a drawn issue would be long to print.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def documents(issue, kind):
    return [document for document in render(issue).edition.documents if document.kind == kind]


def in_article(value: m.Article, lang: str) -> str:
    issue = m.Issue(lang=lang, sections=(m.Section(page="01", articles=(value,)),))
    (document,) = documents(issue, "article")
    return reading.said(reading.body(document.content))


@SOME
@given(strategies.articles(), st.sampled_from(["zh-Hans", "ja"]))
def test_article_says_what_the_model_says(article, lang):
    anonymous = msgspec.structs.replace(article, byline=())
    assert in_article(anonymous, lang) == reading.article(anonymous)


@SOME
@given(strategies.articles("ko"))
def test_korean_dateline_is_set_off_by_a_space(article):
    anonymous = msgspec.structs.replace(article, byline=())
    assert in_article(anonymous, "ko") == reading.article(anonymous, gap=" ")


@SOME
@given(strategies.articles())
def test_every_name_of_the_byline_is_said(article):
    text = re.sub(r"\s+", "", in_article(article, "zh-Hans"))
    for person in article.byline:
        assert re.sub(r"\s+", "", person.name) in text


@SOME
@given(strategies.issues(size=2))
def test_issue_says_everything_once_and_in_order(issue):
    edition = render(issue).edition
    gap = resolve(issue.lang).words.dateline_gap
    said = [reading.said(reading.body(d.content)) for d in edition.documents if d.kind == "article"]
    assert len(said) == len(issue.articles)
    for text, article in zip(said, issue.articles, strict=True):
        if not article.byline:
            assert text == reading.article(article, gap)
    pages = [reading.said(reading.body(d.content)) for d in edition.documents if d.kind == "section"]
    opened = [
        section
        for section in issue.sections
        if section.page or section.title or section.folio or section.staff
    ]
    for text, section in zip(pages, opened, strict=True):
        lines = [*section.folio, section.title or "", *section.staff]
        printed = Counter(line for line in lines if line.strip())  # a title of blanks is none
        assert all(text.count(line) >= times for line, times in printed.items())


@SOME
@given(strategies.mastheads(), strategies.repairs())
def test_masthead_and_repairs_are_told_whole(masthead, repair):
    issue = m.Issue(masthead=masthead, repairs=(repair,))
    (front,) = documents(issue, "masthead")
    (record,) = documents(issue, "colophon")
    text, told = (reading.said(reading.body(document.content)) for document in (front, record))
    facts = ("name", "publisher", "weekday", "lunar_date", "issue_number", "cn_number", "issn", "postal_code",
             "weather", "edition", "price")  # fmt: skip
    for fact in facts:
        assert (getattr(masthead, fact) or "") in text
    for line in (*masthead.printed, repair.text, repair.result or ""):
        assert line in told
    kept = reading.body(record.content).xpath("//@data-code")
    reason = reason_of(repair, resolve(issue.lang).words.reasons)
    assert reason in told if reason else kept == [repair.code]


def test_characters_that_xml_cannot_hold_become_visible():
    text = "前\x00\x0b\ud800\ufffe后"
    assert (
        in_article(m.Article(headline=text, body=(m.Paragraph(text=text),)), "zh-Hans")
        == "前\ufffd\ufffd\ufffd\ufffd后" * 2
    )


def test_dateline_opens_the_first_paragraph_past_a_figure_and_a_box():
    article = m.Article(
        headline="渡口",
        dateline="本报讯（记者 何渡）",
        body=(
            m.Figure(caption="渡船"),
            m.Aside(title="链接", body=(m.Paragraph(text="渡口建于清代。"),)),
            m.Paragraph(text="渡口复航。"),
        ),
    )
    assert in_article(article, "zh-Hans") == "渡口渡船链接渡口建于清代。本报讯（记者 何渡）渡口复航。"


def test_vertical_and_horizontal_say_the_same():
    issue = m.Issue(sections=(m.Section(page="01", articles=(m.Article(headline="渡口", dateline="电"),)),))
    flat, upright = (
        [
            reading.said(reading.body(d.content))
            for d in render(issue, RenderOptions(vertical=v)).edition.documents
        ]
        for v in (False, True)
    )
    assert flat == upright
