"""Files joined of parts in UTF-8 and in another encoding, distinguished line by line."""

from __future__ import annotations

import re

import msgspec

from ebook.readers.encodings import decode_marked, guess, points

__all__ = ["Mixed", "decode_mixed"]


class Mixed(msgspec.Struct, frozen=True):
    """A file that is at least partly UTF-8.

    Attributes:
        text: its characters; bytes that fit neither encoding are marked (see `decode_marked`).
        other: the second encoding, None where the file is UTF-8 with broken bytes.
        starts: the lines, counted from 1, from which on it is in that encoding.
    """

    text: str
    other: str | None = None
    starts: tuple[int, ...] = ()


_ASCII = re.compile(rb"[\x00-\x7f]+")
_SURE_BYTES = 12
"""Four ideographs in UTF-8."""

_RUNNING_TEXT = 0.6
"""Points a byte from which on a reading is surely running text."""

_MAX_JUNK = 0.05
"""Where the parts meet a line may be cut within a character; more is no reading."""


def decode_mixed(data: bytes) -> Mixed | None:
    """The text of bytes that are not UTF-8 as a whole, or None where no line is surely UTF-8.

    A line of four or more ideographs that is right UTF-8 is nothing else: in the other encodings
    its bytes would have to fall into a pattern of threes by chance.
    """
    lines = data.split(b"\n")
    foreign = {at for at, line in enumerate(lines) if not line.isascii() and not _is_utf_8(line)}
    if not any(
        at not in foreign and len(_ASCII.sub(b"", line)) >= _SURE_BYTES for at, line in enumerate(lines)
    ):
        return None
    best = guess(b"\n".join(lines[at] for at in sorted(foreign)))[0]
    if best.encoding.startswith(("utf", "cp1252")) or best.junk > _MAX_JUNK or best.worth < _RUNNING_TEXT:
        return Mixed(decode_marked(data, "utf-8"))
    readings = {at: _better(lines[at], best.encoding) for at in foreign}
    texts = [readings.get(at) or decode_marked(line, "utf-8") for at, line in enumerate(lines)]
    return Mixed("\n".join(texts), best.encoding, _starts(lines, readings))


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _better(line: bytes, encoding: str) -> str | None:
    """The line in the second encoding, None where broken UTF-8 explains it better."""
    reading = decode_marked(line, encoding)
    return reading if points(reading) > points(decode_marked(line, "utf-8")) else None


def _starts(lines: list[bytes], readings: dict[int, str | None]) -> tuple[int, ...]:
    """Where runs of lines in the second encoding begin; ASCII lines go with either."""
    starts: list[int] = []
    is_other = False
    for at, line in enumerate(lines):
        if line.isascii():
            continue
        if readings.get(at) and not is_other:
            starts.append(at + 1)
        is_other = bool(readings.get(at))
    return tuple(starts)
