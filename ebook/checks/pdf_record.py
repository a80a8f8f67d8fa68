"""The record that travels with a print: are all files there, and are they those that the colophon names?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from ebook.languages import known
from ebook.languages.words import Words
from ebook.model import InvalidIssue, Issue, Repair, from_json
from ebook.pdf.compare import bare
from ebook.pdf.reader import carried, pages
from ebook.problems import Problem
from ebook.rules import output

__all__ = ["Colophon", "check", "colophon_of", "is_ours"]

ISSUE, REPAIRS = "issue.json", "repairs.json"

_ENTRY = re.compile(r"(.*?)([0-9a-f]{64})(?![0-9a-f])")
_REPAIRS = msgspec.json.Decoder(tuple[Repair, ...])


class Colophon(msgspec.Struct, frozen=True):
    """What a print's colophon says of the files behind it.

    Attributes:
        page: the index of the page that it begins on.
        words: its language's.
        attached: whether it says that the files are attached.
        fingerprints: the SHA-256 of each file by its name, both without spaces.
    """

    page: int
    words: Words
    attached: bool
    fingerprints: dict[str, str]


def check(path: Path) -> list[Problem]:
    """Whether the files that a print's colophon names are attached as they were; nothing where no colophon names any."""
    try:
        data = path.read_bytes()
        texts, found = [page.text for page in pages(data)], carried(data)
    except ValueError:
        return []  # told by the first check
    colophon = colophon_of(texts)
    if colophon is None:
        lost = is_ours(found.creator) and found.files
        return (
            [_damaged(path, "files are attached, and no colophon tells their fingerprints")] if lost else []
        )
    return [_damaged(path, what) for what in _damage(colophon, found.files)]


def is_ours(creator: str) -> bool:
    """Whether a PDF says that this program has made it, in whatever version."""
    return creator.startswith("ebook ")


def colophon_of(texts: list[str]) -> Colophon | None:
    """The colophon of a print, given the text of each page; None where there is none that names files."""
    for local in (language.words for language in known()):
        heading = bare(local.colophon)
        found = [number for number, text in enumerate(texts) if bare(text).startswith(heading)]
        if found:
            said = bare("".join(texts[found[-1] :]))
            for sentence, attached in ((local.record.attached, True), (local.record.listed, False)):
                _, mark, listed = said.partition(bare(sentence))
                if mark:
                    return Colophon(found[-1], local, attached, _fingerprints(listed, local))
    return None


def _fingerprints(listed: str, local: Words) -> dict[str, str]:
    """Out of rows of label, name, size in brackets, SHA-256."""
    found = {}
    labels = [bare(label) for label in (local.record.source, local.record.issue, local.record.repairs)]
    for label, (row, digest) in zip(labels, _ENTRY.findall(listed), strict=False):
        name, _, _ = row.removeprefix(label).rpartition(local.brackets[0])
        found[name] = digest
    return found


def _damage(colophon: Colophon, files: Mapping[str, bytes | None]) -> Iterator[str]:
    """What is wrong with the attached files, in words."""
    if not colophon.attached:
        if files:
            yield f"{', '.join(files)}: attached, though the colophon says that nothing is"
        return
    present = {bare(name): (name, content) for name, content in files.items()}
    for name, digest in colophon.fingerprints.items():
        if name not in present:
            yield f"{name} is not attached, and the colophon says that it is"
            continue
        shown, content = present.pop(name)
        if content is None:
            yield f"{shown} cannot be taken out"
        elif hashlib.sha256(content).hexdigest() != digest:
            yield f"{shown} was changed: its SHA-256 is {hashlib.sha256(content).hexdigest()}, and the colophon names {digest}"
    for name, _ in present.values():
        yield f"{name} is attached, and the colophon does not name it"
    if not colophon.fingerprints:
        yield "the fingerprints of the attached files are not in the colophon"
    yield from _disagreements(files)


def _disagreements(files: Mapping[str, bytes | None]) -> Iterator[str]:
    """Whether what is attached can be read, and says one thing."""
    content = files.get(ISSUE)
    if content is None:
        return
    try:
        issue: Issue = from_json(content)
    except InvalidIssue as error:
        yield f"{ISSUE} is no valid issue: {error}"
        return
    try:
        repairs = _REPAIRS.decode(files.get(REPAIRS) or b"[]")
    except msgspec.DecodeError as error:
        yield f"{REPAIRS} is no list of repairs: {error}"
        return
    if repairs != issue.repairs:
        yield f"{REPAIRS} lists other repairs than {ISSUE}"


def _damaged(path: Path, what: str) -> Problem:
    return output.ATTACHMENT_DAMAGED.at(None, f"{path.name}: {what}")
