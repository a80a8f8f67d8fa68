"""The record as associated files of the PDF (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4)."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import PurePosixPath

import pydyf

from ebook.edition import Attachment, Edition
from ebook.languages import resolve

__all__ = ["attach"]

# The source is what the print was made from; the others are data that stand behind it.
_RELATIONS = {"source": "/Source", "issue": "/Data", "repairs": "/Data"}


def attach(pdf: pydyf.PDF, edition: Edition) -> None:
    """Embed the files of the edition's record, and associate them with the document as a whole."""
    attachments = edition.record.attachments if edition.record else ()
    if not attachments:
        return
    specifications = {attachment.name: _specification(pdf, edition, attachment) for attachment in attachments}
    tree = pydyf.Dictionary({"Names": pydyf.Array()})
    for name in sorted(specifications, key=_as_stored):  # ISO 32000-1, 7.9.6: in the order of the bytes
        tree["Names"] += [pydyf.String(name), specifications[name].reference]
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array([found.reference for found in specifications.values()])


def _specification(pdf: pydyf.PDF, edition: Edition, attachment: Attachment) -> pydyf.Dictionary:
    file = _file(attachment, edition.modified)
    pdf.add_object(file)
    suffix = PurePosixPath(attachment.name).suffix
    plain = attachment.name if attachment.name.isascii() else attachment.kind + suffix * suffix.isascii()
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(plain),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(resolve(edition.lang).words.record.of(attachment.kind)),
            "AFRelationship": _RELATIONS[attachment.kind],
            "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
        }
    )
    pdf.add_object(specification)
    return specification


def _file(attachment: Attachment, modified: datetime.datetime) -> pydyf.Stream:
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
