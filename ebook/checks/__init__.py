"""Checks: an issue, whatever it was read from, gives problems. They change nothing."""

from __future__ import annotations

from ebook.model import Issue
from ebook.problems import Problem

__all__ = ["check_issue"]


def check_issue(subject: Issue) -> list[Problem]:
    """Every problem of an issue: its facts and structure first, then its characters."""
    from ebook.checks.issue import check

    return check(subject)
