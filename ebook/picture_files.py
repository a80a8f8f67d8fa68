"""The files of an issue's pictures: which are named, and reading them from the source's folder and nowhere else."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ebook.model import Article, Figure, Issue, walk
from ebook.problems import Rule
from ebook.rules import picture as rules

__all__ = [
    "MAX_BYTES",
    "PICTURE_ENDINGS",
    "Refused",
    "is_page_picture",
    "named_pictures",
    "read_file",
    "read_picture",
    "spellings",
]

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".jp2", ".svg")

MAX_BYTES = 64 * 1024 * 1024
"""A picture of more bytes is refused."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:")


class Refused(Exception):  # what becomes of it is a problem, not an error
    """A picture that is left out, with the rule and what is wrong."""

    def __init__(self, rule: Rule, detail: str) -> None:
        super().__init__(detail)
        self.rule, self.detail = rule, detail


def is_page_picture(data: bytes) -> bool:
    """Whether a file is a picture of a kind that pages are scanned to: JPEG, PNG, TIFF, WebP or JPEG 2000."""
    return data.startswith(_SCANS) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


_SCANS = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51",
)  # fmt: skip
"""How the files of these formats begin; TIFF in either order of bytes, also with long addresses."""


def named_pictures(issue: Issue) -> dict[str, tuple[Figure, Article]]:
    """The path of each picture that an issue names, with the first figure that names it and its article."""
    found: dict[str, tuple[Figure, Article]] = {}
    for article in issue.articles:
        for block in walk(article.body):
            if isinstance(block, Figure) and block.src is not None:
                found.setdefault(block.src, (block, article))
    return found


def read_picture(src: str, folder: Path) -> bytes:
    """The bytes of the picture that a source in a folder names.

    Raises:
        Refused: it is not there, lies elsewhere, is no regular file, or cannot be read.
    """
    return _read(_find(src, folder.resolve()))


def read_file(file: Path) -> bytes:
    """The bytes of a picture that the user names, wherever it lies.

    Raises:
        Refused: it is not there, is no regular file, or cannot be read.
    """
    try:
        path = file.resolve(strict=True)
    except FileNotFoundError as error:
        raise Refused(rules.MISSING, "no such file") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused(rules.UNREADABLE, f"no path that can be followed ({_why(error)})") from error
    return _read(path)


def _find(src: str, folder: Path) -> Path:
    try:
        for name in spellings(src):
            path = (folder / name).resolve()
            if not path.is_relative_to(folder):
                raise Refused(rules.OUTSIDE, "it leads out of the source's folder; copy it beside the source")
            if path.exists():
                return path
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused(rules.UNREADABLE, f"no path that can be followed ({_why(error)})") from error
    raise Refused(rules.MISSING, "no such file; put it there, relative to the source's folder")


def spellings(src: str) -> tuple[str, ...]:
    """Where the picture that a source names may lie: the path as written, then as it may be meant.

    That is: escaped for a URL, written with backslashes, or stored by a system that takes Hangul and
    kana apart (NFD).

    Raises:
        Refused: it lies on the network, or outside the source's folder.
    """
    if _SCHEME.match(src):
        raise Refused(rules.REMOTE, "an address on the network; save it beside the source")
    written = dict.fromkeys((src, unquote(src), src.replace("\\", "/")))
    for name in written:
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or _DRIVE.match(name) or ".." in path.parts:
            raise Refused(rules.OUTSIDE, "it leads out of the source's folder; copy it beside the source")
    return tuple(
        dict.fromkeys(
            form
            for name in written
            for form in (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
        )
    )


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(rules.NOT_A_FILE, "this is no regular file; name a picture")
    try:
        with open(path, "rb", opener=_careful) as file:  # `Path.open` takes no opener
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise Refused(rules.TOO_LARGE, f"larger than {MAX_BYTES >> 20} MiB; scale it down")
            return file.read(MAX_BYTES)
    except OSError as error:
        raise Refused(
            rules.UNREADABLE, f"it cannot be read ({_why(error)}); check its permissions"
        ) from error


def _careful(path: str, flags: int) -> int:
    """Open without waiting for a pipe's other end, or following a link put there in the meantime."""
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW)


def _why(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
