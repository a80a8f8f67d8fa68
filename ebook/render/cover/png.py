"""A page of ink -> a PNG file. Written here and not by Pillow, whose import takes longer than the cover's drawing.

PNG (W3C, third edition, 2025): clause 11.2 for the chunks, 7.2 for pixels of less than a byte.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

__all__ = ["grey_png"]

_PALETTE = 3  # the type of picture whose pixels are numbers of colours
_BITS = 2
_PER_BYTE = 8 // _BITS
_GREYS = (0, 128, 255)
"""Three are enough for smooth edges, and a fourth would add a sixth to the file."""
_SHADES = bytes(len(_GREYS) - 1 - round(ink * (len(_GREYS) - 1) / 255) for ink in range(256))
"""Ink -> the number of its grey."""


def grey_png(rows: Sequence[bytearray]) -> bytes:
    """A PNG in three greys, two bits a pixel.

    Args:
        rows: the ink on each pixel, 0 to 255, from the top; all of one length, a multiple of four.
    """
    header = struct.pack(">2I5B", len(rows[0]), len(rows), _BITS, _PALETTE, 0, 0, 0)
    palette = bytes(grey for grey in _GREYS for _ in "RGB")
    # Each line begins with the number of its filter: 0, for prediction does not help with so few greys.
    lines = b"".join(b"\0" + _packed(row.translate(_SHADES)) for row in rows)
    deflate = zlib.compressobj(memLevel=9, strategy=zlib.Z_FILTERED)
    chunks = {
        b"IHDR": header,
        b"PLTE": palette,
        b"IDAT": deflate.compress(lines) + deflate.flush(),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks.items())


def _packed(pixels: bytearray) -> bytes:
    """Four pixels a byte, the first in the highest bits: every fourth pixel as one long number, shifted."""
    columns = (int.from_bytes(pixels[first::_PER_BYTE], "big") for first in range(_PER_BYTE))
    bits = sum(column << (8 - _BITS * number) for number, column in enumerate(columns, start=1))
    return bits.to_bytes(len(pixels) // _PER_BYTE, "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
