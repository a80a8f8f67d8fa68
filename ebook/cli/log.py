"""The log: JSON lines, appended to a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ebook.errors import CannotWrite, EbookError

if TYPE_CHECKING:
    from ebook.pipeline import Exported
    from ebook.problems import Problem

__all__ = ["append", "log_export", "problem_entries", "rounded"]


def append(log: Path | None, entry: dict[str, Any]) -> None:
    """Append a line, in one piece, so that two runs may write one log.

    Raises:
        CannotWrite: the system refuses.
    """
    if log is None:
        return
    try:
        with log.open("ab", buffering=0) as stream:
            stream.write(msgspec.json.encode(entry) + b"\n")
    except OSError as error:
        raise CannotWrite(
            f"the log cannot be written: {error.strerror or error}",
            file=str(log),
            hint="name another file with --log",
        ) from error


def log_export(log: Path | None, source: str, outcome: Exported | EbookError) -> None:
    """Append a line about a source that was exported on its own."""
    if isinstance(outcome, EbookError):
        entry: dict[str, Any] = {
            "source": source,
            "ok": False,
            "exit_code": int(outcome.exit_code),
            "error": str(outcome),
            "hint": outcome.hint,
        }
    else:
        entry = {
            "source": source,
            "ok": True,
            "files": [str(path) for path in outcome.files],
            "pages": len(outcome.issue.sections),
            "articles": len(outcome.issue.articles),
            "repairs": [msgspec.to_builtins(repair) for repair in outcome.issue.repairs],
            "problems": problem_entries(outcome.report),
            "seconds": rounded(outcome.seconds),
        }
    append(log, entry)


def problem_entries(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as the log has them."""
    return [{**msgspec.structs.asdict(problem), "severity": str(problem.severity)} for problem in problems]


def rounded(seconds: dict[str, float]) -> dict[str, float]:
    """How long each stage took, to a tenth of a millisecond."""
    return {stage: round(taken, 4) for stage, taken in seconds.items()}
