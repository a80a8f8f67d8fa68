"""`ebook export` of a whole archive: its output and its log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ebook.cli import console
from ebook.cli.log import append, problem_entries, rounded
from ebook.cli.progress import Pace, Show, showing, span
from ebook.errors import EbookError, Exit, UsageError

if TYPE_CHECKING:
    from ebook.archive.events import Begun, Done, Event, Summary
    from ebook.archive.job import Failure
    from ebook.cli.flags import ArchiveFlags
    from ebook.options import Options

__all__ = ["export_archive", "is_archive"]

_INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def is_archive(sources: list[str], flags: ArchiveFlags, read_as: str | None = None) -> bool:
    """Whether a whole archive is meant: by the flags, or because a source is a URL, a glob, or a folder of issues.

    Args:
        sources: as a user names them.
        flags: those for archives.
        read_as: the format named by `--from`; `pages` says that each folder is one issue.
    """
    from ebook.archive.addresses import has_wildcard, is_any_url

    return flags.any_given or any(
        is_any_url(source) or has_wildcard(source) or _is_archive_folder(Path(source), read_as)
        for source in sources
    )


def _is_archive_folder(path: Path, read_as: str | None) -> bool:
    if not path.is_dir() or read_as == "pages":
        return False
    from ebook.issue_folders import is_issue

    return not is_issue(path)


def export_archive(
    sources: list[str], shelf: str, options: Options, flags: ArchiveFlags, log: Path | None
) -> None:
    """Export an archive, and report what happens.

    Raises:
        SystemExit: an issue failed, or a signal was received.
    """
    from ebook.archive.export import export_all
    from ebook.options import DEFAULT_TIMEOUT

    if shelf == "-":
        raise UsageError("an archive cannot be written to standard output", hint="name a folder with -o")
    with showing() as show:
        teller = _Teller(show, None if flags.dry_run else log)
        try:
            summary = export_all(
                sources,
                shelf,
                options=options,
                jobs=flags.jobs,
                timeout=flags.timeout or DEFAULT_TIMEOUT,
                scheduler=flags.scheduler,
                manifest=flags.manifest,
                checksum=flags.checksum,
                prune=flags.prune,
                dry_run=flags.dry_run,
                listen=teller,
            )
        except (KeyboardInterrupt, SystemExit) as signalled:
            teller.broke_off("interrupted")
            code = signalled.code if isinstance(signalled, SystemExit) else _INTERRUPTED
            raise SystemExit(code) from None
        except EbookError:
            teller.broke_off("stopped")
            raise
    for line in _planned(summary) if flags.dry_run else _done(summary, shelf, pruned=flags.prune):
        console.out(line)
    teller.end(summary)
    if summary.failed:
        raise SystemExit(int(Exit.SOME_FAILED))


class _Teller:
    """Displays, prints and logs each event of a run."""

    def __init__(self, show: Show, log: Path | None) -> None:
        self._show, self._log = show, log
        self._pace: Pace | None = None

    def __call__(self, event: Event) -> None:
        from ebook.archive.events import Begun, Done, Waiting

        _log_event(self._log, event)
        if isinstance(event, Begun):
            self._pace = Pace(len(event.plan.make))
        assert self._pace  # noqa: S101  # a plan comes first
        if isinstance(event, Done):
            self._done(event, self._pace)
        waiting = (
            f"waiting for {event.count} issue{'' if event.count == 1 else 's'} of another run"
            if isinstance(event, Waiting)
            else None
        )
        self._show(self._pace, waiting)

    def broke_off(self, how: str) -> None:
        """Report how much was done."""
        if self._pace:
            made = self._pace.done - self._pace.failed
            console.note(
                f"{how}: exported {made} of {self._pace.total} issue{'' if self._pace.total == 1 else 's'}; run it again to continue"
            )

    def end(self, summary: Summary) -> None:
        """Log what a run did."""
        _log_summary(self._log, summary)

    def _done(self, event: Done, pace: Pace) -> None:
        if event.outcome or event.elsewhere:
            pace.count(failed=event.failure is not None)
        if event.failure:
            console.error(_error(event.failure))
        for name in event.left:
            console.note(f"{name}: kept: modified since export and no longer produced")


def _error(failure: Failure) -> EbookError:
    return EbookError(failure.message, hint=failure.hint)


def _planned(summary: Summary) -> Iterator[str]:
    """What a run would do, and why."""
    for planned in summary.plan.make:
        yield f"would export {planned.source.key}: {'; '.join(map(str, planned.reasons))}"
    for entry in summary.plan.gone:
        yield f"source gone: {entry.key}{_files(kept.name for kept in entry.outputs)}"
    plan = summary.plan
    yield _counted(
        (len(plan.make), "would be exported"),
        (summary.unchanged, "unchanged"),
        (len(summary.failed), "would fail again"),
        (len(plan.gone), "gone"),
    )
    yield from _skipped(summary)


def _done(summary: Summary, shelf: str, *, pruned: bool) -> Iterator[str]:
    """What a run did, and why."""
    for entry in summary.plan.gone:
        done = "source gone, removed" if entry.key in summary.pruned else "source gone"
        yield f"{done}: {entry.key}{_files(kept.name for kept in entry.outputs)}"
    parts = _counted(
        (len(summary.made), "exported"),
        (summary.unchanged, "unchanged"),
        (len(summary.failed), _failed(summary)),
        (len(summary.plan.gone), "gone"),
    )
    yield f"{shelf}: {parts} in {span(summary.seconds)}"
    counts = Counter(reason.kind for planned in summary.plan.make for reason in planned.reasons)
    if counts:
        yield f"  why: {', '.join(f'{count} {word}' for word, count in counts.most_common())}"
    if summary.plan.gone and not pruned:
        yield "  --prune removes them from the shelf"
    yield from _skipped(summary)


def _counted(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{count} {word}" for count, word in counts)


def _failed(summary: Summary) -> str:
    before = len(summary.plan.failing)
    return f"failed ({before} of them unchanged since, and not retried)" if before else "failed"


def _files(names: Iterable[str]) -> str:
    listed = ", ".join(dict.fromkeys(names))
    return f" ({listed})" if listed else ""


def _skipped(summary: Summary) -> Iterator[str]:
    """What was skipped, so that an issue with an unusual name does not go unnoticed."""
    found = summary.found
    parts = [f"{count} {suffix or 'without suffix'}" for suffix, count in found.others.items()]
    reasons = Counter(skipped.reason for skipped in found.skipped)
    parts += [f"{count} ({reason})" for reason, count in sorted(reasons.items())]
    if parts:
        yield f"  skipped: {', '.join(parts)}"


def _log_event(log: Path | None, event: Event) -> None:
    """Log an event of a run.

    Raises:
        CannotWrite: the log cannot be written.
    """
    from ebook.archive.events import Begun, Done

    if isinstance(event, Begun):
        for entry in _begun_entries(event):
            append(log, entry)
    elif isinstance(event, Done):
        append(log, _done_entry(event))


def _log_summary(log: Path | None, summary: Summary) -> None:
    """Log the end of a run.

    Raises:
        CannotWrite: the log cannot be written.
    """
    for entry in summary.plan.gone:
        names = [kept.name for kept in entry.outputs]
        append(log, {"key": entry.key, "gone": True, "pruned": entry.key in summary.pruned, "files": names})
    counts = {
        "made": len(summary.made),
        "unchanged": summary.unchanged,
        "failed": len(summary.failed),
        "gone": len(summary.plan.gone),
        "pruned": len(summary.pruned),
    }
    append(log, {"summary": counts, "left": list(summary.left), "seconds": round(summary.seconds, 4)})


def _begun_entries(event: Begun) -> Iterator[dict[str, Any]]:
    for skipped in event.found.skipped:
        yield {"source": skipped.path, "skipped": skipped.reason}
    if event.found.others:
        yield {"skipped": "no format reads them", "endings": event.found.others}
    for key in event.plan.unchanged:
        yield {"key": key, "ok": True, "skipped": "unchanged"}


def _done_entry(event: Done) -> dict[str, Any]:
    entry: dict[str, Any] = {"key": event.key, "source": event.source, "ok": event.failure is None}
    if event.elsewhere:
        entry["skipped"] = "made by another run"
    if event.reasons:
        entry["why"] = [msgspec.to_builtins(reasons) for reasons in event.reasons]
    if event.failure:
        entry |= _failure_entry(event.failure, tried=event.outcome is not None)
    if event.outcome:
        entry |= {
            "files": event.files,
            "pages": event.outcome.pages,
            "articles": event.outcome.articles,
            "repair_count": event.outcome.repairs,
            "problems": problem_entries(event.outcome.problems),
            "seconds": rounded(event.outcome.seconds),
            "memory": event.outcome.memory,
        }
    return entry


def _failure_entry(failure: Failure, *, tried: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "exit_code": failure.exit_code,
        "error": failure.message,
        "hint": failure.hint,
    }
    return entry if tried else {**entry, "skipped": "unchanged since it failed"}
