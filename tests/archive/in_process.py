"""Workers and shelves for tests."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import ebook
from ebook.archive.events import Done, Event, Summary
from ebook.archive.job import Job, Outcome
from ebook.archive.work import do


class InProcess:
    """Does jobs in this process: in the order in which they come, or in another.

    Args:
        order: a seed; jobs are then taken two or three at a time and come back shuffled.
    """

    def __init__(self, order: int | None = None) -> None:
        self._chance = random.Random(order) if order is not None else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        batch: list[Job] = []
        for job in jobs:
            batch.append(job)
            if self._chance is None or len(batch) > self._chance.randint(1, 3):
                yield from self._shuffled(batch)
                batch = []
        yield from self._shuffled(batch)

    def _shuffled(self, batch: list[Job]) -> Iterator[Outcome]:
        if self._chance:
            self._chance.shuffle(batch)
        yield from map(do, batch)


class Log:
    """What a run told."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    @property
    def done(self) -> dict[str, Done]:
        return {event.key: event for event in self.events if isinstance(event, Done)}

    @property
    def tried(self) -> list[str]:
        return [event.key for event in self.events if isinstance(event, Done) and event.outcome]


def export(archive: Path | str | list[str], shelf: Path, **asked) -> Summary:
    """Export in this process, as JSON unless something else is asked."""
    asked = {"to": ["json"], "workers": InProcess, **asked}
    return ebook.export_all(archive, shelf, **asked)


def reasons(summary: Summary) -> dict[str, list[str]]:
    """The reasons to make each source."""
    return {
        planned.source.key: [str(reasons) for reasons in planned.reasons] for planned in summary.plan.make
    }


def files_on(shelf: Path) -> dict[str, str]:
    """The files on a shelf, hidden ones left out, with their hashes."""
    return {
        str(path.relative_to(shelf)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(shelf.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(shelf).parts)
    }


def everything(folder: Path) -> dict[str, tuple[int, str]]:
    """All files of a folder, hidden ones too, with their times and hashes."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
