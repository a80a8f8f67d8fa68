"""What may stay in markup from anywhere: only what is listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ebook.sanitize import BOOK, DRAWING, PICTURE, sanitize

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"


def book(body):
    root = etree.fromstring(
        f'<html xmlns="{XHTML}" xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
    )
    removed = sanitize(root, BOOK)
    return etree.tostring(root, encoding="unicode").partition("<body>")[2].removesuffix(
        "</body></html>"
    ), removed


def drawing(inside, policy=DRAWING):
    root = etree.fromstring(f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>')
    removed = sanitize(root, policy)
    return etree.tostring(root, encoding="unicode"), removed


@pytest.mark.parametrize(
    "body",
    [
        '<p class="a" id="b" lang="ja" title="t" aria-label="l" epub:type="z">文<ruby>字<rt>じ</rt></ruby></p>',
        '<table border="1"><tr><td colspan="2" rowspan="3">一</td></tr></table>',
        '<ol start="3" reversed="reversed"><li value="4">一</li></ol>',
        '<p><a href="a.xhtml#b">一</a><a href="https://a.example/">二</a><img src="a.png" alt="三" width="9"/></p>',
        f'<svg xmlns="{SVG}" viewBox="0 0 4 3"><image href="a.jpg" width="4" height="3"/></svg>',
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>',
        '<details open="open"><summary>一</summary><p>二</p></details>',
    ],
)
def test_what_people_read_stays_as_it_is(body):
    left, removed = book(body)
    assert left == body
    assert not removed.active
    assert not removed.names


@pytest.mark.parametrize(
    ("body", "left", "active"),
    [
        ("前<script>x</script>后", "前后", True),
        ("<style>p{}</style>后", "后", False),
        ('<p onclick="x">一</p>', "<p>一</p>", True),
        ('<p style="color: red">一</p>', "<p>一</p>", False),
        ('<p is="x-y" slot="z" part="w">一</p>', "<p>一</p>", False),
        ("<x-tag>一<b>二</b></x-tag>三", "一<b>二</b>三", False),
        ("<form>一<input/><p>二</p></form>", "一<p>二</p>", False),
        ("<marquee>一</marquee>", "一", False),
        ("<iframe src='a'>一</iframe>二", "二", True),
        ('<a href="java&#10;script:x">一</a>', "<a>一</a>", False),
        ('<a href="//a.example/">一</a>', "<a>一</a>", False),
        ('<img src="http://a.example/a.png" srcset="http://a.example/b.png 2x" alt=""/>', '<img alt=""/>', False),
        ('<img src="data:image/png;base64,AA" alt=""/>', '<img src="data:image/png;base64,AA" alt=""/>', False),
        ('<img src="data:text/html,x" alt=""/>', '<img alt=""/>', False),
        ("前<!-- x -->中<?x y?>后", "前中后", False),
        (f'<svg xmlns="{SVG}"><animate/><script>x</script><path d="M0 0"/></svg>',
         f'<svg xmlns="{SVG}"><path d="M0 0"/></svg>', True),
    ],
)  # fmt: skip
def test_everything_else_goes(body, left, active):
    shown, removed = book(body)
    assert shown == left
    assert removed.active is active


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0" data-x="y" unknown="z"/>',
        '<path d="M0 0" style="fill: red"/>',
        "<style>path { fill: red }</style>",
        '<use href="#a"/>',
    ],
)
def test_a_drawing_keeps_what_shows_and_loads_nothing(inside):
    left, removed = drawing(inside)
    assert inside.partition(" data-x")[0].rstrip("/>") in left
    assert "unknown" not in left
    assert not removed.names


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ('<use href="b.svg#a"/>', "href"),
        ('<path fill="url(http://a.example/)"/>', "fill"),
        ('<path style="fill: url(http://a.example/)"/>', "style"),
        ("<style>@import 'a.css'</style>", "style"),
        ('<image href="a.png"/>', "image"),
        ("<newElement/>", "newElement"),
        ('<path onfuture="x"/>', "onfuture"),
    ],
)
def test_a_drawing_tells_what_it_lost(inside, name):
    left, removed = drawing(inside)
    assert removed.names == {name}
    assert "a.example" not in left
    assert "onfuture" not in left


def test_a_picture_of_a_book_may_show_another_file_of_it():
    left, removed = drawing('<image href="a.png"/><a href="https://a.example/"><path d="M0 0"/></a>', PICTURE)
    assert 'href="a.png"' in left
    assert 'href="https://a.example/"' in left
    assert not removed.names


NAMES = st.sampled_from(
    ["p", "div", "script", "svg", "math", "x-y", "form", "template", "object", "style", "a", "annotation-xml"]
)
TREES = st.recursive(
    st.text("一二三", max_size=3),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=3)),
    max_leaves=12,
)


def spelled(tree):
    if isinstance(tree, str):
        return tree
    name, inside = tree
    return f'<{name} onload="x" class="y">{"".join(map(spelled, inside))}</{name}>'


@given(st.lists(TREES, max_size=4))
def test_nothing_that_is_not_listed_is_left_and_doing_it_again_changes_nothing(trees):
    left, _ = book("".join(map(spelled, trees)))
    root = etree.fromstring(f'<body xmlns="{XHTML}">{left}</body>')
    for element in root.iter():
        assert element.tag in BOOK.elements
        assert not [name for name in element.attrib if name.startswith("on")]
    assert book(left)[0] == left
