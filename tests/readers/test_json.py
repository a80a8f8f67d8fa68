"""Reading an issue's JSON: identity, canonical form, and errors that name the place."""

import json

import jsonschema
import pytest
from hypothesis import given, settings

from ebook import model as m
from ebook.errors import UnreadableSource
from ebook.languages import resolve
from ebook.readers import ReadOptions
from ebook.readers.json import read
from ebook.source import Source
from tests.strategies import issues


def _read(data, lang=None, **options):
    data = data.encode() if isinstance(data, str) else data
    return read(Source("issue.json", data), ReadOptions(lang=resolve(lang) if lang else None, **options))


def _refused(data):
    with pytest.raises(UnreadableSource) as caught:
        _read(data)
    return caught.value


@settings(deadline=None, max_examples=60)
@given(issues(size=2))
def test_what_is_written_is_read_again(issue):
    reading = _read(m.to_json(issue))
    assert reading.issue == issue
    assert reading.problems == ()


_SCHEMA = jsonschema.Draft202012Validator(m.json_schema())


@settings(deadline=None, max_examples=40)
@given(issues(size=2))
def test_the_schema_accepts_what_is_written(issue):
    _SCHEMA.validate(json.loads(m.to_json(issue)))


def test_the_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(m.json_schema())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_in_any_encoding_of_the_standard(encoding):
    text = '{"masthead": {"name": "汐里日报"}, "sections": [{"title": "渔船归港，盐场丰收，记者从现场发回报道"}]}'
    assert _read(text.encode(encoding)).issue.masthead.name == "汐里日报"


def test_the_language_asked_for_overrides_the_one_said():
    assert _read('{"lang": "zh-Hans"}', lang="zh-Hant").issue.lang == "zh-Hant"
    assert _read('{"lang": "ja"}').issue.lang == "ja"


def test_an_error_of_syntax_has_its_line_and_column():
    error = _refused('{"lang": "ja",\n "sections": [}]}')
    assert error.line == 2
    assert "column 15" in str(error)
    assert str(error).startswith("issue.json:2: ")


@pytest.mark.parametrize("data", ["[1, 2", "{", '{"lang": "ja"} x', '{"lang": "\\ud800"}', "[" * 100_000])
def test_broken_json_is_an_error_with_advice(data):
    assert _refused(data).hint


def test_an_error_of_shape_names_the_place_and_the_nearest_field():
    error = _refused('{"sections": [{"articles": [{}, {"headlin": "x"}]}]}')
    assert "$.sections[0].articles[1]" in str(error)
    assert "headlin" in str(error)
    assert "'headline'" in error.hint


def test_a_name_said_twice_is_refused_because_one_would_be_lost():
    error = _refused('{"sections": [{"articles": [{"headline": "一", "headline": "二"}]}]}')
    assert "headline" in str(error)
    assert "一" in str(error)
    assert "二" in str(error)


def test_texts_are_brought_into_canonical_form():
    body = [
        {"type": "paragraph", "text": {"inlines": ["汐", "", "里"]}},
        {"type": "paragraph", "text": "一\n二"},
        {"type": "verse", "text": [{"inlines": [{"type": "strong", "content": ["三\n", "四"]}]}]},
    ]
    article = {"kicker": ["一"], "headline": ["一", "二"], "deck": [], "column": "", "body": body}
    read_article = _read(json.dumps({"sections": [{"articles": [article]}]})).issue.articles[0]
    strong = m.Strong(content=("三", m.LineBreak(), "四"))
    assert read_article == m.Article(
        kicker="一",
        headline=("一", "二"),
        body=(
            m.Paragraph(text="汐里"),
            m.Paragraph(text=m.rich("一", m.LineBreak(), "二")),
            m.Verse(text=(m.rich(strong),)),
        ),
    )


def test_control_characters_in_escapes_are_taken_out_and_recorded():
    reading = _read('{"sections": [{\n"title": "要\\u0001闻\\\\u0001\\b"}]}')
    assert reading.issue.sections[0].title == "要闻\\u0001"
    assert [repair.text for repair in reading.issue.repairs] == ["\\u0001", "\\b"]
    assert [str(problem)[:29] for problem in reading.problems] == ["issue.json:2: note SRC-003: r"] * 2


def test_bytes_that_are_no_text_are_kept_in_the_repairs():
    reading = _read(
        '{"sections": [{"title": "渔船归港，盐场丰收'.encode() + b"\xff" + '渔船归港"}]}'.encode()
    )
    assert "\ufffd" in reading.issue.sections[0].title
    assert any(repair.kind == "decoded" for repair in reading.issue.repairs)
