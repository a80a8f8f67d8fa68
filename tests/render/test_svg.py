"""Drawings: what is active or leads elsewhere goes, and is told."""

import pytest
from lxml import etree

from ebook.picture_files import Refused
from ebook.render.svg import looks_like_svg, make_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def drawing(inside: str, attributes: str = 'viewBox="0 0 40 30"') -> bytes:
    return f"{HEAD}{attributes}>{inside}<path d='M0 0h1'/></svg>".encode()


def cleaned(inside: str) -> tuple[str, list[str]]:
    made = make_svg(drawing(inside), "a.svg")
    return made.content.decode(), [detail for _, detail in made.remarks]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        "<g onload='alert(1)'><path d='M0 0'/></g>",
        "<use href='http://example.org/a.svg#b'/>",
        "<use xlink:href='other.svg#b'/>",
        "<image href='file:///etc/passwd'/>",
        "<a href='javascript:alert(1)'><path d='M0 0'/></a>",
        "<style>@import url(http://example.org/a.css);</style>",
        "<rect style='fill:url(http://example.org/a)'/>",
        "<rect fill='url(  \"http://example.org/a\")'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<style>a{background:u\\72l(http://example.org)}</style>",
    ],
)
def test_active_and_outward_parts_go_and_are_told(inside):
    content, remarks = cleaned(inside)
    assert remarks
    for word in ("alert", "example.org", "etc/passwd", "other.svg", "javascript"):
        assert word not in content


def test_a_plain_drawing_stays_whole_and_has_a_size():
    inside = (
        "<title>图</title><defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient></defs>"
        "<rect id='r' width='4' height='3' fill='url(#g)'/><use href='#r'/><text>米<tspan>二</tspan></text>"
    )
    content, remarks = cleaned(inside)
    assert not remarks
    assert etree.fromstring(content.encode()).xpath("count(//*)") == 10
    made = make_svg(drawing(inside, 'width="400px" height="300"'), "a.svg")
    assert (made.width, made.height) == (400, 300)


def test_a_drawing_programs_own_data_goes_without_a_word():
    content, remarks = cleaned(
        "<metadata><x xmlns='urn:x'/></metadata><i:namedview xmlns:i='http://www.inkscape.org/' i:zoom='1'/>"
        "<g xmlns:i='http://www.inkscape.org/' i:label='Layer'><path d='M0 0'/></g>"
    )
    assert not remarks
    assert "inkscape" not in content


def test_references_to_nothing_go():
    content, remarks = cleaned(
        "<use href='#none'/><rect id='r' fill='url(#none)' mask='url(#r)'/><g id='r'/>"
    )
    assert "none" not in content
    assert "mask" not in content
    assert remarks == ["left out: use"]
    content, _ = cleaned(
        "<g id='a'><path d='M0 0'/></g><use href='#a'/><a href='http://a.example'><path d='M9 9'/></a>"
    )
    assert "#a" in content
    assert "M9 9" in content


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<html><svg/></html>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + drawing("<text>&a;</text>"),
        b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + drawing("<text>&a;</text>"),
        (HEAD + "><script/></svg>").encode(),
        (HEAD + ">" + "<g>" * 5000 + "</g>" * 5000 + "</svg>").encode(),
    ],
)
def test_what_cannot_be_made_safe_is_refused(data):
    with pytest.raises(Refused) as refused:
        make_svg(data, "a.svg")
    assert refused.value.rule.code == "IMG-010"


def test_svg_is_told_by_its_beginning():
    assert looks_like_svg(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg:svg xmlns:svg='s'/>")
    assert not looks_like_svg(b"\x89PNG <svg")
    assert not looks_like_svg(b"<html>")
