"""Which folders are issues: of those that a user names, and of those within an archive."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import msgspec

from ebook.errors import UnreadableSource
from ebook.formats import formats, guess_reader
from ebook.picture_files import PICTURE_ENDINGS
from ebook.source import Files, Source

__all__ = ["is_issue", "issue_folders"]

_NUMBERED = re.compile(r"(.*?)([A-Za-z]?(\d{1,3}))")
_DATED = re.compile(r"\d{4}[-_.年]?\d{1,2}[-_.月]?$|\d{6}$")
_YEAR = re.compile(r"\d{4}年?")
_MONTH = re.compile(r"\d{4}[-_.年]?\d{1,2}月?|\d{6}")
_MONTH_ALONE = re.compile(r"\d{1,2}月?")
_DAY = re.compile(
    r"(?:1[5-9]|20)\d\d(?:([-_.])\d{1,2}\1\d{1,2}|年\d{1,2}月\d{1,2}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)
_SEVERAL_FORMATS = (".xml",)
"""The endings of files that several formats have, and that are told apart by their content."""
_MOST_PAGES = 200
"""More numbered files than this are the issues of a volume."""


def is_issue(path: Path) -> bool:
    """Whether a folder holds one issue, not an archive of issues.

    It does where a format recognises it as a whole (a saved web edition, METS with its pages, the run of a
    page-reading program, newsroom articles), where it holds nothing but pictures, and where its files are numbered as
    pages are: `01.txt`, `02.txt`, or `page-A1.json`, from 1 on. Numbers at the end of a date are days, so
    `2026-03-01.txt` and `2026-03-02.txt` are two issues.
    """
    try:
        source = Source.from_path(path)
        if source.files is None:
            return False
        if guess_reader(source) != "pages":
            return (
                _is_recognised(path.name, _Directly(source.files))
                or len(issue_folders(source.files, str(path))) <= 1
            )
        names = source.files.names()
    except UnreadableSource:
        return False
    pages = [name for name in names if _is_page(name)]
    if not pages or any("/" in name for name in pages):
        return False
    return all(name.lower().endswith(PICTURE_ENDINGS) for name in pages) or _are_numbered(pages)


def issue_folders(files: Files, path: str = "") -> dict[str, tuple[str, ...]]:
    """The folders within an archive that hold one issue each, with the names of all files below them.

    A folder is one issue by what lies directly in it: pages that are numbered from 1 on, or files that a format
    recognises together. Numbers in a folder that is named after a month or a year are days or issues, and so are files
    that are named after days. A folder of pictures alone goes with the issues beside it where there are any.

    Args:
        files: those of the archive.
        path: of the archive, whose folders may be named after a year or a month as well.

    Raises:
        UnreadableSource: a file that tells the format cannot be read.
    """
    below: dict[str, list[str]] = {}
    for name in files.names():
        for above in PurePosixPath(name).parents[:-1]:
            below.setdefault(above.as_posix(), []).append(name)
    found: dict[str, tuple[str, ...]] = {}
    for folder in sorted(below):
        parents = [parent.as_posix() for parent in PurePosixPath(folder).parents]
        if not any(parent in found for parent in parents):
            beside = [name for name in below.get(parents[0], files.names()) if _folder_of(name) == parents[0]]
            inside = _Below(files, folder, tuple(below[folder]))
            if _is_issue_within(f"{path}/{folder}", inside, beside):
                found[folder] = tuple(below[folder])
    return found


def _is_issue_within(folder: str, files: _Below, beside: Sequence[str]) -> bool:
    """Whether a folder of an archive is one issue; `beside` are the files in the folder that it is in."""
    names = files.names()
    pages = [name for name in names if "/" not in name and _is_page(name)]
    if not pages or _holds_days(folder, pages):
        return False
    if all(name.lower().endswith(PICTURE_ENDINGS) for name in pages):
        return _are_numbered(pages) and not any(_is_page(name) for name in beside)
    nested = [
        name
        for name in names
        if "/" in name and _is_page(name) and not name.lower().endswith(PICTURE_ENDINGS)
    ]
    if not nested and _are_numbered(pages):
        return True
    if _is_recognised(PurePosixPath(folder).name, _Directly(files)):
        return True
    has_entry = any(name.lower().endswith((".htm", ".html")) for name in pages)
    return has_entry and guess_reader(Source(folder, b"", files=files)) == "web"


def _is_recognised(name: str, files: Files) -> bool:
    return bool(files.names()) and guess_reader(Source(name, b"", files=files)) != "pages"


def _holds_days(folder: str, pages: Sequence[str]) -> bool:
    """Whether files are the issues of several days, not the pages of one."""
    *above, name = PurePosixPath(folder).parts
    if _YEAR.fullmatch(name) or _MONTH.fullmatch(name):
        return True
    if above and _YEAR.fullmatch(above[-1]) and _MONTH_ALONE.fullmatch(name):
        return True
    days = {match[0] for page in pages if (match := _DAY.search(PurePosixPath(page).stem))}
    return len(days) > 1 or len(pages) > _MOST_PAGES


def _is_page(name: str) -> bool:
    return name.lower().endswith((*_endings(), *PICTURE_ENDINGS))


@functools.cache
def _endings() -> tuple[str, ...]:
    endings = {ending for row in formats().values() if row.is_readable for ending in row.suffixes if ending}
    return (*endings, *_SEVERAL_FORMATS)


def _folder_of(name: str) -> str:
    return PurePosixPath(name).parent.as_posix()


class _Below(msgspec.Struct, frozen=True):
    """The files of a folder within others, by their paths below it."""

    files: Files
    folder: str
    inside: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """As `Files.names`."""
        return tuple(name.removeprefix(f"{self.folder}/") for name in self.inside)

    def has(self, name: str) -> bool:
        """As `Files.has`."""
        return f"{self.folder}/{name}" in self.inside

    def read(self, name: str) -> bytes:
        """As `Files.read`."""
        return self.files.read(f"{self.folder}/{name}")


class _Directly(msgspec.Struct, frozen=True):
    """The files that lie directly in a folder."""

    files: Files

    def names(self) -> tuple[str, ...]:
        """As `Files.names`."""
        return tuple(name for name in self.files.names() if "/" not in name)

    def has(self, name: str) -> bool:
        """As `Files.has`."""
        return "/" not in name and self.files.has(name)

    def read(self, name: str) -> bytes:
        """As `Files.read`."""
        return self.files.read(name)


def _are_numbered(names: Sequence[str]) -> bool:
    """Whether files are numbered as pages are, from 1 on, and by nothing else."""
    found = [_NUMBERED.fullmatch(PurePosixPath(name).stem) for name in names]
    numbered = [match for match in found if match is not None]
    if len(numbered) < len(names) or len({match[2] for match in numbered}) < 2:  # noqa: PLR2004  one page is a file
        return False
    before = {match[1] for match in numbered}
    return (
        len(before) == 1 and not _DATED.search(before.pop()) and any(int(match[3]) == 1 for match in numbered)
    )
