"""Resolve name conflicts on a shelf: between two sources, and with files that no run created."""

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
    """Decides which source owns a name, and transfers names.

    Args:
        place: the shelf.
        manifest: of the shelf.
        gone: keys whose sources no longer exist; they give up their names.
    """

    def __init__(self, storage: Storage, manifest: Manifest, gone: AbstractSet[str]) -> None:
        self._storage, self._manifest, self._gone = storage, manifest, gone
        self._files = Files(storage.url)

    def rivals(self, entry: Entry, new: Iterable[ShelfFile]) -> dict[str, dict[str, str]]:
        """Other sources that own what this one wants, by key: the contested units, each with a name that the other owns."""
        rivals: dict[str, dict[str, str]] = {}
        for kept in {kept.unit: kept for kept in new}.values():
            for key, other in self._manifest.others_at(entry.key, kept.unit):
                if not (kept.shared and other.shared and self._agree(entry, kept, key, other)):
                    rivals.setdefault(key, {}).setdefault(kept.unit, other.name)
        return rivals

    def winner(self, key: str, rivals: Iterable[str]) -> str | None:
        """The rival that a source gives way to: one whose key comes first and whose source still exists."""
        return min((rival for rival in rivals if rival < key and rival not in self._gone), default=None)

    def evict(
        self, key: str, winner: str, new: Iterable[ShelfFile], contested: Mapping[str, str]
    ) -> Failure | None:
        """Give an issue's names to another. Its other outputs go too, unless its source is gone: then they wait for --prune."""
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
        """An existing file that no run created, where a different one would be published."""
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
        """Whether two issues can share a file: its content is the same, or both took it from the same source file."""
        if kept.sha256 == other.sha256:
            return True
        owner = self._manifest.entry(key)
        return owner is not None and owner.root == entry.root and kept.name == other.name


def _place_of(kept: ShelfFile) -> str:
    """The name of a file's unit with its original case."""
    return "/".join(kept.name.split("/")[: kept.unit.count("/") + 1])


def evicted(entry: Entry, winner: str, contested: Mapping[str, str]) -> Entry:
    """The entry of an issue whose names belong to another."""
    failure = Failure(
        message=f"{entry.key} and {winner} both produce {next(iter(contested.values()))}; the shelf has that of {winner}",
        hint="their name, date and edition are the same: correct the masthead of one, remove one, or move it to another folder",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=True,
    )
    return msgspec.structs.replace(
        entry, state="evicted", failure=failure, rival=winner, units=tuple(contested)
    )


def units_of(key: str, outputs: Iterable[Output]) -> Iterator[tuple[str, str]]:
    """The name of each unit below the staging folder, and on the shelf."""
    outputs = tuple(outputs)
    folders = _folders(outputs)
    for unit in dict.fromkeys(_unit(output, folders) for output in outputs):
        yield unit, on_shelf(key, unit)


def shelf_files(key: str, outputs: Iterable[Output]) -> tuple[ShelfFile, ...]:
    """Outputs as files of the shelf; their times are not known yet."""
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
    """Whether a unit is the other one, or lies within it."""
    return inner == outer or inner.startswith(f"{outer}/")


def has_any(entry: Entry, units: Iterable[str]) -> bool:
    """Whether an issue has files where the units of another would be."""
    units = tuple(units)
    return any(
        overlap(kept.unit, unit) or overlap(unit, kept.unit) for kept in entry.outputs for unit in units
    )


def _folders(outputs: Iterable[Output]) -> set[str]:
    """Outputs in a folder are published with it, except shared ones: other issues have files there too."""
    return {output.path.partition("/")[0] for output in outputs if "/" in output.path and not output.shared}


def _unit(output: Output, folders: set[str]) -> str:
    top = output.path.partition("/")[0]
    return top if top in folders else output.path


def on_shelf(key: str, path: str) -> str:
    """The name of an issue's file on the shelf, in the folder that its source has in the archive."""
    folder = parent(key)
    return join(folder, path) if folder else path


def _folded(name: str) -> str:
    """As a file system sees it that ignores case: no shelf has two names that differ in case alone."""
    return unicodedata.normalize("NFC", name.casefold())
