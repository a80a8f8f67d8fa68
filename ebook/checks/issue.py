"""Checks of an issue, whatever it was read from: every problem with its file and line."""

from __future__ import annotations

import msgspec

from ebook.checks.articles import check_articles
from ebook.checks.characters import check_characters, unusual
from ebook.checks.links import check_links
from ebook.checks.masthead import check_masthead
from ebook.checks.texts import texts
from ebook.checks.xml_text import check_xml_text
from ebook.model import Issue
from ebook.problems import Problem

__all__ = ["check"]


def check(issue: Issue) -> list[Problem]:
    """The problems of an issue: of its masthead, its articles, its links and its characters, in this order."""
    said = unusual(texts(issue))  # the whole issue is gone through once for all that look at words
    found = [
        *check_masthead(issue),
        *check_articles(issue),
        *check_links(said),
        *check_xml_text(said),
        *check_characters(said),
    ]
    return [msgspec.structs.replace(problem, message=_printable(problem.message)) for problem in found]


def _printable(text: str) -> str:
    """A message quotes the issue, whose characters a terminal may not be able to show."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
