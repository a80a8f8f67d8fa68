"""Attachments as associated files of the PDF (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4)."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import PurePosixPath
from typing import Any, Protocol

import pydyf

from ebook.edition import Attachment
from ebook.languages import resolve
from ebook.painter.metadata import Metadata

__all__ = ["attach"]

# The source is what the print was made from; the others are data that stand behind it.
_RELATIONS = {"source": "/Source", "issue": "/Data", "repairs": "/Data"}


class _File(Protocol):
    """What takes a PDF's objects: pydyf's own file, and the painter's."""

    catalog: Any

    def add_object(self, item: pydyf.Object, /) -> None:
        """Take an object, which knows its reference from then on."""


def attach(file: _File, metadata: Metadata) -> None:
    """Embed the attachments, and associate them with the document as a whole."""
    if not metadata.attachments:
        return
    specifications = {
        attachment.name: _specification(file, metadata, attachment) for attachment in metadata.attachments
    }
    tree = pydyf.Dictionary({"Names": pydyf.Array()})
    for name in sorted(specifications, key=_as_stored):  # ISO 32000-1, 7.9.6: in the order of the bytes
        tree["Names"] += [pydyf.String(name), specifications[name].reference]
    file.add_object(tree)
    file.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    file.catalog["AF"] = pydyf.Array([found.reference for found in specifications.values()])


def _specification(file: _File, metadata: Metadata, attachment: Attachment) -> pydyf.Dictionary:
    stream = _stream(attachment, metadata.modified)
    file.add_object(stream)
    suffix = PurePosixPath(attachment.name).suffix
    plain = attachment.name if attachment.name.isascii() else attachment.kind + suffix * suffix.isascii()
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(plain),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(resolve(metadata.language).words.record.of(attachment.kind)),
            "AFRelationship": _RELATIONS[attachment.kind],
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    file.add_object(specification)
    return specification


def _stream(attachment: Attachment, modified: datetime.datetime) -> pydyf.Stream:
    stamp = pydyf.String(modified.strftime("D:%Y%m%d%H%M%SZ"))
    checksum = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()  # as the format asks
    extra = {
        "Type": "/EmbeddedFile",
        "Subtype": "/" + attachment.media_type.replace("/", "#2f"),
        "Params": pydyf.Dictionary(
            {
                "Size": len(attachment.content),
                "CheckSum": f"<{checksum}>",
                "CreationDate": stamp,
                "ModDate": stamp,
            }
        ),
    }
    return pydyf.Stream([attachment.content], extra, compress=True)


def _as_stored(name: str) -> bytes:
    """A text string as PDF stores it: ASCII, or UTF-16 with its mark (ISO 32000-1, 7.9.2.2)."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")
