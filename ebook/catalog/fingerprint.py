"""Digests of what a file of the catalogue depends on, so that it is written only when that changes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from ebook import __version__
from ebook.catalog.entry import Entry, FileState

__all__ = ["entry_fingerprint", "fingerprint", "program_fingerprint"]


def fingerprint(*parts: object) -> str:
    """A digest of texts, numbers and structures."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]


def entry_fingerprint(entry: Entry) -> str:
    """A digest of everything that may be shown of an issue; modification times are not."""
    return fingerprint(msgspec.structs.replace(entry, epub=_timeless(entry.epub), pdf=_timeless(entry.pdf)))


_PACKAGES = ("ebook.catalog", "ebook.epub", "ebook.languages")
_MODULES = ("sanitize.py", "xhtml.py")


@cache
def program_fingerprint() -> str:
    """A digest of the program as far as it writes catalogues: another program makes all files anew."""
    texts = [__version__, *(resources.files("ebook").joinpath(name).read_text("utf-8") for name in _MODULES)]
    for package in _PACKAGES:
        texts.extend(_texts(resources.files(package)))
    return fingerprint(*texts)


def _texts(folder: Traversable) -> list[str]:
    """The sources below a folder, in the order of their names."""
    texts = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            texts.extend(_texts(item))
        elif item.name.endswith((".py", ".css", ".js")):
            texts.append(item.read_text(encoding="utf-8"))
    return texts


def _timeless(file: FileState | None) -> FileState | None:
    return file and msgspec.structs.replace(file, mtime_ns=0)
