"""Decide what a run exports, and why."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec

from ebook.archive.addresses import is_part, join, parent
from ebook.archive.fingerprint import BuildFingerprint
from ebook.archive.fixity import Files, trusted_mtime
from ebook.archive.job import Failure, Input
from ebook.archive.manifest import Entry, ShelfFile
from ebook.archive.ownership import has_any
from ebook.archive.sources import FoundSources, IssueSource
from ebook.archive.storage import is_folder
from ebook.errors import Exit
from ebook.source import CORRECTIONS

__all__ = ["Decision", "Plan", "Planned", "Reason", "StalenessChecker", "make_plan"]

Kind: TypeAlias = Literal[
    "new", "source", "corrections", "picture", "options", "program", "styles", "fonts", "epoch", "output", "interrupted",
    "failed", "names",
]  # fmt: skip

_SENTENCES: dict[Kind, str] = {
    "new": "new",
    "source": "the source changed",
    "corrections": "its corrections changed",
    "picture": "a picture changed",
    "options": "options changed",
    "program": "the program or a library changed",
    "styles": "styles changed",
    "fonts": "fonts changed",
    "epoch": "SOURCE_DATE_EPOCH changed",
    "output": "a file on the shelf is missing or altered",
    "interrupted": "interrupted while being published",
    "failed": "failed last time, and may work now",
    "names": "its names on the shelf may be free now",
}


class Reason(msgspec.Struct, frozen=True):
    """A reason to export an issue, with a detail. Its text form is one line."""

    kind: Kind
    detail: str | None = None

    def __str__(self) -> str:
        return _SENTENCES[self.kind] + (f": {self.detail}" if self.detail else "")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What to do about a source.

    Attributes:
        reasons: why it has to be exported; empty if it need not be.
        failure: set if it would fail again as before.
        known: the manifest's entry, with new times for files whose time changed but not their content.
    """

    reasons: tuple[Reason, ...] = ()
    failure: Failure | None = None
    known: Entry | None = None


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A source to export.

    Attributes:
        source: the source.
        reasons: why.
        entry: the manifest's entry when this was decided.
    """

    source: IssueSource
    reasons: tuple[Reason, ...]
    entry: Entry | None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is going to do; all in the order of keys.

    Attributes:
        make: what to export.
        unchanged: keys of issues that are up to date.
        failing: sources that would fail again as before.
        gone: issues on the shelf whose source no longer exists.
        touched: entries to update with new times.
    """

    make: tuple[Planned, ...]
    unchanged: tuple[str, ...]
    failing: tuple[tuple[IssueSource, Failure], ...]
    gone: tuple[Entry, ...]
    touched: tuple[Entry, ...]


class StalenessChecker:
    """Compares sources with what the manifest recorded of them.

    Args:
        fingerprint: of this run.
        shelf: absolute path or URL of the shelf.
        checksum: read every file instead of trusting its modification time.
        force: let sources replace others with the same key from another root.
    """

    def __init__(
        self, fingerprint: BuildFingerprint, shelf: str, *, checksum: bool = False, force: bool = False
    ) -> None:
        self.fingerprint = fingerprint
        self._force, self._checksum, self._started_ns = force, checksum, time.time_ns()
        self._shelf = Files(shelf, checksum=checksum)
        self._roots: dict[str, Files] = {}

    def expect(self, entries: Iterable[Entry]) -> None:
        """Prepare for many comparisons."""
        self._shelf.expect(sum(len(entry.outputs) for entry in entries))

    def forget_listing(self) -> None:
        """Stop using the shelf's listing: from now on another run may publish files."""
        self._shelf.forget()

    def __call__(self, source: IssueSource, entry: Entry | None) -> Decision:
        """What to do about a source."""
        if entry is None:
            return Decision(reasons=(Reason("new"),))
        inputs, changed = self._inputs(source, entry)
        if entry.root != source.root and changed and not self._force:
            return Decision(failure=_other_source(source, entry))
        reasons = (*changed, *_fingerprint_changes(entry.fingerprint, self.fingerprint))
        known = msgspec.structs.replace(entry, root=source.root, inputs=inputs)
        if entry.state == "publishing":
            return Decision(reasons=(Reason("interrupted"), *reasons), known=known)
        if entry.failure is not None:
            if reasons or (entry.failure.lasting and inputs):
                return Decision(reasons=reasons, failure=None if reasons else entry.failure, known=known)
            return Decision(
                reasons=(Reason("failed", entry.failure.message.partition("\n")[0]),), known=known
            )
        outputs, altered = self._outputs(entry)
        return Decision(reasons=(*reasons, *altered), known=msgspec.structs.replace(known, outputs=outputs))

    def _inputs(self, source: IssueSource, entry: Entry) -> tuple[tuple[Input, ...], tuple[Reason, ...]]:
        """The inputs with their current times, and which of them changed."""
        files = self._files(source.root)
        folder = parent(source.key)
        own = {file.name: file for file in source.files}
        now: list[Input] = []
        known = {recorded.path for recorded in entry.inputs}
        # Of an export that failed early, no input was recorded.
        reasons = [] if not known or own.keys() <= known else [Reason("source")]
        for recorded in entry.inputs:
            name = join(folder, recorded.path) if folder else recorded.path
            status = own.get(recorded.path) or files.stat(name)
            answer = files.compare(name, recorded, status)
            if answer in {"changed", "missing"}:
                reasons.append(_input_reason(recorded.path, source.key))
            if answer == "touched" and status:
                now.append(
                    msgspec.structs.replace(recorded, mtime_ns=trusted_mtime(status, self._started_ns))
                )
            else:
                now.append(recorded)
        corrections = f"{source.key}{CORRECTIONS}"
        is_recorded = any(is_part(recorded.path, corrections) for recorded in entry.inputs)
        if not is_recorded and files.stat(corrections):
            reasons.append(Reason("corrections"))
        return tuple(now), tuple(dict.fromkeys(reasons))

    def _outputs(self, entry: Entry) -> tuple[tuple[ShelfFile, ...], tuple[Reason, ...]]:
        now: list[ShelfFile] = []
        reasons: list[Reason] = []
        for kept in entry.outputs:
            status = self._shelf.stat(kept.name)
            answer = self._shelf.compare(kept.name, kept, status)
            if answer in {"changed", "missing"}:
                reasons.append(Reason("output", kept.name))
            if answer == "touched" and status:
                now.append(msgspec.structs.replace(kept, mtime_ns=trusted_mtime(status, self._started_ns)))
            else:
                now.append(kept)
        return tuple(now), tuple(reasons)

    def _files(self, root: str) -> Files:
        if root not in self._roots:
            self._roots[root] = Files(root, checksum=self._checksum)
        return self._roots[root]


def make_plan(found: FoundSources, entries: Mapping[str, Entry], checker: StalenessChecker) -> Plan:
    """Decide what a run exports.

    Args:
        found: the sources.
        entries: the manifest's.
        checker: compares the two.
    """
    checker.expect(entries[source.key] for source in found.sources if source.key in entries)
    decisions = [(source, checker(source, entries.get(source.key))) for source in found.sources]
    checker.forget_listing()
    gone = tuple(_gone(found, entries, decisions))
    freed = {entry.key for entry in gone} | {source.key for source, decision in decisions if decision.reasons}
    make: list[Planned] = []
    unchanged: list[str] = []
    failing: list[tuple[IssueSource, Failure]] = []
    for source, decision in decisions:
        entry = entries.get(source.key)
        reasons = decision.reasons or _rival_yields(entry, entries, freed)
        if reasons:
            make.append(
                Planned(source=source, reasons=reasons, entry=entry if decision.reasons else decision.known)
            )
        elif decision.failure:
            failing.append((source, decision.failure))
        else:
            unchanged.append(source.key)
    return Plan(
        make=tuple(make),
        unchanged=tuple(unchanged),
        failing=tuple(failing),
        gone=gone,
        touched=(
            *_touched(decisions, entries),
            *(entry for entry in gone if entry.root != entries[entry.key].root),
        ),
    )


def _rival_yields(entry: Entry | None, entries: Mapping[str, Entry], freed: set[str]) -> tuple[Reason, ...]:
    """An issue whose names belong to another is exported when that one may give them up."""
    if entry is None or entry.rival is None:
        return ()
    rival = entries.get(entry.rival)
    if rival is None or rival.key in freed or not has_any(rival, entry.units):
        return (Reason("names", entry.rival),)
    return ()


def _touched(
    decisions: Iterable[tuple[IssueSource, Decision]], entries: Mapping[str, Entry]
) -> Iterator[Entry]:
    """Entries whose files are unchanged, but have other times or another root than recorded."""
    for source, decision in decisions:
        known, entry = decision.known, entries.get(source.key)
        if known and entry and not decision.reasons and known != entry:
            yield known


def _gone(
    found: FoundSources, entries: Mapping[str, Entry], decisions: Iterable[tuple[IssueSource, Decision]]
) -> Iterator[Entry]:
    """Issues whose sources would have been found if they still existed, each with its current root."""
    keys = {source.key for source in found.sources}
    moved = _moved(entries, decisions)
    folders = {root.url: root for root in found.roots if root.name is None}
    for entry in entries.values():
        root = folders.get(entry.root) or folders.get(moved.get(entry.root, ""))
        if root and entry.key not in keys and root.covers(entry.key):
            yield msgspec.structs.replace(entry, root=root.url)


def _moved(entries: Mapping[str, Entry], decisions: Iterable[tuple[IssueSource, Decision]]) -> dict[str, str]:
    """Roots that no longer exist, and the roots where most of their sources are now."""
    found: dict[tuple[str, str], int] = {}
    for source, decision in decisions:
        entry = entries.get(source.key)
        if entry and entry.root != source.root and decision.known:
            found[entry.root, source.root] = found.get((entry.root, source.root), 0) + 1
    held: dict[str, int] = {}
    for entry in entries.values():
        held[entry.root] = held.get(entry.root, 0) + 1
    return {old: new for (old, new), count in found.items() if 2 * count > held[old] and not is_folder(old)}


def _input_reason(path: str, key: str) -> Reason:
    """Why a source is made again of which a file changed, named relative to the folder that the source is in."""
    if is_part(path, key):
        return Reason("source")
    return Reason("corrections") if is_part(path, f"{key}{CORRECTIONS}") else Reason("picture", path)


def _fingerprint_changes(old: BuildFingerprint, new: BuildFingerprint) -> Iterator[Reason]:
    if old.options != new.options:
        before, after = msgspec.json.decode(old.options), msgspec.json.decode(new.options)
        names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        yield Reason("options", ", ".join(names))
    if old.program != new.program:
        yield Reason("program")
    if old.styles != new.styles:
        yield Reason("styles")
    if old.fonts != new.fonts:
        yield Reason("fonts")
    if old.epoch != new.epoch:
        yield Reason("epoch")


def _other_source(source: IssueSource, entry: Entry) -> Failure:
    return Failure(
        message=f"{source.url}: {source.key!r} on this shelf was made from {join(entry.root, entry.key)}, "
        "whose content differs",
        hint="export the folder that holds both, give each archive a shelf of its own, "
        "or use --force to replace it with this one",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=True,
    )
