"""What readers see: the contents, every article whole and once, links that lead where they say.

Text is compared character for character, with the readings of ruby. What is not of the model is
left out on both sides: the edition's own words (class `word`), links between documents, what
CSS generates, such as list markers, and white space between blocks, which is not displayed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest

import ebook
from ebook.edition import NavPoint
from tests.reading_systems.books import EXAMPLES, ROOT, Book
from tests.reading_systems.look import Seen


def squeezed(text: str) -> str:
    return "".join(text.split())


def prefix(seen: Seen) -> str:
    """foliate-js names files from the book's root, epub.js from the package."""
    return ROOT if seen.system == "foliate" else ""


def tree(points: tuple[NavPoint, ...], root: str) -> list[list[object]]:
    return [[point.title, root + point.href, tree(point.children, root)] for point in points]


def test_the_contents_are_the_editions(seen: Seen) -> None:
    assert seen.facts.contents == tree(seen.book.edition.contents, prefix(seen))


def test_the_printed_pages_are_the_editions(seen: Seen) -> None:
    def label(text: str) -> str:
        # epub.js takes each label for a number.
        return text if seen.system == "foliate" else text.lstrip("0") if text.isdigit() else "NaN"

    marks = [[label(mark.label), prefix(seen) + mark.href, []] for mark in seen.book.edition.pages]
    assert seen.facts.pages == marks
    assert marks


def test_the_landmarks_lead_to_what_there_is(seen: Seen) -> None:
    first = {}
    for document in seen.book.edition.documents:
        first.setdefault(document.kind, prefix(seen) + document.path)
    begin = next(doc for doc in seen.book.edition.documents if doc.kind in {"section", "article"})
    assert seen.facts.landmarks == [
        *([["cover", first["cover"]]] if "cover" in first else []),
        ["titlepage", first["masthead"]],
        ["toc", first["contents"]],
        ["bodymatter", prefix(seen) + begin.path],
    ]


def test_pages_turn_and_lines_run_as_the_edition_says(seen: Seen) -> None:
    edition = seen.book.edition
    assert seen.facts.direction == edition.direction
    modes = {document.writing_mode for document in seen.facts.documents}
    assert modes == {"vertical-rl" if edition.vertical else "horizontal-tb"}


def test_every_article_reads_as_the_model_says(seen: Seen) -> None:
    shown = [seen.document(path).text for path in seen.book.articles]
    assert shown == seen.book.told()


def test_readings_stand_over_their_base_and_not_in_parentheses(seen: Seen) -> None:
    before = [content for document in seen.facts.documents for content in document.readings]
    assert set(before) <= {"none"}
    assert bool(before) == (b"<rt>" in b"".join(document.content for document in seen.book.edition.documents))


def test_every_picture_is_shown(seen: Seen) -> None:
    assert not [document.path for document in seen.facts.documents if document.broken_pictures]


def test_every_picture_is_on_one_page_whole(seen: Seen) -> None:
    for document in seen.facts.documents:
        turns = [turn.pictures for turn in seen.facts.turns if turn.path == document.path]
        assert list(chain.from_iterable(turns)) == list(range(document.pictures)), document.path


def test_turning_pages_shows_everything_once_and_in_order(seen: Seen) -> None:
    documents = [ROOT + document.path for document in seen.book.edition.documents]
    assert [document.path for document in seen.facts.documents] == documents
    for path in documents:
        turns = [turn for turn in seen.facts.turns if turn.path == path]
        assert list(chain.from_iterable(turn.seen for turn in turns)) == list(range(turns[0].count))


def test_most_articles_have_several_pages(seen: Seen) -> None:
    """Or turning pages would prove nothing."""
    assert len(seen.facts.turns) > len(seen.facts.documents)


def test_hops_are_right_at_both_ends_and_between(seen: Seen) -> None:
    articles = seen.book.articles
    for number, path in enumerate(articles):
        hops = {link["kind"]: link["to"] for link in seen.document(path).links if link["kind"]}
        expected = {"section": section_of(seen, path)}
        if number > 0:
            expected["previous"] = articles[number - 1]
        if number < len(articles) - 1:
            expected["next"] = articles[number + 1]
        assert hops == expected


def section_of(seen: Seen, path: str) -> str:
    for point in seen.book.edition.contents:
        if path in {ROOT + child.href for child in point.children}:
            return ROOT + point.href
    return f"{ROOT}text/contents.xhtml"


@pytest.mark.parametrize("kind", ["contents", "section"])
def test_lists_of_articles_lead_to_what_they_name(seen: Seen, kind: str) -> None:
    lists = [ROOT + document.path for document in seen.book.edition.documents if document.kind == kind]
    led = [link for path in lists for link in seen.document(path).links]
    assert set(seen.book.articles) <= {link["to"] for link in led} | unlisted(seen, kind)
    for link in led:
        led_to = seen.document(
            link["to"]
        )  # an article in parts is read in one piece, under the first part's title
        assert squeezed(led_to.title) in squeezed(link["text"]) or squeezed(link["text"]) in squeezed(
            led_to.text
        )


def unlisted(seen: Seen, kind: str) -> set[str]:
    """Articles of a page without number and name stand in the contents alone."""
    alone = {ROOT + point.href for point in seen.book.edition.contents if not point.children}
    return alone if kind == "section" else set()


def test_no_link_leads_nowhere(seen: Seen) -> None:
    shown = {document.path for document in seen.facts.documents}
    lost = [link for document in seen.facts.documents for link in document.links if link["to"] not in shown]
    assert [link["text"] for link in lost if link["text"] != "web"] == []


def test_a_click_goes_there(seen: Seen) -> None:
    articles = seen.book.articles
    assert seen.facts.followed == [
        articles[1], section_of(seen, articles[0]), articles[-2], section_of(seen, articles[-1])
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_background(seen: Seen, scheme: str) -> None:
    """As the reading system colours it: WCAG 2.2, 1.4.3 asks for 4.5."""
    contrast = {document.path: document.contrast[scheme] for document in seen.facts.documents}
    assert {path: ratio for path, ratio in contrast.items() if ratio < 4.5} == {}


def test_the_books_are_what_an_export_makes(books: Callable[[str], Book]) -> None:
    """With a cover, articles that go on elsewhere in one piece, and pictures."""
    made = ebook.convert(EXAMPLES / "qingheng-daily/issue.md", to="epub")
    (written,) = made.written
    assert written.files[written.main] == books("chinese").content
    first = books("everything").edition.documents[0]
    assert first.kind == "masthead"
    assert books("everything-vertical").edition.documents[0].kind == "cover"
    assert len(books("everything").articles) < len(books("everything").edition.issue.articles)
