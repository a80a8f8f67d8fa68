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

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec

from ebook.batch.addresses import join, parent
from ebook.batch.fixity import Files
from ebook.batch.job import Failure, Job, Outcome
from ebook.batch.locks import only_one
from ebook.batch.manifest import Entry, Kept, Manifest
from ebook.batch.place import Place
from ebook.batch.units import kept_of, overlap, units_of
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
    ousted: dict[str, Failure] = {}


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
        place: Place,
        manifest: Manifest,
        lock: Path,
        *,
        gone: AbstractSet[str] = frozenset(),
        force: bool = False,
    ) -> None:
        self._place, self._manifest, self._lock = place, manifest, lock
        self._gone, self._force = gone, force
        self._files = Files(place.url)

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
            self._place.remove(job.staging)

    def _published(self, entry: Entry, job: Job, outcome: Outcome) -> Published:
        if outcome.failure:
            refused = outcome.failure.exit_code == Exit.CANNOT_WRITE and not outcome.failure.lasting
            return self._fail(entry, outcome.failure, unwritable=refused)
        with only_one(self._lock):
            try:
                return self._publish(entry, job, outcome)
            except CannotWrite as error:
                return self._fail(entry, _failure(error), unwritable=True)

    def remove(self, key: str) -> tuple[str, ...]:
        """Take an issue off the shelf and out of the manifest; files altered since stay, and are told."""
        with only_one(self._lock):
            entry = self._manifest.entry(key)
            left = self._remove(key, entry.outputs) if entry else ()
            with self._manifest.transaction():
                self._manifest.forget(key)
        return left

    def sweep(self, entries: Iterable[Entry]) -> None:
        """Remove what ousted issues still have on the shelf, where a run ended before it could."""
        for entry in entries:
            if entry.state == "ousted" and entry.outputs:
                with only_one(self._lock):
                    self._clear(entry.key)

    def _publish(self, entry: Entry, job: Job, outcome: Outcome) -> Published:
        new = kept_of(entry.key, outcome.outputs)
        before = self._manifest.entry(entry.key)
        old = before.outputs if before else ()
        rivals = self._rivals(entry, new)
        for rival in sorted(rivals):
            if rival < entry.key and rival not in self._gone:
                return self._give_way(
                    msgspec.structs.replace(entry, units=tuple(kept.unit for kept in new)),
                    old,
                    rival,
                    rivals[rival],
                )
        if not self._force and (stranger := self._stranger(new, {kept.name for kept in old}, rivals)):
            return self._fail(entry, _not_ours(join(self._place.url, stranger)))
        making = msgspec.structs.replace(entry, state="publishing", failure=None)
        with self._manifest.transaction():
            ousted = {rival: self._oust(rival, entry, new) for rival in rivals}
            self._manifest.put(msgspec.structs.replace(making, outputs=_united(new, old)))
        for staged, name in units_of(entry.key, outcome.outputs):
            self._place.publish(join(job.staging, staged), name)
        for rival in rivals:
            self._clear(rival)
        names = {kept.name for kept in new}
        left = self._remove(entry.key, [kept for kept in old if kept.name not in names])
        made = msgspec.structs.replace(making, state="made", outputs=tuple(map(self._timed, new)))
        with self._manifest.transaction():
            self._manifest.put(made)
            self._manifest.release(entry.key)
        folder = parent(entry.key)
        return Published(
            files=tuple(join(folder, name) if folder else name for name in outcome.main),
            left=left,
            ousted={key: failure for key, failure in ousted.items() if failure},
        )

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

    def _rivals(self, entry: Entry, new: Iterable[Kept]) -> dict[str, str]:
        """Other sources that have one of these names, each with one that it has."""
        rivals: dict[str, str] = {}
        for kept in new:
            for key, other in self._manifest.others_at(entry.key, kept.unit):
                if not (kept.shared and other.shared and self._agree(entry, kept, key, other)):
                    rivals.setdefault(key, other.name)
        return rivals

    def _agree(self, entry: Entry, kept: Kept, key: str, other: Kept) -> bool:
        """Whether a file can be both issues': it is the same, or it was, and is made from the same file."""
        if kept.sha256 == other.sha256:
            return True
        owner = self._manifest.entry(key)
        return owner is not None and owner.root == entry.root and kept.name == other.name

    def _give_way(self, entry: Entry, old: tuple[Kept, ...], rival: str, name: str) -> Published:
        """The names are those of a source that comes first: this one is not on the shelf at all."""
        failure = _same_name(entry.key, rival, name)
        with self._manifest.transaction():
            self._manifest.put(
                msgspec.structs.replace(entry, state="ousted", failure=failure, rival=rival, outputs=old)
            )
            self._manifest.release(entry.key)
        self._clear(entry.key)
        return Published(failure=failure, gave_way=True)

    def _oust(self, key: str, winner: Entry, new: Iterable[Kept]) -> Failure | None:
        """Let an issue lose its names to another; what else it has is removed, but what is gone waits for that."""
        entry = self._manifest.entry(key)
        if entry is None:
            return None
        taken = {kept.unit for kept in new}
        rest = tuple(kept for kept in entry.outputs if not any(overlap(kept.unit, unit) for unit in taken))
        if key in self._gone:
            if rest:
                self._manifest.put(msgspec.structs.replace(entry, outputs=rest))
            else:
                self._manifest.forget(key)
            return None
        name = next((kept.name for kept in entry.outputs if kept not in rest), entry.outputs[0].name)
        failure = _same_name(key, winner.key, name)
        self._manifest.put(
            msgspec.structs.replace(
                entry,
                state="ousted",
                failure=failure,
                rival=winner.key,
                units=tuple(kept.unit for kept in entry.outputs),
                outputs=rest,
            )
        )
        return failure

    def _clear(self, key: str) -> None:
        """Take what an ousted issue still has off the shelf."""
        entry = self._manifest.entry(key)
        if entry is None or entry.state != "ousted":
            return
        self._remove(key, entry.outputs)
        with self._manifest.transaction():
            self._manifest.put(msgspec.structs.replace(entry, outputs=()))

    def _stranger(self, new: Iterable[Kept], own: AbstractSet[str], rivals: Iterable[str]) -> str | None:
        """A file that stands where one is to be put, was made by no run, and is not the very same."""
        known = set(own)
        for key in rivals:
            entry = self._manifest.entry(key)
            known |= {kept.name for kept in entry.outputs} if entry else set()
        wanted = {kept.name: kept for kept in new}
        for unit in dict.fromkeys(_place_of(kept) for kept in new):
            for name in self._standing(unit):
                same = name in wanted and self._files.compare(name, wanted[name]) == "touched"
                if name not in known and not same and not self._manifest.keepers(name):
                    return name
        return None

    def _standing(self, unit: str) -> Iterator[str]:
        found = self._place.stat(unit)
        return iter((found.name,)) if found else (found.name for found in self._place.walk(unit))

    def _remove(self, key: str, outputs: Sequence[Kept]) -> tuple[str, ...]:
        """Remove files that are an issue's alone and as they were made; the names of those altered are given."""
        left: list[str] = []
        for name in dict.fromkeys(kept.name for kept in outputs):
            if self._manifest.keepers(name) - {key}:
                continue
            answers = {self._files.compare(name, kept) for kept in outputs if kept.name == name}
            if answers & {"same", "touched"}:
                self._place.remove(name)
            elif "changed" in answers:
                left.append(name)
        return tuple(left)

    def _timed(self, kept: Kept) -> Kept:
        status = self._place.stat(kept.name)
        return msgspec.structs.replace(kept, mtime_ns=status.mtime_ns if status else 0)


def _place_of(kept: Kept) -> str:
    """The name of a file's unit as it is written: that of the file, cut where the unit ends."""
    return "/".join(kept.name.split("/")[: kept.unit.count("/") + 1])


def _united(new: Iterable[Kept], old: Iterable[Kept]) -> tuple[Kept, ...]:
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


def _same_name(key: str, winner: str, name: str) -> Failure:
    return Failure(
        message=f"{key} and {winner} both give {name}; the shelf has that of {winner}",
        hint="they have the same name and date: mend the masthead of one, remove one, or put it in another folder",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=True,
    )
