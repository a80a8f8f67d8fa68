"""Reading an English-language paper of East Asia."""

from pathlib import Path

import pypdfium2
import pytest

import ebook
from ebook.languages import resolve
from ebook.model import Person, plain
from ebook.notation.people import split_byline
from ebook.reading.people import byline

EXAMPLE = Path(ebook.__file__).parents[1] / "examples" / "northquay-herald" / "page.txt"


def test_the_example_is_read_whole():
    reading = ebook.read(EXAMPLE)
    issue = reading.issue
    masthead = issue.masthead
    assert masthead.name == "The Northquay Herald"
    assert masthead.publisher is not None
    assert masthead.publisher.startswith("Northquay Press Company")
    assert [section.page for section in issue.sections] == ["01", "02"]
    first = issue.sections[0].articles[0]
    assert plain(first.headline) == "Old cold store becomes a night school for fishers"
    assert Person(role="reporter", name="Lin Mei-hua") in first.byline


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("By Lin Mei-hua", "reporter Lin Mei-hua"),
        ("By Lin Mei-hua and Ho Tsz-wai", "reporter Lin Mei-hua, reporter Ho Tsz-wai"),
    ],
)
def test_bylines(text, people):
    language = resolve("en")
    for found in (byline(text, language), split_byline(text, language)):
        assert ", ".join(f"{person.role} {person.name}" for person in found) == people


def test_a_print_is_hyphenated_and_its_text_is_whole(tmp_path: Path):
    sentence = "Extraordinarily uncharacteristic administrative responsibilities notwithstanding, internationalisation continued. "
    page = f"---\nlang: en\nname: The Haixi Herald\ndate: 2026-05-08\n---\n\n# 01 News\n\n## Long words\n\n{sentence * 12}\n"
    source = tmp_path / "page.md"
    source.write_text(page, encoding="utf-8")
    ebook.export(source, tmp_path, to=["pdf"])  # which reads the print back and compares the text
    (path,) = tmp_path.glob("*.pdf")
    with pypdfium2.PdfDocument(path) as document:
        printed = "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
    assert "\u2010" in printed
    assert "responsibilities" in printed.replace("\u2010", "").replace("\r\n", "")
