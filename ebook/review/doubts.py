"""Where a reading is unsure, the least sure first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from ebook.languages.reasons import reason_of
from ebook.model import Issue
from ebook.problems import Problem

__all__ = ["SURE", "Doubt", "doubts"]

SURE = 0.8
"""A repair of this confidence or more needs no second look."""


class Doubt(msgspec.Struct, frozen=True):
    """A place to look at.

    Attributes:
        confidence: how sure the reading is of it, from 0 to 1.
        message: what it says.
        lines: its lines in the source.
        is_english: whether the message is in English and not in the paper's language.
    """

    confidence: float
    message: str
    lines: tuple[int, ...] = ()
    is_english: bool = False


def doubts(issue: Issue, problems: Iterable[Problem], reasons: Mapping[str, str]) -> list[Doubt]:
    """The unsure repairs and all problems. A problem's confidence follows from its severity.

    Args:
        issue: what was read.
        problems: what was found on the way.
        reasons: the sentences for the repairs' codes.
    """
    unsure = [
        Doubt(
            repair.confidence,
            reason_of(repair, reasons) or repair.code,
            repair.origin.lines if repair.origin else (),
        )
        for repair in issue.repairs
        if repair.confidence < SURE
    ]
    found = [
        Doubt(
            1 - int(problem.severity) / 4,
            str(problem),
            (problem.line,) if problem.line else (),
            is_english=True,
        )
        for problem in problems
    ]
    return sorted(unsure + found, key=lambda doubt: (doubt.confidence, doubt.lines))
