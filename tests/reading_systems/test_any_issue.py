"""Issues drawn at random from the whole model are shown whole, whatever they hold."""

from __future__ import annotations

import base64
from itertools import chain

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from playwright.sync_api import Browser

from ebook.model import Issue
from tests import strategies
from tests.reading_systems.books import ROOT, bound
from tests.reading_systems.look import Facts, look

# Hypothesis itself warns when a drawn issue would be long to print.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

FEW = settings(
    max_examples=4,
    derandomize=True,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""A book takes seconds to read: too long for looking after the smallest that fails."""


def squeezed(text: str) -> str:
    """White space at the ends of a block is not displayed."""
    return "".join(text.split())


def turned(facts: Facts, path: str) -> list[int]:
    return list(chain.from_iterable(turn.seen for turn in facts.turns if turn.path == path))


def anonymous(issue: Issue) -> Issue:
    """Without people: which of them are printed by themselves depends on what else is printed."""
    sections = (
        replace(section, articles=tuple(replace(article, byline=()) for article in section.articles))
        for section in issue.sections
    )
    return replace(issue, sections=tuple(sections))


@pytest.mark.parametrize("system", ["foliate", "epubjs"])
@FEW
@given(issue=strategies.issues(), vertical=st.booleans())
def test_any_issue_is_shown_whole(
    browser: Browser, address: str, system: str, *, issue: Issue, vertical: bool
) -> None:
    issue = anonymous(issue)
    book = bound(issue, vertical=vertical)
    facts = look(browser, address, system, f"data:;base64,{base64.b64encode(book.content).decode()}")
    shown = {document.path: document for document in facts.documents}
    documents = [ROOT + document.path for document in book.edition.documents]
    # Where an issue has no page of contents, the navigation document is read as one.
    assert [path for path in shown if path != f"{ROOT}nav.xhtml"] == documents
    for expected, path in zip(book.told(pictures=False), book.articles, strict=True):
        assert squeezed(shown[path].text or "") == squeezed(expected)
    for path in documents:
        count = next(turn.count for turn in facts.turns if turn.path == path)
        assert turned(facts, path) == list(range(count))
