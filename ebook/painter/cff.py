"""Compact Font Format (Adobe Technical Notes 5176 and 5177), as far as it takes to widen a glyph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

__all__ = ["charstrings", "program", "widened"]

# Of a DICT (TN 5176, 4 and 9).
_CHARSET, _CHARSTRINGS, _PRIVATE = 15, 17, 18
_ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT = b"\x0c\x1e", b"\x0c\x22", b"\x0c\x24", b"\x0c\x25"
_TWO_BYTES, _LAST_OPERATOR = 12, 21
_SHORT, _LONG, _REAL, _ONE_BYTE = 28, 29, 30, range(32, 247)
_END = 15  # half a byte, after the digits of a real number
_WIDTHS_OF_ZERO = b"\x8b\x14\x8b\x15"  # defaultWidthX and nominalWidthX
_ADOBE, _IDENTITY = 391, 392  # the first strings of a font's own

# Of a charstring (TN 5177, 3 and 4).
_FIXED = 255
_MOVES = {21: 2, 22: 1, 4: 1}  # rmoveto, hmoveto, vmoveto: how many arguments without a width
_ENDCHAR = 14


def _objects(font: bytes, at: int) -> tuple[list[bytes], int]:
    """The objects of an INDEX, and where it ends (TN 5176, 5)."""
    count = int.from_bytes(font[at : at + 2])
    if not count:
        return [], at + 2
    size = font[at + 2]
    data = at + 2 + (count + 1) * size
    ends = [data + int.from_bytes(font[at + 3 + n * size :][:size]) for n in range(count + 1)]
    return [font[start:end] for start, end in pairwise(ends)], ends[-1]


def _operands(top: bytes) -> dict[int, int]:
    """The last operand of each operator of a DICT, right for those that are offsets: HarfBuzz writes them in four bytes."""
    found: dict[int, int] = {}
    value, at = 0, 0
    while at < len(top):
        first = top[at]
        if first <= _LAST_OPERATOR:
            found[first] = value
            at += 2 if first == _TWO_BYTES else 1
        elif first == _REAL:
            at = next(n for n in range(at + 1, len(top)) if _END in {top[n] >> 4, top[n] & 15}) + 1
        else:
            size = {_SHORT: 3, _LONG: 5}.get(first, 1 if first in _ONE_BYTE else 2)
            value = int.from_bytes(top[at + 1 : at + size], signed=True)
            at += size
    return found


def charstrings(font: bytes) -> list[bytes]:
    """The glyphs of a font program."""
    _, at = _objects(font, font[2])
    (top,), _ = _objects(font, at)
    return _objects(font, _operands(top)[_CHARSTRINGS])[0]


def widened(charstring: bytes, width: int) -> bytes:
    """A glyph with another advance width, in a font whose widths count from 0 (TN 5177, 4.1).

    The width comes first in a charstring; the number of arguments of the first operator says whether it is there.
    """
    at, count, first_ends = 0, 0, 0
    while (byte := charstring[at]) >= 32 or byte == _SHORT:  # noqa: PLR2004  # the first byte of a number
        at += 3 if byte == _SHORT else 5 if byte == _FIXED else 1 if byte in _ONE_BYTE else 2
        count += 1
        first_ends = first_ends or at
    if byte in _MOVES:
        has_width = count > _MOVES[byte]
    elif byte == _ENDCHAR:
        has_width = count in {1, 5}
    else:  # stems, which come in pairs
        has_width = count % 2 == 1
    return bytes([_SHORT]) + width.to_bytes(2, signed=True) + charstring[first_ends if has_width else 0 :]


def program(name: str, glyphs: Sequence[bytes]) -> bytes:
    """A font program of some glyphs whose numbers are their CIDs; the first one is .notdef."""
    head = b"\1\0\4\4" + _index([name.encode("ascii")])
    strings = _index([b"Adobe", b"Identity"]) + _index([])
    count = len(glyphs)
    parts = {
        "charset": b"\2\0\1" + (count - 2).to_bytes(2),
        "select": b"\3\0\1\0\0\0" + count.to_bytes(2),
        "private": _WIDTHS_OF_ZERO,
        "array": b"",
        "charstrings": _index(glyphs),
    }
    offsets = dict.fromkeys(parts, 0)
    # All numbers take five bytes, so that the offsets are the same when they are known.
    for _ in range(2):
        parts["array"] = _index(
            [_number(len(_WIDTHS_OF_ZERO)) + _number(offsets["private"]) + bytes([_PRIVATE])]
        )
        start = _index([_top(count, offsets)]) + strings
        offsets = dict(_placed(parts, len(head) + len(start)))
    return head + start + b"".join(parts.values())


def _placed(parts: Mapping[str, bytes], at: int) -> Iterator[tuple[str, int]]:
    for name, part in parts.items():
        yield name, at
        at += len(part)


def _top(count: int, offsets: Mapping[str, int]) -> bytes:
    return b"".join((
        _number(_ADOBE), _number(_IDENTITY), _number(0), _ROS,
        _number(count), _CID_COUNT,
        _number(offsets["charset"]), bytes([_CHARSET]),
        _number(offsets["charstrings"]), bytes([_CHARSTRINGS]),
        _number(offsets["array"]), _FD_ARRAY,
        _number(offsets["select"]), _FD_SELECT,
    ))  # fmt: skip


def _number(value: int) -> bytes:
    return bytes([_LONG]) + value.to_bytes(4)


def _index(objects: Sequence[bytes]) -> bytes:
    if not objects:
        return b"\0\0"
    end, ends = 1, [1]
    for item in objects:
        end += len(item)
        ends.append(end)
    return len(objects).to_bytes(2) + b"\4" + b"".join(end.to_bytes(4) for end in ends) + b"".join(objects)
