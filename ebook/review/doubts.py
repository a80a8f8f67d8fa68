"""Where a reading is unsure, the least sure first."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ebook.languages.reasons import reason_of
from ebook.languages.words import Words
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


def doubts(issue: Issue, problems: Iterable[tuple[Problem, int | None]], words: Words) -> list[Doubt]:
    """The unsure repairs and all problems, the least sure first.

    A line that can be read in two ways has the probability of its reading; the confidence of another problem
    follows from its severity.

    Args:
        issue: what was read.
        problems: what was found on the way, each with the number of its line in what is shown of the source.
        words: the words of the issue's language.
    """
    unsure = [
        Doubt(
            repair.confidence,
            reason_of(repair, words.reasons) or repair.code,
            repair.origin.lines if repair.origin else (),
        )
        for repair in issue.repairs
        if repair.confidence < SURE
    ]
    found = [_doubt(problem, line, words) for problem, line in problems]
    return sorted(unsure + found, key=lambda doubt: (doubt.confidence, doubt.lines))


def _doubt(problem: Problem, line: int | None, words: Words) -> Doubt:
    lines = (line,) if line else ()
    two = problem.alternatives
    if two is None:
        return Doubt(1 - int(problem.severity) / 4, str(problem), lines, is_english=True)
    role, other = words.review.pieces.of(two.role), words.review.pieces.of(two.other)
    return Doubt(two.probability, words.review.doubt.format(text=two.text, role=role, other=other), lines)
