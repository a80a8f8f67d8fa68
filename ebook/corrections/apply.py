"""Decisions applied to what was read: pure functions from an issue to the corrected issue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from ebook.corrections import contents, structure
from ebook.corrections import decisions as kinds
from ebook.corrections.bodies import Outdated, without_empty
from ebook.corrections.decisions import Corrections, Decision
from ebook.corrections.texts import texts
from ebook.languages import resolve
from ebook.model import Issue, Origin
from ebook.problems import Problem
from ebook.readers import Reading
from ebook.reading.chars import visible
from ebook.reading.doubts import ISSUE_DOUBTS, issue_doubts
from ebook.rules import correction as rules

__all__ = ["Outdated", "apply", "apply_all"]

_SHOWN = 30
_APPLY: dict[type, Callable[[Issue, Any], Issue]] = {
    kinds.Make: contents.make,
    kinds.Attach: contents.attach,
    kinds.Split: structure.split,
    kinds.Join: structure.join,
    kinds.Begin: structure.begin,
    kinds.Merge: structure.merge,
    kinds.Move: structure.move,
    kinds.MoveArticle: structure.move_article,
    kinds.People: contents.set_people,
    kinds.Set: contents.set_fact,
    kinds.Correct: contents.correct,
    kinds.Restore: contents.restore,
    kinds.Drop: contents.drop,
    kinds.Accept: contents.accept,
}


def apply(issue: Issue, decision: Decision) -> Issue:
    """The issue with a decision applied.

    Args:
        issue: what was read, with all earlier decisions.
        decision: any but one about a line (`LineRole`), which the reader itself takes.

    Raises:
        Outdated: the decision does not fit the issue.
    """
    return without_empty(_APPLY[type(decision)](issue, decision))


def apply_all(reading: Reading, corrections: Corrections) -> Reading:
    """A reading with its corrections; one that fits nothing any more becomes a problem.

    Args:
        reading: what was read with the decisions about lines.
        corrections: all decisions about the source.
    """
    if not corrections.decisions:
        return reading
    issue = reading.issue
    outdated: list[Problem] = []
    held = {(line.file, line.nth, visible(line.text)) for line in reading.lines if line.decided}
    for decision in corrections.decisions:
        try:
            if not isinstance(decision, kinds.LineRole):
                issue = apply(issue, decision)
            elif (decision.file, decision.nth, visible(decision.text)) not in held:
                raise Outdated("there is no such line")  # noqa: TRY301  # reported as those that `apply` refuses
        except Outdated as error:
            outdated.append(_outdated(decision, str(error), reading))
    found = _current(reading, issue, corrections)
    return msgspec.structs.replace(reading, issue=issue, problems=(*found, *outdated))


def _current(reading: Reading, issue: Issue, corrections: Corrections) -> list[Problem]:
    """The problems that are left: doubts about articles are looked for anew, those that were accepted are gone."""
    found: Sequence[Problem] = reading.problems
    if reading.lines:
        others = [problem for problem in found if problem.code not in ISSUE_DOUBTS]
        found = [*others, *issue_doubts(issue, resolve(issue.lang))]
    accepted = [one for one in corrections.decisions if isinstance(one, kinds.Accept)]
    return [problem for problem in found if not any(_is_about(one, problem, issue) for one in accepted)]


def _is_about(accepted: kinds.Accept, problem: Problem, issue: Issue) -> bool:
    """Whether a problem is the one that a person accepted: of its kind, and in the lines of its text."""
    if accepted.code != problem.code:
        return False
    wanted = visible(accepted.text)
    if problem.line is None:
        return wanted[:_SHOWN] in visible(problem.message)
    lines = [one.origin.lines for one in texts(issue) if one.origin and visible(one.text).startswith(wanted)]
    lines += [one.origin.lines for one in issue.repairs if one.origin and visible(one.text) == wanted]
    return any(problem.line in found for found in lines)


def _outdated(decision: Decision, reason: str, reading: Reading) -> Problem:
    """The problem that a decision fits nothing any more."""
    anchor = getattr(decision, "at", None)
    text = anchor.text if anchor else getattr(decision, "text", "") or getattr(decision, "field", "")
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    files = (line.file for line in reading.lines)
    masthead = reading.issue.masthead.origin
    file = masthead.file if masthead else next(files, None)
    kind = type(decision).__struct_config__.tag
    message = (
        f"the correction “{kind}” of “{shown}” was not made: {reason}; make it again, or delete its line"
    )
    return rules.OUTDATED.at(Origin(file=file) if file else None, message)
