"""Where a reading is unsure, the least sure first."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ebook.model import Issue
from ebook.problems import Problem

__all__ = ["SURE", "Doubt", "doubts"]

SURE = 0.8
"""A repair of this confidence or more needs no second look."""


class Doubt(msgspec.Struct, frozen=True):
    """A place to look at: how sure the reading is of it (0 to 1), what it says, and its lines."""

    confidence: float
    message: str
    lines: tuple[int, ...] = ()


def doubts(issue: Issue, problems: Iterable[Problem]) -> list[Doubt]:
    """The unsure repairs and all problems. A problem without a confidence of its own goes by its severity."""
    unsure = [
        Doubt(repair.confidence, repair.reason, repair.origin.lines if repair.origin else ())
        for repair in issue.repairs
        if repair.confidence < SURE
    ]
    found = [
        Doubt(1 - int(problem.severity) / 4, str(problem), (problem.line,) if problem.line else ())
        for problem in problems
    ]
    return sorted(unsure + found, key=lambda doubt: (doubt.confidence, doubt.lines))
