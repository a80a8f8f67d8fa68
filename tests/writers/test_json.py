"""Writing an issue's JSON."""

from hypothesis import given, settings

from ebook import model as m
from ebook.writers.json import write
from tests.strategies import issues


@settings(deadline=None, max_examples=40)
@given(issues(size=2))
def test_the_file_holds_the_whole_issue(issue):
    written = write(issue, "汐里日报-2022-04-28")
    assert written.main == "汐里日报-2022-04-28.json"
    assert list(written.files) == [written.main]
    assert m.from_json(written.files[written.main]) == issue


def test_han_characters_are_written_as_they_are():
    data = write(m.Issue(masthead=m.Masthead(name="汐里日报")), "x").files["x.json"]
    assert "汐里日报".encode() in data
