"""Decide what a run makes, and why."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec

from ebook.batch.addresses import join, parent
from ebook.batch.basis import Basis
from ebook.batch.fixity import Files, settled
from ebook.batch.job import Failure, Input
from ebook.batch.manifest import Entry, Kept
from ebook.batch.place import Found as Status
from ebook.batch.sources import Found, SourceFile
from ebook.batch.units import has_any
from ebook.batch.walking import is_folder
from ebook.errors import Exit

__all__ = ["Judge", "Plan", "Planned", "Verdict", "Why", "make_plan"]

Kind: TypeAlias = Literal[
    "new", "source", "picture", "options", "program", "styles", "fonts", "epoch", "output", "interrupted",
    "failed", "names",
]  # fmt: skip

_SENTENCES: dict[Kind, str] = {
    "new": "new",
    "source": "the source changed",
    "picture": "a picture changed",
    "options": "options changed",
    "program": "the program or a library changed",
    "styles": "styles changed",
    "fonts": "fonts changed",
    "epoch": "SOURCE_DATE_EPOCH changed",
    "output": "a file on the shelf is missing or altered",
    "interrupted": "interrupted while being put in its place",
    "failed": "failed last time, and may work now",
    "names": "its names on the shelf may have become free",
}


class Why(msgspec.Struct, frozen=True):
    """A reason to make an issue, with what it concerns. Its text form is one line."""

    kind: Kind
    detail: str | None = None

    def __str__(self) -> str:
        return _SENTENCES[self.kind] + (f": {self.detail}" if self.detail else "")


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done about a source.

    Attributes:
        why: it is to be made, for these reasons; empty: it is not.
        failure: it would fail as it failed before.
        known: the manifest's entry, with new times where a file was touched without being changed.
    """

    why: tuple[Why, ...] = ()
    failure: Failure | None = None
    known: Entry | None = None


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A source that is to be made.

    Attributes:
        source: the source.
        why: the reasons.
        entry: what the manifest said when this was decided.
    """

    source: SourceFile
    why: tuple[Why, ...]
    entry: Entry | None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a run does; all in the order of keys.

    Attributes:
        make: what is to be made.
        unchanged: keys of what is as it should be.
        failing: sources that would fail as they failed before.
        gone: issues on the shelf whose source is no longer there.
        touched: entries to be written again, with new times.
    """

    make: tuple[Planned, ...]
    unchanged: tuple[str, ...]
    failing: tuple[tuple[SourceFile, Failure], ...]
    gone: tuple[Entry, ...]
    touched: tuple[Entry, ...]


class Judge:
    """Compares sources with what the manifest knows of them.

    Args:
        basis: what this run stands on.
        shelf: absolute path or URL of the shelf.
        checksum: read every file instead of trusting its time of change.
        force: let sources take the place of others of the same key from another root.
    """

    def __init__(self, basis: Basis, shelf: str, *, checksum: bool = False, force: bool = False) -> None:
        self.basis = basis
        self._force, self._checksum, self._started_ns = force, checksum, time.time_ns()
        self._shelf = Files(shelf, checksum=checksum)
        self._roots: dict[str, Files] = {}

    def expect(self, entries: Iterable[Entry]) -> None:
        """Prepare for many questions."""
        self._shelf.expect(sum(len(entry.outputs) for entry in entries))

    def look_afresh(self) -> None:
        """From now on, another run may have put files on the shelf."""
        self._shelf.forget()

    def __call__(self, source: SourceFile, entry: Entry | None) -> Verdict:
        """What is to be done about a source."""
        if entry is None:
            return Verdict(why=(Why("new"),))
        inputs, changed = self._inputs(source, entry)
        if entry.root != source.root and changed and not self._force:
            return Verdict(failure=_stranger(source, entry))
        why = (*changed, *_basis_changes(entry.basis, self.basis))
        known = msgspec.structs.replace(entry, root=source.root, inputs=inputs)
        if entry.state == "publishing":
            return Verdict(why=(Why("interrupted"), *why), known=known)
        if entry.failure is not None:
            if why or (entry.failure.lasting and inputs):
                return Verdict(why=why, failure=None if why else entry.failure, known=known)
            return Verdict(why=(Why("failed", entry.failure.message.partition("\n")[0]),), known=known)
        outputs, altered = self._outputs(entry)
        return Verdict(why=(*why, *altered), known=msgspec.structs.replace(known, outputs=outputs))

    def _inputs(self, source: SourceFile, entry: Entry) -> tuple[tuple[Input, ...], tuple[Why, ...]]:
        """The inputs with their times as they are now, and which of them changed."""
        files = self._files(source.root)
        folder = parent(source.key)
        own = source.key.rpartition("/")[2]
        now: list[Input] = []
        why: list[Why] = []
        for recorded in entry.inputs:
            name = join(folder, recorded.path) if folder else recorded.path
            status = Status(name, source.size, source.mtime_ns) if recorded.path == own else files.stat(name)
            answer = files.compare(name, recorded, status)
            if answer in {"changed", "missing"}:
                why.append(Why("source") if recorded.path == own else Why("picture", recorded.path))
            if answer == "touched" and status:
                now.append(msgspec.structs.replace(recorded, mtime_ns=settled(status, self._started_ns)))
            else:
                now.append(recorded)
        return tuple(now), tuple(why)

    def _outputs(self, entry: Entry) -> tuple[tuple[Kept, ...], tuple[Why, ...]]:
        now: list[Kept] = []
        why: list[Why] = []
        for kept in entry.outputs:
            status = self._shelf.stat(kept.name)
            answer = self._shelf.compare(kept.name, kept, status)
            if answer in {"changed", "missing"}:
                why.append(Why("output", kept.name))
            if answer == "touched" and status:
                now.append(msgspec.structs.replace(kept, mtime_ns=settled(status, self._started_ns)))
            else:
                now.append(kept)
        return tuple(now), tuple(why)

    def _files(self, root: str) -> Files:
        if root not in self._roots:
            self._roots[root] = Files(root, checksum=self._checksum)
        return self._roots[root]


def make_plan(found: Found, entries: Mapping[str, Entry], judge: Judge) -> Plan:
    """Decide what a run makes.

    Args:
        found: the sources.
        entries: what the manifest knows.
        judge: compares the two.
    """
    judge.expect(entries[source.key] for source in found.sources if source.key in entries)
    verdicts = [(source, judge(source, entries.get(source.key))) for source in found.sources]
    judge.look_afresh()
    gone = tuple(_gone(found, entries, verdicts))
    freed = {entry.key for entry in gone} | {source.key for source, verdict in verdicts if verdict.why}
    make: list[Planned] = []
    unchanged: list[str] = []
    failing: list[tuple[SourceFile, Failure]] = []
    for source, verdict in verdicts:
        entry = entries.get(source.key)
        why = verdict.why or _rival_yields(entry, entries, freed)
        if why:
            make.append(Planned(source=source, why=why, entry=entry if verdict.why else verdict.known))
        elif verdict.failure:
            failing.append((source, verdict.failure))
        else:
            unchanged.append(source.key)
    return Plan(
        make=tuple(make),
        unchanged=tuple(unchanged),
        failing=tuple(failing),
        gone=gone,
        touched=(
            *_touched(verdicts, entries),
            *(entry for entry in gone if entry.root != entries[entry.key].root),
        ),
    )


def _rival_yields(entry: Entry | None, entries: Mapping[str, Entry], freed: set[str]) -> tuple[Why, ...]:
    """An issue whose names belong to another is made where that one may let go of them."""
    if entry is None or entry.rival is None:
        return ()
    rival = entries.get(entry.rival)
    if rival is None or rival.key in freed or not has_any(rival, entry.units):
        return (Why("names", entry.rival),)
    return ()


def _touched(verdicts: Iterable[tuple[SourceFile, Verdict]], entries: Mapping[str, Entry]) -> Iterator[Entry]:
    """Entries whose files are as they were, though it took reading them, or another root, to see it."""
    for source, verdict in verdicts:
        known, entry = verdict.known, entries.get(source.key)
        if known and entry and not verdict.why and known != entry:
            yield known


def _gone(
    found: Found, entries: Mapping[str, Entry], verdicts: Iterable[tuple[SourceFile, Verdict]]
) -> Iterator[Entry]:
    """Issues that would have been found if their sources were still there, each with its root of today."""
    keys = {source.key for source in found.sources}
    moved = _moved(entries, verdicts)
    folders = {root.url: root for root in found.roots if root.name is None}
    for entry in entries.values():
        root = folders.get(entry.root) or folders.get(moved.get(entry.root, ""))
        if root and entry.key not in keys and root.covers(entry.key):
            yield msgspec.structs.replace(entry, root=root.url)


def _moved(entries: Mapping[str, Entry], verdicts: Iterable[tuple[SourceFile, Verdict]]) -> dict[str, str]:
    """Roots that are no longer there, and where most of what they held is now."""
    found: dict[tuple[str, str], int] = {}
    for source, verdict in verdicts:
        entry = entries.get(source.key)
        if entry and entry.root != source.root and verdict.known:
            found[entry.root, source.root] = found.get((entry.root, source.root), 0) + 1
    held: dict[str, int] = {}
    for entry in entries.values():
        held[entry.root] = held.get(entry.root, 0) + 1
    return {old: new for (old, new), count in found.items() if 2 * count > held[old] and not is_folder(old)}


def _basis_changes(old: Basis, new: Basis) -> Iterator[Why]:
    if old.options != new.options:
        before, after = msgspec.json.decode(old.options), msgspec.json.decode(new.options)
        names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        yield Why("options", ", ".join(names))
    if old.program != new.program:
        yield Why("program")
    if old.styles != new.styles:
        yield Why("styles")
    if old.fonts != new.fonts:
        yield Why("fonts")
    if old.epoch != new.epoch:
        yield Why("epoch")


def _stranger(source: SourceFile, entry: Entry) -> Failure:
    return Failure(
        message=f"{source.url}: {source.key!r} on this shelf was made from {join(entry.root, entry.key)}, "
        "whose content is another",
        hint="export the folder that holds both, give each archive a shelf of its own, "
        "or use --force if this one takes the other's place",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=True,
    )
