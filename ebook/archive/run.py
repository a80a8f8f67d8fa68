"""Carry out a plan: hand out jobs, publish their outcomes.

A source is claimed in the manifest when its job is handed out, and released when its outcome is
published. Sources that another live run has claimed are left to it and checked again at the end. A run
has no claims while it waits, so two runs never wait for each other. Claims of dead runs do not count.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ebook.archive.events import Done, Listener, Waiting
from ebook.archive.job import Failure, Job, Outcome, Workers
from ebook.archive.manifest import Entry, Manifest
from ebook.archive.ownership import has_any
from ebook.archive.plan import Planned, Reason, StalenessChecker
from ebook.archive.publish import Publisher
from ebook.archive.sources import IssueSource
from ebook.archive.state import STAGING, RunRegistry
from ebook.errors import CannotWrite
from ebook.options import Options

__all__ = ["Run"]

_REFUSALS = 3
"""When the shelf refuses so many issues in a row, it is full or read-only, and the run ends."""

_PAUSE = 0.2  # seconds between two checks of another run's claims


class _Handed(msgspec.Struct, frozen=True):
    """A job that was handed to a worker."""

    planned: Planned
    job: Job


class Run:
    """One run's work.

    Args:
        name: of the run, in the registry and as its staging folder.
        shelf: absolute path or URL of the shelf.
        sources: all sources of this run, by key.
        options: for every issue.
        manifest: of the shelf.
        registry: of the runs that are alive.
        checker: decides whether a source still has to be exported.
        publisher: publishes outcomes.
        listen: called for every source that is finished.
    """

    def __init__(
        self,
        name: str,
        *,
        shelf: str,
        sources: Mapping[str, IssueSource],
        options: Options,
        manifest: Manifest,
        registry: RunRegistry,
        checker: StalenessChecker,
        publisher: Publisher,
        listen: Listener,
    ) -> None:
        self._name, self._shelf, self._sources, self._options = name, shelf, sources, options
        self._manifest, self._registry, self._checker = manifest, registry, checker
        self._publisher, self._listen = publisher, listen
        self._handed: dict[str, _Handed] = {}
        self._numbers = itertools.count(1)
        self._refusals = 0

    def make(self, planned: Iterable[Planned], workers: Workers) -> None:
        """Export issues.

        Raises:
            CannotWrite: the manifest cannot be written, or the shelf refuses several issues in a row.
        """
        evicted: dict[str, Planned] = {}
        todo = list(planned)
        while todo:
            held: list[Planned] = []
            for outcome in workers.run(self._jobs(todo, held)):
                self._take_in(outcome, evicted)
            todo = self._freed(evicted) + self._available(held)

    def _jobs(self, todo: Iterable[Planned], held: list[Planned]) -> Iterator[Job]:
        """Jobs for what still has to be exported; what another run has claimed goes to `held`."""
        for planned in todo:
            key = planned.source.key
            with self._manifest.transaction():
                holder = self._manifest.holder(key)
                if holder and holder != self._name and self._registry.is_alive(holder):
                    held.append(planned)
                    continue
                meanwhile = self._meanwhile(planned)
                if not meanwhile:
                    self._manifest.claim(key, self._name)
            if meanwhile:
                self._listen(meanwhile)
                continue
            job = Job(
                key=key,
                source=planned.source.url,
                files=planned.source.parts,
                shelf=self._shelf,
                staging=f"{STAGING}/{self._name}/{next(self._numbers)}",
                options=self._options,
            )
            self._handed[key] = _Handed(planned, job)
            yield job

    def _meanwhile(self, planned: Planned) -> Done | None:
        """The result of another run for this source since the plan was made, if it is up to date."""
        source = planned.source
        entry = self._manifest.entry(source.key)
        if entry is None or entry == planned.entry or entry.run == self._name:
            return None
        decision = self._checker(source, entry)
        if decision.reasons:
            return None
        return Done(
            key=source.key, source=source.url, failure=decision.failure, elsewhere=decision.failure is None
        )

    def _take_in(self, outcome: Outcome, evicted: dict[str, Planned]) -> None:
        handed = self._handed.pop(outcome.key)
        source = handed.planned.source
        entry = Entry(
            key=source.key,
            root=source.root,
            state="failed",
            fingerprint=self._checker.fingerprint,
            inputs=outcome.inputs,
            run=self._name,
        )
        published = self._publisher.publish(entry, handed.job, outcome)
        if published.gave_way:
            evicted[source.key] = handed.planned
        self._listen(
            Done(
                key=source.key,
                source=source.url,
                reasons=handed.planned.reasons,
                outcome=outcome,
                files=published.files,
                failure=published.failure,
                left=published.left,
            )
        )
        for key, failure in published.evicted.items():
            self._listen(Done(key=key, source=self._url(key), failure=failure))
            for waiting in self._manifest.evicted_by(key):
                if waiting in self._sources:
                    evicted.setdefault(waiting, self._again(waiting, key))
        self._refusals = self._refusals + 1 if published.unwritable else 0
        if published.failure and self._refusals == _REFUSALS:
            raise _refused(published.failure, self._shelf)

    def _url(self, key: str) -> str:
        return self._sources[key].url if key in self._sources else key

    def _again(self, key: str, rival: str) -> Planned:
        return Planned(
            source=self._sources[key], reasons=(Reason("names", rival),), entry=self._manifest.entry(key)
        )

    def _freed(self, evicted: dict[str, Planned]) -> list[Planned]:
        """Issues that gave way to one that has other names by now; each is tried again once."""
        freed = []
        for key, planned in sorted(evicted.items()):
            entry = self._manifest.entry(key)
            if entry and entry.rival:
                rival = self._manifest.entry(entry.rival)
                if rival is None or not has_any(rival, entry.units):
                    freed.append(planned)
        return freed

    def _available(self, held: list[Planned]) -> list[Planned]:
        """Wait until another run releases a claim, or dies."""
        if held:
            self._listen(Waiting(count=len(held)))
        while held:
            for planned in held:
                holder = self._manifest.holder(planned.source.key)
                if holder is None or not self._registry.is_alive(holder):
                    return held
            time.sleep(_PAUSE)
        return []


def _refused(failure: Failure, shelf: str) -> CannotWrite:
    return CannotWrite(
        f"the shelf refused {_REFUSALS} issues in a row, the last because: {failure.message}",
        file=shelf,
        hint="free some space or fix the cause, and run it again: it continues where it stopped",
    )
