"""calibre, where it is installed: the plain text that it makes of a book is the edition's."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ebook.writers.epub.people import makers
from tests.reading_systems.books import BOOKS, Book
from tests.render import reading

CONVERTER, TELLER = shutil.which("ebook-convert"), shutil.which("ebook-meta")

pytestmark = pytest.mark.skipif(CONVERTER is None, reason="calibre is not installed")


def squeezed(text: str) -> str:
    return "".join(text.split())


def articles(book: Book) -> list[str]:
    """The text of each article, the edition's own words too, without links between documents."""
    found = []
    for document in book.edition.documents:
        if document.kind == "article":
            body = reading.body(document.content)
            for links in body.findall(f"{reading.XHTML}nav"):
                body.remove(links)
            found.append(squeezed("".join(body.itertext())))
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_every_article_comes_out_once_and_in_order(
    name: str, books: Callable[[str], Book], tmp_path: Path
) -> None:
    book = books(name)
    source, target = tmp_path / "book.epub", tmp_path / "book.txt"
    source.write_bytes(book.content)
    run = subprocess.run(
        [str(CONVERTER), str(source), str(target)],
        capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    text = squeezed(target.read_text(encoding="utf-8"))
    place = 0
    for article in articles(book):
        place = text.index(article, place) + len(article)
        assert text.count(article) == 1


def test_the_shelf_knows_the_issue(books: Callable[[str], Book], tmp_path: Path) -> None:
    book = books("chinese")
    (tmp_path / "book.epub").write_bytes(book.content)
    run = subprocess.run(
        [str(TELLER), str(tmp_path / "book.epub")],
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    told = dict(re.split(r"\s+: ", line, maxsplit=1) for line in run.stdout.splitlines() if " : " in line)
    masthead = book.edition.issue.masthead
    assert told["Title"] == book.edition.title
    assert told["Title sort"] == f"{masthead.name} {masthead.date}"
    assert told["Series"] == f"{masthead.name} #{masthead.issue_number}"
    writers = [maker.name for maker in makers(book.edition.issue) if maker.is_creator]
    assert re.sub(r" \[.*?\]", "", told["Author(s)"]) == " & ".join(writers)
