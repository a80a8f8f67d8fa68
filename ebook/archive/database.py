"""Opening the manifest, an SQLite database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ebook.errors import CannotWrite, EbookError, UnreadableSource

__all__ = ["SCHEMA_VERSION", "connect", "connect_to_read", "os_errors_as_cannot_write"]

SCHEMA_VERSION = 2
"""Of the tables; stored in the file as SQLite's user_version."""

_APPLICATION = 0x65626B73  # "ebks"
_PATIENCE = 60.0  # seconds to wait while another run writes

_SCHEMA = """
CREATE TABLE basis (
  id INTEGER PRIMARY KEY, options TEXT NOT NULL, program TEXT NOT NULL, styles TEXT NOT NULL,
  fonts TEXT NOT NULL, epoch TEXT NOT NULL, UNIQUE (options, program, styles, fonts, epoch)
);
CREATE TABLE issue (
  key TEXT PRIMARY KEY, root TEXT NOT NULL, state TEXT NOT NULL, basis INTEGER NOT NULL REFERENCES basis,
  inputs TEXT NOT NULL, failure TEXT NOT NULL, rival TEXT, units TEXT NOT NULL, run TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE output (
  key TEXT NOT NULL REFERENCES issue, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL, shared INTEGER NOT NULL, unit TEXT NOT NULL, PRIMARY KEY (key, name, sha256)
) WITHOUT ROWID;
CREATE INDEX output_by_unit ON output (unit);
CREATE INDEX output_by_name ON output (name);
CREATE TABLE run (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE claim (key TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES run) WITHOUT ROWID;
"""


@contextmanager
def os_errors_as_cannot_write(file: Path) -> Iterator[None]:
    """Translate errors of SQLite into messages that help.

    Raises:
        UnreadableSource: the file is damaged or not a database.
        CannotWrite: anything else.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _explanation(error, file) from error


def connect(file: Path) -> sqlite3.Connection:
    """Open a manifest for writing; it is created if missing.

    Raises:
        UnreadableSource: the file is not a manifest, or has another version.
        CannotWrite: the system refuses.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(file, error.strerror or str(error)) from error
    with _closed_on_error(_open(str(file))) as database:
        if not _is_empty(database):
            _ensure_version(database, file)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN IMMEDIATE")
        if _is_empty(database):
            _create(database)
        database.commit()
        return database


def connect_to_read(file: Path) -> sqlite3.Connection:
    """Open a manifest without changing anything on the disk; an empty one if the file does not exist.

    Raises:
        UnreadableSource: the file is not a manifest, or has another version.
    """
    if not file.exists():
        database = _open(":memory:")
        _create(database)
        return database
    # Without a journal beside it nobody writes the file, and SQLite need not lock it either.
    journal = file.with_name(f"{file.name}-wal").exists()
    address = f"{file.resolve().as_uri()}?mode=ro{'' if journal else '&immutable=1'}"
    with _closed_on_error(_open(address)) as database:
        _ensure_version(database, file)
        return database


@contextmanager
def _closed_on_error(database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield database
    except BaseException:
        database.close()
        raise


def _is_empty(database: sqlite3.Connection) -> bool:
    return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _ensure_version(database: sqlite3.Connection, file: Path) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    application = database.execute("PRAGMA application_id").fetchone()[0]
    if (application, version) != (_APPLICATION, SCHEMA_VERSION):
        raise UnreadableSource(
            f"this manifest has version {version}, but this program uses version {SCHEMA_VERSION}"
            if application == _APPLICATION
            else "this database is not a manifest",
            file=str(file),
            hint="use the program that created it, or another file with --manifest",
        )


def _open(address: str) -> sqlite3.Connection:
    database = sqlite3.connect(
        address,
        timeout=_PATIENCE,
        isolation_level=None,
        uri=address.startswith("file:"),
        check_same_thread=False,
    )
    database.row_factory = sqlite3.Row
    return database


def _create(database: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";"):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _explanation(error: sqlite3.Error, file: Path) -> EbookError:
    if getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return UnreadableSource(
            f"this is not a manifest, or it is damaged: {error}",
            file=str(file),
            hint="move it away: the next run creates a new one and keeps the files on the shelf whose content is the same",
        )
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return _refused(
            file, "the disk is full", "free some space and run it again: it continues where it stopped"
        )
    return _refused(file, str(error))


def _refused(
    file: Path, why: str, hint: str = "check its permissions, or name another file with --manifest"
) -> CannotWrite:
    return CannotWrite(f"the manifest cannot be used: {why}", file=str(file), hint=hint)
