"""The PDF file: objects written as they come, then their index.

pydyf, which serialises the objects, also writes files, but keeps every stream in
memory until the end and serialises all of them twice. Here a picture is on the disk
before the next one is read.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, BinaryIO

import pydyf

__all__ = ["FileWriter"]

_LEVEL = 6  # of zlib
_IN_ONE_STREAM = 200  # objects; readers unpack a whole object stream to get at one of them


class FileWriter:
    """Writes a PDF 1.7 file (ISO 32000-1, 7.5) whose bytes, identifier included, depend on its objects alone.

    Dictionaries are collected in object streams (7.5.7); the objects of pydyf are written
    when they are added, so they have to be complete by then.

    Attributes:
        catalog: the document's catalogue, written last.
        info: the document information dictionary, written last.
    """

    def __init__(self, output: BinaryIO) -> None:
        self.catalog = pydyf.Dictionary({"Type": "/Catalog"})
        self.info = pydyf.Dictionary()
        self._output = output
        self._position = 0
        self._digest = hashlib.sha256()
        self._index: list[tuple[int, int, int]] = [(0, 0, 65535)]  # type and two fields, as in table 18
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe6\x96\xb0\xe8\x81\x9e\n")

    def reserve(self) -> int:
        """The number of an object that is written later."""
        self._index.append((0, 0, 65535))
        return len(self._index) - 1

    def add_object(self, item: pydyf.Object) -> None:
        """Write an object of pydyf; from then on it knows its `reference`."""
        item.number = self.reserve()
        if isinstance(item, pydyf.Stream):
            self._write_directly(item.number, item.data)
        else:
            self.write(item.number, item.data)

    def add(self, data: bytes) -> int:
        """Write an object other than a stream, already serialised."""
        number = self.reserve()
        self.write(number, data)
        return number

    def write(self, number: int, data: bytes) -> None:
        """Write the object with a reserved number, already serialised."""
        self._waiting.append((number, data))
        if len(self._waiting) == _IN_ONE_STREAM:
            self._write_waiting()

    def add_stream(
        self, content: bytes, extra: dict[str, Any] | None = None, *, compress: bool = True
    ) -> int:
        """Write a stream; with `compress` false, as it is."""
        number = self.reserve()
        entries = dict(extra or {})
        if compress:
            content = zlib.compress(content, _LEVEL)
            entries["Filter"] = "/FlateDecode"
        entries["Length"] = len(content)
        data = b"".join((pydyf.Dictionary(entries).data, b"\nstream\n", content, b"\nendstream"))
        self._write_directly(number, data)
        return number

    def close(self) -> None:
        """Write the catalogue and the index; the output stays open."""
        self.add_object(self.info)
        self.add_object(self.catalog)
        self._write_waiting()
        number, start = self.reserve(), self._position
        self._index[number] = (1, start, 0)
        identifier = self._digest.hexdigest()[:32]
        entries = pydyf.Dictionary(
            {
                "Type": "/XRef",
                "Size": len(self._index),
                "W": "[1 5 2]",
                "Root": self.catalog.reference,
                "Info": self.info.reference,
                "ID": f"[<{identifier}><{identifier}>]",
                "Filter": "/FlateDecode",
            }
        )
        fields = b"".join(
            bytes((kind,)) + first.to_bytes(5, "big") + second.to_bytes(2, "big")
            for kind, first, second in self._index
        )
        content = zlib.compress(fields, _LEVEL)
        entries["Length"] = len(content)
        head = f"{number} 0 obj\n".encode() + entries.data
        self._write(head + b"\nstream\n" + content + b"\nendstream\nendobj\n")
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _write_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        offsets, at = [], 0
        for number, data in waiting:
            offsets.append(f"{number} {at}")
            at += len(data) + 1
        head = " ".join(offsets).encode() + b"\n"
        body = head + b"\n".join(data for _, data in waiting)
        extra = {"Type": "/ObjStm", "N": len(waiting), "First": len(head)}
        container = self.add_stream(body, extra)
        for place, (number, _) in enumerate(waiting):
            self._index[number] = (2, container, place)

    def _write_directly(self, number: int, data: bytes) -> None:
        self._index[number] = (1, self._position, 0)
        self._write(f"{number} 0 obj\n".encode())
        self._write(data)
        self._write(b"\nendobj\n")

    def _write(self, data: bytes) -> None:
        self._output.write(data)
        self._digest.update(data)
        self._position += len(data)
