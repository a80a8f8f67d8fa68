"""A library's METS keeps its articles; what is missing is said by name."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ebook.errors import UnreadableSource
from ebook.formats import guess_reader
from ebook.model import Paragraph, to_json
from ebook.pipeline import read
from ebook.source import Source

SAMPLE = Path(__file__).parent / "samples" / "mets" / "issue.zip"


@pytest.fixture(scope="module")
def reading():
    return read(SAMPLE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with zipfile.ZipFile(SAMPLE) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def test_a_zip_or_folder_with_mets_is_known(folder):
    assert guess_reader(Source.from_path(SAMPLE)) == "mets"
    assert guess_reader(Source.from_path(folder)) == "mets"
    assert guess_reader(Source.from_path(folder / "1858-12-07-mets.xml")) == "mets"


def test_the_articles_of_the_document_are_kept(reading):
    titled = [article for article in reading.issue.articles if article.headline]
    assert len(titled) == 12
    assert [article.headline for article in titled[:3]] == [
        "Revue politique.",
        "Kölnische Zeitung.",
        "Suez et Marseille.",
    ]
    assert titled[1].column == "Zeitungsnachrichten. Nouvelles des journaux."
    assert titled[2].kicker == "FEUILLETON."


def test_facts_come_from_the_document(reading):
    masthead = reading.issue.masthead
    assert masthead.name == "Luxemburger Zeitung – Journal de Luxembourg"
    assert str(masthead.date) == "1858-12-07"
    assert [section.page for section in reading.issue.sections] == ["1", "2", "3", "4"]


def test_divided_words_are_whole_and_recorded(reading):
    words = [
        word
        for repair in reading.issue.repairs
        if repair.code == "hyphens"
        for word in repair.text.split("\n")
    ]
    assert len(words) == 109


def test_a_paragraph_over_columns_is_one_with_a_place_in_each(reading):
    paragraphs = [
        block for article in reading.issue.articles for block in article.body if isinstance(block, Paragraph)
    ]
    assert any(len({place.box[0] // 0.2 for place in block.origin.places}) > 1 for block in paragraphs)


def test_every_character_of_the_pages_is_in_the_issue(reading):
    from ebook.pages.formats import alto

    with zipfile.ZipFile(SAMPLE) as archive:
        files = [Source(name, archive.read(name)) for name in archive.namelist() if "/" in name]
    printed = " ".join(
        region.text for file in files for page in alto.pages_of(file) for region in page.page.regions
    )
    kept = to_json(reading.issue).decode()
    assert not [
        word for word in set(printed.split()) if json.dumps(word, ensure_ascii=False)[1:-1] not in kept
    ]


def test_a_missing_page_is_named(folder):
    (folder / "text" / "1858-12-07_01-00003.xml").unlink()
    problems = [problem for problem in read(folder).problems if problem.code == "PGE-011"]
    assert len(problems) == 1
    assert "1858-12-07_01-00003.xml" in problems[0].message


def test_a_document_without_pages_is_refused():
    with zipfile.ZipFile(SAMPLE) as archive:
        document = archive.read("1858-12-07-mets.xml")
    with pytest.raises(UnreadableSource, match="none of its pages"):
        read(Source("mets.xml", document))


def test_pages_are_not_looked_for_outside(tmp_path):
    with zipfile.ZipFile(SAMPLE) as archive:
        document = archive.read("1858-12-07-mets.xml").replace(b"text/1858", b"../../etc/1858")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mets.xml", document)
    path = tmp_path / "issue.zip"
    path.write_bytes(packed.getvalue())
    with pytest.raises(UnreadableSource):
        read(path)
