"""A file of corrections: JSON lines, a head and one decision a line, so that versions can be compared."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from ebook import saving
from ebook.corrections.decisions import SCHEMA, Corrections, Decision
from ebook.errors import UnreadableSource
from ebook.source import Source

__all__ = ["corrections_path", "decode", "encode", "load", "save"]

_DECISION = msgspec.json.Decoder(Decision)
_HINT = "correct the line, or take the file away to export without corrections"


def corrections_path(source: Source) -> Path | None:
    """Where the corrections of a source are, beside it; None for a source without a place."""
    return source.corrections_path


def load(source: Source) -> Corrections:
    """The corrections beside a source; none where there is no such file.

    Raises:
        UnreadableSource: the file cannot be read, or a line of it is no decision.
    """
    path = source.corrections_path
    if path is None or not source.has_corrections:
        return Corrections()
    try:
        return decode(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableSource(
            f"the corrections cannot be read: {error.strerror or error}",
            file=str(path),
            hint="check its permissions",
        ) from error


def decode(data: bytes, file: str) -> Corrections:
    """The corrections of a file; `file` is what an error calls it.

    Raises:
        UnreadableSource: a line is no decision.
    """
    try:
        head, *rows = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableSource(
            "the corrections are not in UTF-8", file=file, line=line, hint="save the file in UTF-8"
        ) from error
    if _schema(head) != SCHEMA:
        raise UnreadableSource(
            f"this is not a file of corrections: its first line does not say {SCHEMA}",
            file=file,
            line=1,
            hint="update ebook if a newer version wrote it, or take the file away",
        )
    found: list[Decision] = []
    for number, row in enumerate(rows, 2):
        if row.strip():
            try:
                found.append(_DECISION.decode(row))
            except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
                raise UnreadableSource(
                    f"this is not a decision: {error}", file=file, line=number, hint=_HINT
                ) from error
    return Corrections(tuple(found))


def _schema(head: str) -> object:
    try:
        found = json.loads(head)
    except (ValueError, RecursionError):
        return None
    return found.get("schema") if isinstance(found, dict) else None


def encode(corrections: Corrections) -> bytes:
    """The file of some corrections: the same bytes for the same decisions."""
    rows = [{"schema": SCHEMA}, *(msgspec.to_builtins(one) for one in corrections.decisions)]
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def save(corrections: Corrections, path: Path) -> None:
    """Write a file of corrections, whole or not at all.

    Raises:
        CannotWrite: the system refuses.
    """
    saving.save({path.name: encode(corrections)}, path.parent, force=True)
