"""Put what was made in its place, so that at each moment the shelf is whole and the manifest true.

1. See whose the names are.
2. Write into the manifest that they are this source's, beside what it had before.
3. Put each file, and each folder as a whole, in its place.
4. Remove what the source had and has no more.
5. Write into the manifest that it is made.

A lock lets one run do this at a time. A run that ends in between leaves the entry as of step 2, and
the next makes the issue again.
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
        failure: why it is not there.
        unwritable: whether the shelf refused, which it may do for all others too.
        left: files that are no longer this issue's, but were altered since they were made, and stay.
        gave_way: whether another source has its names.
        ousted: other sources that lost their names to it, and why.
    """

    files: tuple[str, ...] = ()
    failure: Failure | None = None
    unwritable: bool = False
    left: tuple[str, ...] = ()
    gave_way: bool = False
    evicted: dict[str, Failure] = {}


class Publisher:
    """Puts what a run makes in its place.

    Args:
        place: the shelf.
        manifest: of the shelf.
        lock: a file that lets one run publish at a time.
        gone: keys whose sources are no longer there; they yield their names.
        force: replace files that no run made.
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
        """Put an outcome in its place, or write down why there is none; and let go of the source.

        Args:
            entry: what to write down, but for state, outputs and failure.
            job: what the worker was told.
            outcome: what the worker answered.

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
        """Take an issue off the shelf and out of the manifest; files altered since stay, and are told."""
        with exclusive_lock(self._lock):
            entry = self._manifest.entry(key)
            left = self._remove(key, entry.outputs) if entry else ()
            with self._manifest.transaction():
                self._manifest.forget(key)
        return left

    def clear_evicted(self) -> None:
        """Remove what ousted issues still have on the shelf, where a run ended before it could."""
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
        """Remove what ousted issues still have, and what this one had and has no more."""
        left = [name for rival in rivals for name in self._clear(rival)]
        names = {kept.name for kept in new}
        return (*left, *self._remove(making.key, [kept for kept in making.outputs if kept.name not in names]))

    def _fail(self, entry: Entry, failure: Failure, *, unwritable: bool = False) -> Published:
        """What stands on the shelf from before stays."""
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
        """The names are those of a source that comes first: this one is not on the shelf at all."""
        lost = evicted(entry, winner, contested)
        with self._manifest.transaction():
            self._manifest.put(lost)
            self._manifest.release(entry.key)
        return Published(failure=lost.failure, gave_way=True, left=self._clear(entry.key))

    def _clear(self, key: str) -> tuple[str, ...]:
        """Take what an ousted issue still has off the shelf."""
        entry = self._manifest.entry(key)
        if entry is None or entry.state != "ousted" or not entry.outputs:
            return ()
        left = self._remove(key, entry.outputs)
        with self._manifest.transaction():
            self._manifest.put(msgspec.structs.replace(entry, outputs=()))
        return left

    def _remove(self, key: str, outputs: Sequence[ShelfFile]) -> tuple[str, ...]:
        """Remove files that are an issue's alone and as they were made; the names of those altered are given."""
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
        message=f"{file}: already exists, was made by no run, and was left as it is",
        hint="move it away, or use --force to replace it",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=False,
    )
