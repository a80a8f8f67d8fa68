"""Move staged files to their final names so that at each moment the shelf is whole and the manifest true.

1. Resolve name conflicts.
2. Record in the manifest that the names belong to this source, in addition to those it had before.
3. Move each file, and each folder as a whole, to its final name.
4. Remove files that the source no longer produces.
5. Record in the manifest that the issue is made.

A lock lets one run do this at a time. A run that ends in between leaves the entry as of step 2, and
the next run exports the issue again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from ebook.archive.addresses import join
from ebook.archive.fixity import Files
from ebook.archive.job import Failure, Job, Outcome
from ebook.archive.manifest import Entry, Manifest, ShelfFile
from ebook.archive.ownership import NameOwnership, evicted, on_shelf, shelf_files, units_of
from ebook.archive.state import exclusive_lock
from ebook.archive.storage import Storage
from ebook.errors import CannotWrite, Exit

__all__ = ["Published", "Publisher"]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an outcome.

    Attributes:
        files: names on the shelf, the main one of each format.
        failure: why it was not published.
        unwritable: whether the shelf refused, as it may for all other issues too.
        left: files that the issue no longer produces, but that were modified since export and so are kept.
        gave_way: whether its names belong to another source.
        evicted: other sources that lost their names to it, and why.
    """

    files: tuple[str, ...] = ()
    failure: Failure | None = None
    unwritable: bool = False
    left: tuple[str, ...] = ()
    gave_way: bool = False
    evicted: dict[str, Failure] = {}


class Publisher:
    """Publishes what a run exports.

    Args:
        place: the shelf.
        manifest: of the shelf.
        lock: a file that lets one run publish at a time.
        gone: keys whose sources no longer exist; they give up their names.
        force: replace files that no run created.
    """

    def __init__(
        self,
        storage: Storage,
        manifest: Manifest,
        lock: Path,
        *,
        gone: AbstractSet[str] = frozenset(),
        force: bool = False,
    ) -> None:
        self._storage, self._manifest, self._lock = storage, manifest, lock
        self._ownership, self._files, self._force = (
            NameOwnership(storage, manifest, gone),
            Files(storage.url),
            force,
        )

    def publish(self, entry: Entry, job: Job, outcome: Outcome) -> Published:
        """Publish an outcome, or record why there is none, and release the source.

        Args:
            entry: what to record, apart from state, outputs and failure.
            job: the worker's job.
            outcome: the worker's answer.

        Raises:
            CannotWrite: the manifest cannot be written.
        """
        try:
            return self._published(entry, job, outcome)
        finally:
            self._storage.remove(job.staging)

    def _published(self, entry: Entry, job: Job, outcome: Outcome) -> Published:
        if outcome.failure:
            refused = outcome.failure.exit_code == Exit.CANNOT_WRITE and not outcome.failure.lasting
            return self._fail(entry, outcome.failure, unwritable=refused)
        with exclusive_lock(self._lock):
            try:
                return self._publish(entry, job, outcome)
            except CannotWrite as error:
                return self._fail(entry, _failure(error), unwritable=True)

    def remove(self, key: str) -> tuple[str, ...]:
        """Remove an issue from shelf and manifest; returns files that were modified since export and so are kept."""
        with exclusive_lock(self._lock):
            entry = self._manifest.entry(key)
            left = self._remove(key, entry.outputs) if entry else ()
            with self._manifest.transaction():
                self._manifest.forget(key)
        return left

    def clear_evicted(self) -> None:
        """Remove outputs of evicted issues that an interrupted run left on the shelf."""
        for key in self._manifest.evicted_with_outputs():
            with exclusive_lock(self._lock):
                self._clear(key)

    def _publish(self, entry: Entry, job: Job, outcome: Outcome) -> Published:
        new = shelf_files(entry.key, outcome.outputs)
        before = self._manifest.entry(entry.key)
        old = before.outputs if before else ()
        rivals = self._ownership.rivals(entry, new)
        if winner := self._ownership.winner(entry.key, rivals):
            return self._give_way(msgspec.structs.replace(entry, outputs=old), winner, rivals[winner])
        if not self._force and (foreign_file := self._ownership.foreign_file(new, old, rivals)):
            return self._fail(entry, _not_ours(join(self._storage.url, foreign_file)))
        making = msgspec.structs.replace(entry, state="publishing", failure=None, outputs=_united(new, old))
        with self._manifest.transaction():
            lost = {rival: self._ownership.evict(rival, entry.key, new, rivals[rival]) for rival in rivals}
            self._manifest.put(making)
        for staged, name in units_of(entry.key, outcome.outputs):
            self._storage.publish(join(job.staging, staged), name)
        left = self._clear_away(making, new, rivals)
        with self._manifest.transaction():
            made = msgspec.structs.replace(making, state="made", outputs=tuple(map(self._timed, new)))
            self._manifest.put(made)
            self._manifest.release(entry.key)
        return Published(
            files=tuple(on_shelf(entry.key, name) for name in outcome.main),
            left=left,
            evicted={key: failure for key, failure in lost.items() if failure},
        )

    def _clear_away(self, making: Entry, new: Iterable[ShelfFile], rivals: Iterable[str]) -> tuple[str, ...]:
        """Remove outputs of evicted issues, and those that this issue no longer produces."""
        left = [name for rival in rivals for name in self._clear(rival)]
        names = {kept.name for kept in new}
        return (*left, *self._remove(making.key, [kept for kept in making.outputs if kept.name not in names]))

    def _fail(self, entry: Entry, failure: Failure, *, unwritable: bool = False) -> Published:
        """Record a failure. Earlier outputs stay on the shelf."""
        with self._manifest.transaction():
            before = self._manifest.entry(entry.key)
            self._manifest.put(
                msgspec.structs.replace(
                    entry, state="failed", failure=failure, outputs=before.outputs if before else ()
                )
            )
            self._manifest.release(entry.key)
        return Published(failure=failure, unwritable=unwritable)

    def _give_way(self, entry: Entry, winner: str, contested: Mapping[str, str]) -> Published:
        """Record that the names belong to a source that comes first; this one has no outputs on the shelf."""
        lost = evicted(entry, winner, contested)
        with self._manifest.transaction():
            self._manifest.put(lost)
            self._manifest.release(entry.key)
        return Published(failure=lost.failure, gave_way=True, left=self._clear(entry.key))

    def _clear(self, key: str) -> tuple[str, ...]:
        """Remove the outputs of an evicted issue."""
        entry = self._manifest.entry(key)
        if entry is None or entry.state != "evicted" or not entry.outputs:
            return ()
        left = self._remove(key, entry.outputs)
        with self._manifest.transaction():
            self._manifest.put(msgspec.structs.replace(entry, outputs=()))
        return left

    def _remove(self, key: str, outputs: Sequence[ShelfFile]) -> tuple[str, ...]:
        """Remove files that belong to this issue alone; returns those that are kept because they were modified."""
        left: list[str] = []
        for name in dict.fromkeys(kept.name for kept in outputs):
            if self._manifest.owners_of(name) - {key}:
                continue
            answers = {self._files.compare(name, kept) for kept in outputs if kept.name == name}
            if answers & {"same", "touched"}:
                self._storage.remove(name)
            elif "changed" in answers:
                left.append(name)
        return tuple(left)

    def _timed(self, kept: ShelfFile) -> ShelfFile:
        status = self._storage.stat(kept.name)
        return msgspec.structs.replace(kept, mtime_ns=status.mtime_ns if status else 0)


def _united(new: Iterable[ShelfFile], old: Iterable[ShelfFile]) -> tuple[ShelfFile, ...]:
    by_content = {(kept.name, kept.sha256): kept for kept in (*old, *new)}
    return tuple(by_content.values())


def _failure(error: CannotWrite) -> Failure:
    return Failure(message=str(error), hint=error.hint, exit_code=int(error.exit_code), lasting=False)


def _not_ours(file: str) -> Failure:
    return Failure(
        message=f"{file}: already exists, was not created by any run, and was left unchanged",
        hint="move it away, or use --force to replace it",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=False,
    )
