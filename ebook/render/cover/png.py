"""A page of ink -> a PNG file. Written here and not by Pillow, whose import takes longer than the cover's drawing.

PNG (W3C, third edition, 2025): clause 11.2 for the chunks, 7.2 for pixels of less than a byte.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

__all__ = ["grey_png"]

_BITS = 2
_PER_BYTE = 8 // _BITS
_WHITE = 2**_BITS - 1
_SHADES = bytes(_WHITE - round(ink * _WHITE / 255) for ink in range(256))
"""Ink -> grey, 0 for black. Four greys are enough for smooth edges, and take a quarter of the room of 256."""


def grey_png(rows: Sequence[bytearray]) -> bytes:
    """A greyscale PNG of two bits a pixel.

    Args:
        rows: the ink on each pixel, 0 to 255, from the top; all of one length, a multiple of four.
    """
    size = struct.pack(">2I5B", len(rows[0]), len(rows), _BITS, 0, 0, 0, 0)
    # Each line begins with the number of its filter: 0, for prediction does not help with so few greys.
    lines = b"".join(b"\0" + _packed(row.translate(_SHADES)) for row in rows)
    deflate = zlib.compressobj(memLevel=9, strategy=zlib.Z_FILTERED)
    content = deflate.compress(lines) + deflate.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", content) + _chunk(b"IEND", b"")


def _packed(pixels: bytearray) -> bytes:
    """Four pixels a byte, the first in the highest bits: every fourth pixel as one long number, shifted."""
    columns = (int.from_bytes(pixels[first::_PER_BYTE], "big") for first in range(_PER_BYTE))
    bits = sum(column << (8 - _BITS * number) for number, column in enumerate(columns, start=1))
    return bits.to_bytes(len(pixels) // _PER_BYTE, "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
