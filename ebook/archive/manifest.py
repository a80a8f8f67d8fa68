"""The manifest of a shelf: a table of issues, with what they were made from, and one of their files.

Nothing else is remembered between runs. Several runs may use it at the same time: changes that belong
together are a transaction, and a committed transaction survives a power failure.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, Self, TypeAlias

import msgspec

from ebook.archive.database import connect, connect_to_read, os_errors_as_cannot_write
from ebook.archive.fingerprint import BuildFingerprint
from ebook.archive.job import Failure, Input

__all__ = ["Entry", "Manifest", "ShelfFile", "State"]

State: TypeAlias = Literal["made", "failed", "publishing", "evicted"]
"""Made; failed; being published when the run ended; made, but its names belong to another source."""


class ShelfFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file on the shelf that belongs to an issue.

    Attributes:
        name: below the shelf.
        sha256: of its bytes.
        size: in bytes.
        mtime_ns: modification time once it was published, 0 if not known.
        shared: whether it may belong to other issues too.
        unit: the name of what is published in one step: the file, or the folder that it is part of.
    """

    name: str
    sha256: str
    size: int
    mtime_ns: int = 0
    shared: bool = False
    unit: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The record of an issue.

    Attributes:
        key: of its source.
        root: where the source was last found.
        state: see `State`.
        fingerprint: of the run that made it.
        inputs: what it was made from.
        outputs: its files on the shelf. While it is being published, the old and the new ones; after a
            failure, the old ones.
        failure: why it could not be exported.
        rival: key of the source that has its names.
        units: the units that both want.
        run: the run that wrote this.
    """

    key: str
    root: str
    state: State
    fingerprint: BuildFingerprint
    inputs: tuple[Input, ...]
    outputs: tuple[ShelfFile, ...] = ()
    failure: Failure | None = None
    rival: str | None = None
    units: tuple[str, ...] = ()
    run: str = ""


class Manifest:
    """The manifest of a shelf.

    Args:
        file: of the database.
        read_only: change nothing on the disk; if there is no manifest yet, it is empty.

    Raises:
        UnreadableSource: the file is not a manifest, or has another version.
        CannotWrite: the system refuses.
    """

    def __init__(self, file: Path, *, read_only: bool = False) -> None:
        self.file = file
        with self._explained():
            self._database = connect_to_read(file) if read_only else connect(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all changes of the context at its end, or none of them on an error."""
        with self._explained():
            if self._database.in_transaction:  # a signal arrived while one was being committed
                self._database.rollback()
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.rollback()
                raise
            self._database.commit()

    def entries(self) -> dict[str, Entry]:
        """All issues by their keys."""
        with self._explained():
            fingerprints = {
                row[0]: BuildFingerprint(**_named(row)) for row in self._ask("SELECT * FROM basis")
            }
            rows = self._ask("SELECT * FROM output ORDER BY key, name, sha256")
            kept = {key: tuple(map(_kept, group)) for key, group in groupby(rows, itemgetter(0))}
            return {
                row["key"]: _entry(row, fingerprints[row["basis"]], kept.get(row["key"], ()))
                for row in self._ask("SELECT * FROM issue ORDER BY key")
            }

    def entry(self, key: str) -> Entry | None:
        """One issue."""
        with self._explained():
            row = self._ask("SELECT * FROM issue WHERE key = ?", key).fetchone()
            if row is None:
                return None
            fingerprint = self._ask("SELECT * FROM basis WHERE id = ?", row["basis"]).fetchone()
            kept = self._ask("SELECT * FROM output WHERE key = ? ORDER BY name, sha256", key)
            return _entry(row, BuildFingerprint(**_named(fingerprint)), tuple(map(_kept, kept)))

    def put(self, entry: Entry) -> None:
        """Record an issue with exactly these outputs."""
        with self._explained():
            self._ask(
                "INSERT OR REPLACE INTO issue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.key,
                entry.root,
                entry.state,
                self._basis(entry.fingerprint),
                msgspec.json.encode(entry.inputs).decode(),
                msgspec.json.encode(entry.failure).decode(),
                entry.rival,
                msgspec.json.encode(entry.units).decode(),
                entry.run,
            )
            self._ask("DELETE FROM output WHERE key = ?", entry.key)
            self._database.executemany(
                "INSERT INTO output VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((entry.key, *_row(kept)) for kept in entry.outputs),
            )

    def forget(self, key: str) -> None:
        """Remove an issue."""
        with self._explained():
            self._ask("DELETE FROM output WHERE key = ?", key)
            self._ask("DELETE FROM issue WHERE key = ?", key)

    def others_at(self, key: str, unit: str) -> list[tuple[str, ShelfFile]]:
        """Files of other issues in a unit, below it, or in its place if it has to be a folder."""
        above = [unit[:end] for end, sign in enumerate(unit) if sign == "/"]
        marks = ", ".join("?" * len(above))
        with self._explained():
            found = self._ask(
                "SELECT * FROM output WHERE key != ?1 AND (unit = ?2 OR unit > ?2 || '/' AND unit < ?2 || '0' "  # noqa: S608  # only marks for parameters are put in
                f"OR unit IN ({marks})) ORDER BY key, name",
                key,
                unit,
                *above,
            )
            return [(row["key"], _kept(row)) for row in found]

    def owners_of(self, name: str) -> set[str]:
        """The issues that a file belongs to."""
        with self._explained():
            return {row["key"] for row in self._ask("SELECT key FROM output WHERE name = ?", name)}

    def evicted_by(self, rival: str) -> list[str]:
        """The issues that lost their names to another."""
        with self._explained():
            return [
                row["key"] for row in self._ask("SELECT key FROM issue WHERE rival = ? ORDER BY key", rival)
            ]

    def evicted_with_outputs(self) -> list[str]:
        """The issues that lost their names and still have files on the shelf."""
        sql = "SELECT DISTINCT key FROM issue JOIN output USING (key) WHERE state = 'evicted' ORDER BY key"
        with self._explained():
            return [row["key"] for row in self._ask(sql)]

    def runs(self) -> list[str]:
        """The runs that have started and not ended."""
        with self._explained():
            return [row["id"] for row in self._ask("SELECT id FROM run ORDER BY id")]

    def begin_run(self, run: str) -> None:
        """Record a run."""
        with self._explained():
            self._ask("INSERT INTO run VALUES (?)", run)

    def end_run(self, run: str) -> None:
        """Remove a run and its claims."""
        with self._explained():
            self.release_all(run)
            self._ask("DELETE FROM run WHERE id = ?", run)

    def release_all(self, run: str) -> None:
        """Release all claims of a run."""
        with self._explained():
            self._ask("DELETE FROM claim WHERE run = ?", run)

    def holder(self, key: str) -> str | None:
        """The run that has claimed an issue."""
        with self._explained():
            row = self._ask("SELECT run FROM claim WHERE key = ?", key).fetchone()
            return row["run"] if row else None

    def claim(self, key: str, run: str) -> None:
        """Claim an issue for a run, whoever had it."""
        with self._explained():
            self._ask("INSERT OR REPLACE INTO claim VALUES (?, ?)", key, run)

    def release(self, key: str) -> None:
        """Release the claim on an issue."""
        with self._explained():
            self._ask("DELETE FROM claim WHERE key = ?", key)

    def _ask(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(sql, values)

    def _basis(self, fingerprint: BuildFingerprint) -> int:
        values = msgspec.structs.astuple(fingerprint)
        self._ask(
            "INSERT OR IGNORE INTO basis (options, program, styles, fonts, epoch) VALUES (?, ?, ?, ?, ?)",
            *values,
        )
        sql = "SELECT id FROM basis WHERE (options, program, styles, fonts, epoch) = (?, ?, ?, ?, ?)"
        return int(self._ask(sql, *values).fetchone()["id"])

    def _explained(self) -> AbstractContextManager[None]:
        return os_errors_as_cannot_write(self.file)


_inputs = msgspec.json.Decoder(tuple[Input, ...])
_failure = msgspec.json.Decoder(Failure | None)
_units = msgspec.json.Decoder(tuple[str, ...])


def _named(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in BuildFingerprint.__struct_fields__}


def _entry(row: sqlite3.Row, fingerprint: BuildFingerprint, kept: tuple[ShelfFile, ...]) -> Entry:
    return Entry(
        key=row["key"],
        root=row["root"],
        state=row["state"],
        fingerprint=fingerprint,
        inputs=_inputs.decode(row["inputs"]),
        outputs=kept,
        failure=_failure.decode(row["failure"]),
        rival=row["rival"],
        units=_units.decode(row["units"]),
        run=row["run"],
    )


def _kept(row: sqlite3.Row) -> ShelfFile:
    _, name, sha256, size, mtime_ns, shared, unit = row
    return ShelfFile(name=name, sha256=sha256, size=size, mtime_ns=mtime_ns, shared=bool(shared), unit=unit)


def _row(kept: ShelfFile) -> Iterable[object]:
    return kept.name, kept.sha256, kept.size, kept.mtime_ns, kept.shared, kept.unit
