"""Whose the names on a shelf are: of two sources that want one, of files that no run made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from ebook.archive.addresses import join, parent
from ebook.archive.fixity import Files
from ebook.archive.job import Failure, Output
from ebook.archive.manifest import Entry, Manifest, ShelfFile
from ebook.archive.storage import Storage
from ebook.errors import Exit

__all__ = ["NameOwnership", "evicted", "has_any", "on_shelf", "overlap", "shelf_files", "units_of"]


class NameOwnership:
    """Tells whose names are, and passes them on.

    Args:
        place: the shelf.
        manifest: of the shelf.
        gone: keys whose sources are no longer there; they yield their names.
    """

    def __init__(self, storage: Storage, manifest: Manifest, gone: AbstractSet[str]) -> None:
        self._storage, self._manifest, self._gone = storage, manifest, gone
        self._files = Files(storage.url)

    def rivals(self, entry: Entry, new: Iterable[ShelfFile]) -> dict[str, dict[str, str]]:
        """Other sources that have what this one wants: the contested units, each with a name that the other has."""
        rivals: dict[str, dict[str, str]] = {}
        for kept in {kept.unit: kept for kept in new}.values():
            for key, other in self._manifest.others_at(entry.key, kept.unit):
                if not (kept.shared and other.shared and self._agree(entry, kept, key, other)):
                    rivals.setdefault(key, {}).setdefault(kept.unit, other.name)
        return rivals

    def winner(self, key: str, rivals: Iterable[str]) -> str | None:
        """The rival that a source gives way to: one that comes first by its key, and is still there."""
        return min((rival for rival in rivals if rival < key and rival not in self._gone), default=None)

    def evict(
        self, key: str, winner: str, new: Iterable[ShelfFile], contested: Mapping[str, str]
    ) -> Failure | None:
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
        lost = evicted(entry, winner, contested)
        self._manifest.put(msgspec.structs.replace(lost, outputs=rest))
        return lost.failure

    def foreign_file(
        self, new: Iterable[ShelfFile], old: Iterable[ShelfFile], rivals: Iterable[str]
    ) -> str | None:
        """A file that stands where one is to be put, was made by no run, and is not the very same."""
        known = {kept.name for kept in old}
        for key in rivals:
            entry = self._manifest.entry(key)
            known |= {kept.name for kept in entry.outputs} if entry else set()
        wanted = {kept.name: kept for kept in new}
        for unit in dict.fromkeys(_place_of(kept) for kept in new):
            for name in self._standing(unit):
                same = name in wanted and self._files.compare(name, wanted[name]) == "touched"
                if name not in known and not same and not self._manifest.owners_of(name):
                    return name
        return None

    def _standing(self, unit: str) -> Iterator[str]:
        found = self._storage.stat(unit)
        return iter((found.name,)) if found else (found.name for found in self._storage.walk(unit))

    def _agree(self, entry: Entry, kept: ShelfFile, key: str, other: ShelfFile) -> bool:
        """Whether a file can be both issues': it is the same, or it was, and is made from the same file."""
        if kept.sha256 == other.sha256:
            return True
        owner = self._manifest.entry(key)
        return owner is not None and owner.root == entry.root and kept.name == other.name


def _place_of(kept: ShelfFile) -> str:
    """The name of a file's unit as it is written: that of the file, cut where the unit ends."""
    return "/".join(kept.name.split("/")[: kept.unit.count("/") + 1])


def evicted(entry: Entry, winner: str, contested: Mapping[str, str]) -> Entry:
    """The entry of an issue whose names are another's."""
    failure = Failure(
        message=f"{entry.key} and {winner} both give {next(iter(contested.values()))}; the shelf has that of {winner}",
        hint="their name, date and edition are the same: correct the masthead of one, remove one, or move it to another folder",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=True,
    )
    return msgspec.structs.replace(
        entry, state="ousted", failure=failure, rival=winner, units=tuple(contested)
    )


def units_of(key: str, outputs: Iterable[Output]) -> Iterator[tuple[str, str]]:
    """Each unit's name below the staging folder, and below the shelf."""
    outputs = tuple(outputs)
    folders = _folders(outputs)
    for unit in dict.fromkeys(_unit(output, folders) for output in outputs):
        yield unit, on_shelf(key, unit)


def shelf_files(key: str, outputs: Iterable[Output]) -> tuple[ShelfFile, ...]:
    """What the manifest keeps of outputs; their times are not known yet."""
    outputs = tuple(outputs)
    folders = _folders(outputs)
    return tuple(
        ShelfFile(
            name=on_shelf(key, output.path),
            sha256=output.sha256,
            size=output.size,
            shared=output.shared,
            unit=_folded(on_shelf(key, _unit(output, folders))),
        )
        for output in outputs
    )


def overlap(inner: str, outer: str) -> bool:
    """Whether a unit is another one, or lies within it."""
    return inner == outer or inner.startswith(f"{outer}/")


def has_any(entry: Entry, units: Iterable[str]) -> bool:
    """Whether an issue has files where another's units would be."""
    units = tuple(units)
    return any(
        overlap(kept.unit, unit) or overlap(unit, kept.unit) for kept in entry.outputs for unit in units
    )


def _folders(outputs: Iterable[Output]) -> set[str]:
    """Outputs in a folder are put in place with it; a shared one by itself, as others put theirs beside it."""
    return {output.path.partition("/")[0] for output in outputs if "/" in output.path and not output.shared}


def _unit(output: Output, folders: set[str]) -> str:
    top = output.path.partition("/")[0]
    return top if top in folders else output.path


def on_shelf(key: str, path: str) -> str:
    """The name on the shelf of an issue's file: it lies in the folder that its source has in the archive."""
    folder = parent(key)
    return join(folder, path) if folder else path


def _folded(name: str) -> str:
    """As a file system sees it that does not tell capitals from small letters: no shelf has two such names."""
    return unicodedata.normalize("NFC", name.casefold())
