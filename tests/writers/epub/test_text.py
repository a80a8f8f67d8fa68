"""Another program reads the book: MuPDF finds each article's text, whole and in order."""

import io
from collections import Counter

import pymupdf
import pytest
from PIL import Image

from ebook.model import Figure, List, Table
from ebook.writers.epub import write
from tests.render import reading
from tests.writers.epub.newspapers import LANGUAGES, edition, newspaper, picture, with_paragraph

READING = "ab"
"""Of a ruby in `newspaper`."""


def squeezed(text):
    """Line breaks and spaces are the layout's, not the text's."""
    return "".join(text.split())


def texts(epub):
    """The text of each document of the spine, as MuPDF lays it out."""
    with pymupdf.open(stream=io.BytesIO(epub), filetype="epub") as book:
        return [
            squeezed(
                "".join(book[chapter, page].get_text() for page in range(book.chapter_page_count(chapter)))
            )
            for chapter in range(book.chapter_count)
        ]


def read_back(issue, folder=None):
    made = edition(issue, folder)
    written = write(made)
    return made, dict(
        zip((doc.id for doc in made.documents), texts(written.files[written.main]), strict=True)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_comes_back(lang, tmp_path):
    picture(tmp_path)
    issue = newspaper(lang, pictures=(Figure(src="lamp.png", alt="灯", caption="铜灯", credit="何青"),))
    made, found = read_back(issue, tmp_path)
    documents = [doc for doc in made.documents if doc.kind == "article"]
    for article, document in zip(issue.articles, documents, strict=True):
        text = found[document.id]
        written = squeezed("".join(reading.body(document.content).itertext()))
        assert Counter(written) - Counter(text) == Counter()
        assert set(Counter(text) - Counter(written)) <= set("•12.（）")  # the markers of lists, ruby
        text = text.replace(f"（{READING}）", READING)  # MuPDF knows no ruby
        place = 0
        for block in article.body:
            if isinstance(block, Table | List):
                continue  # MuPDF sets a caption below its table, and numbers before items
            alternative = block.alt if isinstance(block, Figure) else ""
            wanted = squeezed(reading.block(block)).removeprefix(alternative)
            place = text.index(wanted, place) + len(wanted)
        for title in (article.column, article.kicker, article.headline, article.deck, article.dateline):
            assert squeezed(reading.lines(title)) in text


def test_long_text_is_whole():
    text = "".join(f"第{number}盏灯亮了，" for number in range(3000))
    _, found = read_back(with_paragraph(newspaper(), text))
    assert any(text in content for content in found.values())


def test_nothing_is_said_twice():
    _, found = read_back(with_paragraph(newspaper(), "独此一段。"))
    assert "".join(found.values()).count("独此一段。") == 1


def test_an_engine_without_ruby_shows_the_reading_in_parentheses():
    _, found = read_back(newspaper("ja"))
    assert any(f"塩の里（{READING}）" in content for content in found.values())


def test_no_picture_runs_over_the_page(tmp_path):
    """MuPDF knows no `max-width`, as older engines do not."""
    Image.new("RGB", (1000, 400)).save(tmp_path / "wide.png")
    Image.new("RGB", (400, 1000)).save(tmp_path / "tall.png")
    issue = newspaper(pictures=(Figure(src="wide.png"), Figure(src="tall.png")))
    written = write(edition(issue, tmp_path))
    found = []
    with pymupdf.open(stream=io.BytesIO(written.files[written.main]), filetype="epub") as opened:
        opened.layout(width=400, height=600, fontsize=14)
        for page in opened:
            found += [page.rect.contains(image["bbox"]) for image in page.get_image_info()]
    assert found == [True, True]
