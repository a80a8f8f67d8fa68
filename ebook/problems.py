"""What can be wrong with a source or an output, as data.

A `Rule` is a kind of problem: a stable code, a default severity, a sentence, and what to do.
A `Problem` is one finding of a rule at a place. Who finds it does not decide what becomes of
it: the command line does (`--strict`, the log, the exit code).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

import msgspec

from ebook.model import Origin, Place

__all__ = ["Alternatives", "Problem", "Report", "Rule", "Severity"]


class Severity(enum.IntEnum):
    """How bad a problem is. From `WARNING` on, `--strict` refuses to write."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of problem.

    Attributes:
        code: stable, a family and a number: TXT-003.
        severity: the default severity.
        summary: one sentence that says what is wrong, without particulars.
        explanation: why it matters and what to do about it, for `ebook explain`.
    """

    code: str
    severity: Severity
    summary: str
    explanation: str

    def at(
        self,
        origin: Origin | None,
        message: str,
        *,
        severity: Severity | None = None,
        alternatives: Alternatives | None = None,
    ) -> Problem:
        """A problem of this kind at a place; `message` says what is wrong there and what to do."""
        return Problem(
            code=self.code,
            severity=self.severity if severity is None else severity,
            message=message,
            file=origin.file if origin else None,
            line=origin.lines[0] if origin and origin.lines else None,
            place=origin.places[0] if origin and origin.places else None,
            alternatives=alternatives,
        )


class Alternatives(msgspec.Struct, frozen=True, kw_only=True):
    """A line that can be read in two ways.

    Attributes:
        text: the line, or its beginning.
        role: what it was read as: a field of `ebook.languages.words.PieceWords`.
        other: what it is next likely to be.
        probability: of the role, from 0 to 1.
    """

    text: str
    role: str
    other: str
    probability: float


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One finding. Its text form is one line: `page.txt:65: warning TXT-003: ...`.

    A doubt about what a line is carries its alternatives, so that it can be put in any language. A problem on a printed
    page has a place on it.
    """

    code: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    place: Place | None = None
    alternatives: Alternatives | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return f"{place}{': ' if place else ''}{self.severity} {self.code}: {self.message}"


class Report(msgspec.Struct, frozen=True):
    """Problems in the order in which they were found."""

    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __add__(self, more: Iterable[Problem]) -> Report:
        return Report((*self.problems, *more))

    def count(self, severity: Severity) -> int:
        """How many problems have just this severity."""
        return sum(problem.severity is severity for problem in self.problems)
