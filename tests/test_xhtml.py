"""Making elements, and their bytes."""

import copy

import pytest
from lxml import etree

from ebook.xhtml import EPUB_TYPE, H, html, open_up, serialise


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_shown_as_a_sign(char):
    element = H.p({"title": f"甲{char}"}, f"乙{char}", H.em("丙"), f"丁{char}", f"戊{char}")
    assert (element.get("title"), element.text, element[0].tail) == (
        "甲\ufffd",
        "乙\ufffd",
        "丁\ufffd戊\ufffd",
    )


@pytest.mark.parametrize(
    "char", ["\t", "\n", "\x7f", "\x85", "\ufffd", "\ue000", "𠮷", "\U0010ffff", "<", "&", '"']
)
def test_all_other_characters_are_kept(char):
    element = etree.fromstring(etree.tostring(H.p({"title": char}, char)))
    assert element.text == char
    assert element.get("title") == char


def test_attributes_come_first():
    with pytest.raises(TypeError, match="attributes come first"):
        H.p("甲", {"class": "text"})


def test_the_prefix_of_epub_type_is_declared_once_also_in_copies():
    part = H.section(H.span({EPUB_TYPE: "pagebreak"}), H.h1({EPUB_TYPE: "title"}, "题"))
    made = serialise(html({"lang": "zh-Hans"}, H.body(copy.deepcopy(part), part)))
    assert made.count(b"xmlns") == made.count(b"xmlns:epub=") + 1 == 2
    assert made.count(b'epub:type="title"') == 2


def test_containers_are_opened_up_and_nothing_else_is():
    body = H.body(H.p(H.span("甲"), H.span("乙")), H.div("丙", H.br(), "丁"), H.span(), H.ul(H.li("戊")))
    open_up(body)
    made = etree.tostring(body, encoding="unicode").replace(' xmlns="http://www.w3.org/1999/xhtml"', "")
    assert made == (
        "<body>\n<p><span>甲</span><span>乙</span></p>\n<div>丙<br/>丁</div>\n<span></span>\n"
        "<ul>\n<li>戊</li>\n</ul>\n</body>"
    )
