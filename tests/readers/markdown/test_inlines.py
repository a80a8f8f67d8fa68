"""Inline markup in CJK texts."""

import pytest

from ebook import model as m
from tests.readers.markdown.support import body


def _text(markdown):
    return body(markdown + "\n")[0].text


def _strong(text):
    return m.Strong(content=(text,))


@pytest.mark.parametrize(
    ("markdown", "inlines"),
    [
        ("他说**“重点”**后", ("他说", _strong("“重点”"), "后")),
        ("**“重点”**后", (_strong("“重点”"), "后")),
        ("**《海报》**刊", (_strong("《海报》"), "刊")),
        ("前**（注）**后**。**", ("前", _strong("（注）"), "后", _strong("。"))),
        ("**중요(重要)**하다", (_strong("중요(重要)"), "하다")),
        ("*点*号", (m.Emphasis(content=("点",)), "号")),
        ("***两者***", (m.Emphasis(content=(_strong("两者"),)),)),
        ("a<em> b </em><BR/>c", ("a", m.Emphasis(content=(" b ",)), m.LineBreak(), "c")),
        ("a\\\nb  \nc", ("a", m.LineBreak(), "b", m.LineBreak(), "c")),
        ("{汐里|しおり}の", (m.Ruby(base="汐里", reading="しおり"), "の")),
        ("{汐里|しお|り}", (m.Ruby(base="汐", reading="しお"), m.Ruby(base="里", reading="り"))),
        ("第^12^届", ("第", m.Upright(text="12"), "届")),
        ("[港*口*](a.html)", (m.Link(href="a.html", content=("港", m.Emphasis(content=("口",)))),)),
        ("<https://x.example>", (m.Link(href="https://x.example", content=("https://x.example",)),)),
    ],
)
def test_markup(markdown, inlines):
    assert _text(markdown) == m.rich(*inlines)


@pytest.mark.parametrize(
    "text",
    ["2 * 3 * 4", "3<5", "a_b_c", "{甲}", "{甲|}", "2^10", "[甲]", "一 ** 二", "<3", "A&B", "#1", "·甲·"],
)
def test_what_is_no_markup_is_text(text):
    assert _text(text) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("渔船\n归港", "渔船归港"),
        ("渔船，\n“归港”", "渔船，“归港”"),
        ("みなと\nカモメ", "みなとカモメ"),
        ("어선이\n항구로", "어선이 항구로"),
        ("fishing\nboats", "fishing boats"),
        ("归港 3\n艘", "归港 3 艘"),
        ("渔船\n　　归港", "渔船归港"),
    ],
)
def test_a_line_break_in_the_source_is_a_space_where_the_script_has_spaces(markdown, text):
    assert "".join(m.plain(block.text) for block in body(markdown + "\n")) == text


def test_a_line_break_beside_markup_joins_too():
    assert _text("渔船**归**\n*港*口") == m.rich("渔船", _strong("归"), m.Emphasis(content=("港",)), "口")


def test_entities_and_escapes_are_the_characters_they_stand_for():
    assert _text("&#x3000;甲&#32;") == "\u3000甲 "
    assert _text("\\*甲\\* &lt;乙&gt; &amp;amp;") == "*甲* <乙> &amp;"
