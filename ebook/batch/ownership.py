"""Whose the names on a shelf are: of two sources that want one, of files that no run made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from ebook.batch.fixity import Files
from ebook.batch.job import Failure
from ebook.batch.manifest import Entry, Kept, Manifest
from ebook.batch.place import Place
from ebook.batch.units import overlap
from ebook.errors import Exit

__all__ = ["Owners", "ousted"]


class Owners:
    """Tells whose names are, and passes them on.

    Args:
        place: the shelf.
        manifest: of the shelf.
        gone: keys whose sources are no longer there; they yield their names.
    """

    def __init__(self, place: Place, manifest: Manifest, gone: AbstractSet[str]) -> None:
        self._place, self._manifest, self._gone = place, manifest, gone
        self._files = Files(place.url)

    def rivals(self, entry: Entry, new: Iterable[Kept]) -> dict[str, dict[str, str]]:
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

    def oust(
        self, key: str, winner: str, new: Iterable[Kept], contested: Mapping[str, str]
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
        lost = ousted(entry, winner, contested)
        self._manifest.put(msgspec.structs.replace(lost, outputs=rest))
        return lost.failure

    def stranger(self, new: Iterable[Kept], old: Iterable[Kept], rivals: Iterable[str]) -> str | None:
        """A file that stands where one is to be put, was made by no run, and is not the very same."""
        known = {kept.name for kept in old}
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

    def _agree(self, entry: Entry, kept: Kept, key: str, other: Kept) -> bool:
        """Whether a file can be both issues': it is the same, or it was, and is made from the same file."""
        if kept.sha256 == other.sha256:
            return True
        owner = self._manifest.entry(key)
        return owner is not None and owner.root == entry.root and kept.name == other.name


def _place_of(kept: Kept) -> str:
    """The name of a file's unit as it is written: that of the file, cut where the unit ends."""
    return "/".join(kept.name.split("/")[: kept.unit.count("/") + 1])


def ousted(entry: Entry, winner: str, contested: Mapping[str, str]) -> Entry:
    """The entry of an issue whose names are another's."""
    failure = Failure(
        message=f"{entry.key} and {winner} both give {next(iter(contested.values()))}; the shelf has that of {winner}",
        hint="they have the same name and date: mend the masthead of one, remove one, or put it in another folder",
        exit_code=int(Exit.CANNOT_WRITE),
        lasting=True,
    )
    return msgspec.structs.replace(
        entry, state="ousted", failure=failure, rival=winner, units=tuple(contested)
    )
