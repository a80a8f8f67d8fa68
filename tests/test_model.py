"""The model: canonical texts, origins outside equality, JSON that refuses what it does not know."""

import pytest

from ebook import model as m


def test_rich_joins_neighbouring_strings_and_is_plain_where_it_can_be():
    assert m.rich("汐", "", "里") == "汐里"
    assert m.rich("汐里", m.LineBreak(), "", "港", "町") == m.Styled(inlines=("汐里", m.LineBreak(), "港町"))
    assert m.rich(m.Strong(content=("本", "报"))) == m.Styled(inlines=(m.Strong(content=("本报",)),))


def test_plain_keeps_the_base_of_a_ruby_and_drops_its_reading():
    text = m.rich("町は", m.Ruby(base="汐里", reading="しおり"), m.LineBreak(), m.Upright(text="12"))
    assert m.plain(text) == "町は汐里\n12"


def test_plain_of_a_title_in_lines_separates_them():
    assert m.plain(("海风起", "渔船归")) == "海风起 渔船归"
    assert m.plain(None) == ""


def test_origin_is_no_part_of_what_a_block_says():
    here = m.Paragraph(text="同文", origin=m.Origin(file="a.txt", lines=(3, 4)))
    there = m.Paragraph(text="同文")
    assert here == there
    assert hash(here) == hash(there)
    assert here != m.Paragraph(text="异文", origin=here.origin)


def test_origin_prints_as_a_place_that_an_editor_can_open():
    assert str(m.Origin(file="a.txt", lines=(65, 77))) == "a.txt:65"


@pytest.mark.parametrize(
    ("json", "place"),
    [
        ('{"sections":[{"articles":[{"headlin":"x"}]}]}', "$.sections[0].articles[0]"),
        ('{"masthead":{"date":"2022-02-30"}}', "$.masthead.date"),
        (
            '{"sections":[{"articles":[{"body":[{"type":"poem"}]}]}]}',
            "$.sections[0].articles[0].body[0].type",
        ),
        ('{"sections":[{"articles":[{"byline":[{"role":"king","name":"x"}]}]}]}', "byline[0].role"),
        ('{"schema":"ebook-issue-9"}', "$.schema"),
    ],
)
def test_json_outside_the_schema_is_refused_by_place(json, place):
    with pytest.raises(m.InvalidIssue) as caught:
        m.from_json(json)
    assert place in str(caught.value)


def test_json_nested_without_end_is_refused_not_a_crash():
    deep = '{"type":"aside","body":[' * 50_000
    with pytest.raises(m.InvalidIssue):
        m.from_json('{"sections":[{"articles":[{"body":[' + deep)


def test_titles_take_a_string_a_list_of_lines_or_null():
    issue = m.from_json('{"sections":[{"articles":[{"kicker":["一","二"],"headline":"三","deck":null}]}]}')
    article = issue.articles[0]
    assert m.titles(article.kicker) == ("一", "二")
    assert m.titles(article.headline) == ("三",)
    assert m.titles(article.deck) == ()


def test_walk_visits_what_is_inside_an_aside_after_it():
    inner = m.Paragraph(text="内")
    aside = m.Aside(title="链接", body=(inner,))
    assert m.walk((aside, m.Heading(text="尾"))) == [aside, inner, m.Heading(text="尾")]


def test_json_always_says_which_schema_and_language_it_is():
    data = m.to_json(m.Issue())
    assert b'"schema": "ebook-issue-1"' in data
    assert b'"lang": "zh-Hans"' in data
    assert data.endswith(b"}\n")
