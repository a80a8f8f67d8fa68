"""The objects of a PDF, each written once: pydyf writes all of them a second time to number the file.

It also lists all pages whenever one of them is referred to, which every part of a page is.
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

__all__ = ["page_references", "stream_data", "write"]

_LEVEL = 7  # of zlib; pydyf's 9 takes twice the time, and gains three thousandths

_write = pydyf.PDF.write


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf is untyped
    """An object that is no stream, as it stands in the file."""

    data = b""
    compressible = True

    def __init__(self, of: Any) -> None:
        self.number, self.generation, self.free = of.number, of.generation, of.free
        self.data = of.data


def page_references(pdf: Any) -> list[bytes]:
    """The property of pydyf."""
    found: list[bytes] = vars(pdf).setdefault("listed_pages", [])
    if len(found) < pdf.pages["Count"]:
        found += [f"{number} 0 R".encode() for number in pdf.pages["Kids"][3 * len(found) :: 3]]
    return found


def write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """The function of pydyf."""
    for place, object_ in enumerate(pdf.objects):
        if object_.free == "n" and object_.compressible:
            pdf.objects[place] = _Written(object_)
    _write(pdf, *arguments, **options)


def stream_data(stream: Any) -> bytes:
    """The property of pydyf; what a stream was made of is let go."""
    if stream.stream is not None:
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001  # this module is here for that
        extra = pydyf.Dictionary(stream.extra)
        if stream.compress:
            extra["Filter"] = "/FlateDecode"
            content = zlib.compress(content, _LEVEL)
        extra["Length"] = len(content)
        stream.written = b"\n".join((extra.data, b"stream", content, b"endstream"))
        stream.stream = None
    return bytes(stream.written)
