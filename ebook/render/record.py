"""The record that travels with an archival print: what was read, what it became, what was changed.

All three are files of their own, so that in fifty years the print can be compared with what it was
made from, and made again, without the program that made it.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

import msgspec

from ebook import __version__
from ebook.edition import Attachment, Record
from ebook.model import Issue, to_json
from ebook.source import Source

__all__ = ["make_record"]

_ISSUE, _REPAIRS = "issue.json", "repairs.json"
# Controls, also of writing direction, what makes a path, surrogates that stand for bytes of no encoding, and private use.
_NOT_IN_NAMES = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff]'
)
_JSON = "application/json"
_MOST_PACKED = 64 * 1024 * 1024
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def make_record(
    issue: Issue, source: Source, read_as: str, media_type: str, options: tuple[str, ...] = ()
) -> Record:
    """The record of an issue.

    Args:
        issue: what was read, with its repairs.
        source: what it was read from.
        read_as: the name of the format it was read as.
        media_type: that format's media type.
        options: those that decided how it was read, as on the command line.
    """
    return Record(
        program=f"ebook {__version__}",
        format=read_as,
        options=(f"--from {read_as}", *options),
        attachments=tuple(_attachments(issue, source, media_type)),
    )


def _attachments(issue: Issue, source: Source, media_type: str) -> Iterator[Attachment]:
    yield _source(source, media_type)
    yield Attachment(kind="issue", name=_ISSUE, media_type=_JSON, content=to_json(issue))
    if issue.repairs:
        listed = msgspec.json.format(msgspec.json.encode(issue.repairs), indent=1) + b"\n"
        yield Attachment(kind="repairs", name=_REPAIRS, media_type=_JSON, content=listed)


def _source(source: Source, media_type: str) -> Attachment:
    """The source's bytes; a folder's files as a zip, or their hashes alone where they would make the print unwieldy."""
    if source.data or source.files is None:
        return Attachment(kind="source", name=_name(source.name), media_type=media_type, content=source.data)
    names = source.files.names()
    contents = {name: source.files.read(name) for name in names}
    if sum(map(len, contents.values())) <= _MOST_PACKED:
        packed = _packed(contents)
        return Attachment(
            kind="source", name=f"{_name(source.name)}.zip", media_type="application/zip", content=packed
        )
    listed = "".join(f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in names)
    return Attachment(
        kind="source", name=f"{_name(source.name)}.sha256", media_type="text/plain", content=listed.encode()
    )


def _packed(contents: Mapping[str, bytes]) -> bytes:
    """The files as a zip that is the same on every machine: without times, and stored as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)
    return buffer.getvalue()


def _name(name: str) -> str:
    """The source's name as every system can store it, and unlike the other files'."""
    safe = _NOT_IN_NAMES.sub("_", name)
    return f"source-{safe}" if safe.lower() in {_ISSUE, _REPAIRS} else safe
