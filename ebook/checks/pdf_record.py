"""The files attached to a print: are they those that its metadata and its colophon name, and do they agree?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import msgspec

from ebook.edition import Provenance
from ebook.model import InvalidIssue, Repair, from_json
from ebook.pdf.compare import comparable
from ebook.pdf.reader import PdfFile
from ebook.problems import Problem
from ebook.rules import output

__all__ = ["ISSUE", "check_record"]

ISSUE, REPAIRS = "issue.json", "repairs.json"

_REPAIRS = msgspec.json.Decoder(tuple[Repair, ...])


def check_record(pdf: PdfFile) -> list[Problem]:
    """Whether the files of a print are attached unchanged; nothing where its metadata name none."""
    if pdf.provenance is None:
        if pdf.is_ours and pdf.files:
            return [_damaged(pdf, "files are attached, and the metadata do not say which files and whence")]
        return []
    return [_damaged(pdf, what) for what in (*_damage(pdf.provenance, pdf.files), *_colophon(pdf))]


def _damage(provenance: Provenance, files: Mapping[str, bytes | None]) -> Iterator[str]:
    """What is wrong with the attached files, in words."""
    if not provenance.attached:
        if files:
            yield f"{', '.join(files)}: attached, though the metadata say that nothing is"
        return
    for file in provenance.files:
        if file.name not in files:
            yield f"{file.name} is not attached, and the metadata say that it is"
            continue
        content = files[file.name]
        if content is None:
            yield f"{file.name} cannot be extracted"
        elif (found := hashlib.sha256(content).hexdigest()) != file.sha256:
            yield f"{file.name} was changed: its SHA-256 is {found}, and the metadata name {file.sha256}"
    for name in files.keys() - {file.name for file in provenance.files}:
        yield f"{name} is attached, and the metadata do not name it"
    yield from _disagreements(files)


def _colophon(pdf: PdfFile) -> Iterator[str]:
    """The colophon prints the SHA-256 of each file, for a reader who has nothing but the paper; some layouts have none."""
    if pdf.provenance and pdf.provenance.layout in {"broadsheet", "facsimile"}:
        return
    printed = comparable("".join(page.text for page in pdf.pages))
    files = pdf.provenance.files if pdf.provenance else ()
    unprinted = [file.name for file in files if file.sha256 not in printed]
    if unprinted:
        yield f"the colophon does not print the SHA-256 of {', '.join(unprinted)}: it is missing or was changed"


def _disagreements(files: Mapping[str, bytes | None]) -> Iterator[str]:
    """Whether the attached files can be read, and agree with each other."""
    content = files.get(ISSUE)
    if content is None:
        return
    try:
        issue = from_json(content)
    except InvalidIssue as error:
        yield f"{ISSUE} is not a valid issue: {error}"
        return
    try:
        repairs = _REPAIRS.decode(files.get(REPAIRS) or b"[]")
    except msgspec.DecodeError as error:
        yield f"{REPAIRS} is not a list of repairs: {error}"
        return
    if repairs != issue.repairs:
        yield f"{REPAIRS} lists other repairs than {ISSUE}"


def _damaged(pdf: PdfFile, what: str) -> Problem:
    return output.ATTACHMENT_DAMAGED.at(None, f"{pdf.name}: {what}")
