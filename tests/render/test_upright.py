"""Vertical lines: short numbers and capitals stand upright, and no character changes."""

import pytest
from hypothesis import given, settings

from ebook import model as m
from ebook.render import RenderOptions, render
from ebook.render.upright import set_upright
from ebook.xhtml import H
from tests import strategies
from tests.render import reading


@pytest.mark.parametrize(
    ("text", "upright"),
    [
        ("５月12日午後3時", [("tcy", "12"), ("tcy", "3")]),
        ("30年務めた!!", [("tcy", "30"), ("tcy", "!!")]),
        ("NHKとGDP、2024年", [("upright", "NHK"), ("upright", "GDP"), ("upright", "2024")]),
        ("A2版のG20と5G", [("tcy", "A2"), ("upright", "G20"), ("tcy", "5G")]),
        ("1.2トン、36％、12345人、Tokyo、10:30", [("tcy", "36")]),
    ],
)
def test_what_stands_upright(text, upright):
    element = H.p(text)
    set_upright(element)
    assert [(span.get("class"), span.text) for span in element] == upright
    assert "".join(element.itertext()) == text


def test_text_after_an_inline_is_looked_at_too():
    element = H.p("第1", H.strong("第2"), "第3章", H.ruby("4", H.rt("55")), "6")
    set_upright(element)
    assert "".join(element.itertext()) == "第1第2第3章4556"
    assert [span.text for span in element.iter("{*}span")] == ["1", "2", "3", "4", "6"]


@settings(max_examples=40, deadline=None)
@given(strategies.articles("ja", size=2))
def test_vertical_text_is_the_horizontal_text(article):
    issue = m.Issue(lang="ja", sections=(m.Section(page="01", articles=(article,)),))
    flat, upright = (
        [
            reading.said(reading.body(document.content))
            for document in render(issue, options).edition.documents
        ]
        for options in (RenderOptions(), RenderOptions(vertical=True))
    )
    assert flat == upright
