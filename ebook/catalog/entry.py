"""What a catalogue knows of an issue."""

from __future__ import annotations

import msgspec

__all__ = ["ISSUES", "Entry", "FileState", "Paper", "Picture"]

ISSUES = "catalog/issues"
"""The folder of the issues' folders, relative to the shelf."""


class FileState(msgspec.Struct, frozen=True, kw_only=True):
    """A file on the shelf as it was when it was read.

    Attributes:
        path: relative to the shelf, with `/` between its parts.
        size: bytes.
        mtime_ns: when it was changed, in nanoseconds; only compared with itself, never shown.
        sha256: of its bytes, in hexadecimal.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an issue; `path` is relative to the issue's folder, sizes are in pixels."""

    path: str
    media_type: str
    width: int
    height: int


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A newspaper.

    Attributes:
        name: as its series is called.
        lang: the language of its issues, a BCP 47 tag.
        number: its own number (CN, ISSN), where its issues tell one.
    """

    name: str
    lang: str
    number: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An issue: an EPUB, a PDF or both under one stem.

    Attributes:
        key: names the issue's folder in the catalogue; letters, digits and hyphens of ASCII.
        epub: the e-book, None where there is only a print.
        pdf: the print, None where there is only an e-book.
        identifier: a URI, the same as long as the issue's own identifier is.
        title: the issue's title.
        paper: the newspaper; its name is the title where the issue names no series.
        date: the day of the issue as YYYY-MM-DD, empty where it is unknown.
        number: its number within the series.
        publisher: who published it.
        creators: who wrote it.
        subjects: the names of its pages.
        modified: when it was last changed, as YYYY-MM-DDThh:mm:ssZ; from the file itself.
        pages: printed pages, 0 where the file does not tell.
        articles: lines of its contents that stand for an article.
        headlines: the first few of them.
        first: where reading begins, a path in the edition; empty without an edition.
        vertical: the text stands in vertical lines.
        cover: the front page; None without.
        thumbnail: the front page, small; None without.
    """

    key: str
    epub: FileState | None
    pdf: FileState | None
    identifier: str
    title: str
    paper: Paper
    date: str
    number: str | None
    publisher: str | None
    creators: tuple[str, ...]
    subjects: tuple[str, ...]
    modified: str
    pages: int
    articles: int
    headlines: tuple[str, ...]
    first: str
    vertical: bool
    cover: Picture | None
    thumbnail: Picture | None

    @property
    def folder(self) -> str:
        """Its folder in the catalogue, relative to the shelf."""
        return f"{ISSUES}/{self.key}"

    @property
    def lang(self) -> str:
        """The language of its text."""
        return self.paper.lang

    @property
    def year(self) -> str:
        """YYYY, empty without a date."""
        return self.date[:4]

    @property
    def month(self) -> str:
        """YYYY-MM, empty without a date."""
        return self.date[:7]

    @property
    def files(self) -> tuple[FileState, ...]:
        """The files on the shelf that it stands for, the e-book first."""
        return tuple(file for file in (self.epub, self.pdf) if file)
