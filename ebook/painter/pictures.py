"""Pictures in the file, each embedded once and recompressed only where PDF/A or the format makes it necessary."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps

from ebook.painter.file import FileWriter

__all__ = ["Pictures"]

_SPACES = {"1": "/DeviceGray", "L": "/DeviceGray", "RGB": "/DeviceRGB"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}  # colour types without alpha and palette
_ORIENTATION = 0x0112  # of EXIF
_MOST_BITS = 8


class Pictures:
    """The pictures of a document, by their bytes."""

    def __init__(self, file: FileWriter) -> None:
        self._file = file
        self._numbers: dict[bytes, int] = {}

    def number(self, data: bytes) -> int:
        """The object of a picture, which is written when it is first asked for."""
        key = hashlib.sha256(data).digest()
        if key not in self._numbers:
            self._numbers[key] = self._write(data)
        return self._numbers[key]

    def _write(self, data: bytes) -> int:
        if data.startswith(_PNG) and (found := _png(data)):
            extra, content = found
            return self._file.add_stream(content, extra, compress=False)
        with Image.open(io.BytesIO(data)) as picture:
            if picture.format == "JPEG" and picture.mode in _SPACES and _is_upright(picture):
                extra = _extra(picture.size, _SPACES[picture.mode], 8) | {"Filter": "/DCTDecode"}
                return self._file.add_stream(data, extra, compress=False)
            return self._write_pixels(ImageOps.exif_transpose(picture))

    def _write_pixels(self, picture: Image.Image) -> int:
        """Embed a picture as pixels: CMYK and other spaces as RGB, transparency as a mask of its own."""
        mask = ""
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            mask = f"{self._write_pixels(picture.getchannel('A'))} 0 R"
        mode = picture.mode if picture.mode in _SPACES else "RGB"
        extra = _extra(picture.size, _SPACES[mode], 1 if mode == "1" else 8)
        if mask:
            extra["SMask"] = mask
        return self._file.add_stream(picture.convert(mode).tobytes(), extra)


def _extra(size: tuple[int, int], space: str, bits: int) -> dict[str, Any]:
    width, height = size
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": width,
        "Height": height,
        "ColorSpace": space,
        "BitsPerComponent": bits,
    }


def _is_upright(picture: Image.Image) -> bool:
    return bool(picture.getexif().get(_ORIENTATION, 1) == 1)


def _png(data: bytes) -> tuple[dict[str, Any], bytes] | None:
    """The compressed pixels of a PNG as a PDF takes them (ISO 32000-1, 7.4.4.4).

    None for one that has to be decoded: interlaced, transparent, with a palette, with 16 bits, or damaged.
    """
    content: list[bytes] = []
    width = height = bits = colours = 0
    space, is_whole = "", False
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            width, height, bits, colour, *_, interlace = struct.unpack(">IIBBBBB", body)
            if interlace or bits > _MOST_BITS or colour not in _PNG_COLOURS:
                return None
            space, colours = _PNG_COLOURS[colour]
        elif kind == b"tRNS":
            return None
        elif kind == b"IDAT":
            content.append(body)
        elif kind == b"IEND":
            is_whole = True
    if not space or not is_whole:
        return None
    extra = _extra((width, height), space, bits) | {
        "Filter": "/FlateDecode",
        "DecodeParms": f"<</Predictor 15 /Colors {colours} /BitsPerComponent {bits} /Columns {width}>>",
    }
    return extra, b"".join(content)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG up to the first damaged one."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(check) != 4 or zlib.crc32(kind + body).to_bytes(4, "big") != check:  # noqa: PLR2004  # a CRC-32
            return
        yield kind, body
        at += 12 + length
