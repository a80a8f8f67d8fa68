"""Writing Markdown: whatever an issue holds can be written, and reads back as that issue."""

from hypothesis import given, settings

from ebook.readers import ReadOptions
from ebook.readers.markdown import read
from ebook.source import Source
from ebook.writers.markdown import write
from tests.strategies import issues


def _round_trip(issue):
    written = write(issue, "x")
    return read(Source("x.md", written.files["x.md"]), ReadOptions())


@settings(deadline=None, max_examples=150)
@given(issues(size=2))
def test_reading_what_is_written_gives_the_issue_again(issue):
    reading = _round_trip(issue)
    assert reading.issue == issue
    assert reading.problems == ()
