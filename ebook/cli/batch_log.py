"""The log of a run over an archive: a line for every issue, and for whatever was passed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ebook.cli.log import append, problem_entries, rounded

if TYPE_CHECKING:
    from ebook.batch.events import Begun, Done, Event, Summary
    from ebook.batch.job import Failure

__all__ = ["event", "summary"]


def event(log: Path | None, told: Event) -> None:
    """Log what a run tells.

    Raises:
        CannotWrite: the log cannot be written.
    """
    from ebook.batch.events import Begun, Done

    if isinstance(told, Begun):
        for entry in _begun(told):
            append(log, entry)
    elif isinstance(told, Done):
        append(log, _done(told))


def summary(log: Path | None, told: Summary) -> None:
    """Log the end of a run.

    Raises:
        CannotWrite: the log cannot be written.
    """
    for entry in told.plan.gone:
        names = [kept.name for kept in entry.outputs]
        append(log, {"key": entry.key, "gone": True, "pruned": entry.key in told.pruned, "files": names})
    counts = {
        "made": len(told.made),
        "unchanged": told.unchanged,
        "failed": len(told.failed),
        "gone": len(told.plan.gone),
        "pruned": len(told.pruned),
    }
    append(log, {"summary": counts, "left": list(told.left), "seconds": round(told.seconds, 4)})


def _begun(told: Begun) -> Iterator[dict[str, Any]]:
    for passed in told.found.passed:
        yield {"source": passed.path, "skipped": passed.why}
    if told.found.others:
        yield {"skipped": "no format reads them", "endings": told.found.others}
    for key in told.plan.unchanged:
        yield {"key": key, "ok": True, "skipped": "unchanged"}


def _done(told: Done) -> dict[str, Any]:
    entry: dict[str, Any] = {"key": told.key, "source": told.source, "ok": told.failure is None}
    if told.elsewhere:
        entry["skipped"] = "made by another run"
    if told.why:
        entry["why"] = [msgspec.to_builtins(why) for why in told.why]
    if told.failure:
        entry |= _failure(told.failure, tried=told.outcome is not None)
    if told.outcome:
        entry |= {
            "files": told.files,
            "pages": told.outcome.pages,
            "articles": told.outcome.articles,
            "repair_count": told.outcome.repairs,
            "problems": problem_entries(told.outcome.problems),
            "seconds": rounded(told.outcome.seconds),
            "memory": told.outcome.memory,
        }
    return entry


def _failure(failure: Failure, *, tried: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "exit_code": failure.exit_code,
        "error": failure.message,
        "hint": failure.hint,
    }
    return entry if tried else {**entry, "skipped": "nothing changed since it failed"}
