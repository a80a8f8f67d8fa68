"""The container: how the archive is packed, and where its package lies (EPUB 3.3, section 4.2)."""

from __future__ import annotations

import zipfile

from ebook.checks.epub.archive import Archive
from ebook.checks.epub.xml import parsed
from ebook.model import Origin
from ebook.problems import Problem
from ebook.rules.output import EPUB_CONTAINER

__all__ = ["container_problems", "package_path"]

CONTAINER = "META-INF/container.xml"


def container_problems(archive: Archive, here: Origin) -> list[Problem]:
    """What is wrong with the first entry, with the archive's methods, and with the container's file."""
    found = [EPUB_CONTAINER.at(here, message) for message in _packing(archive)]
    path = package_path(archive)
    if path is None:
        found.append(EPUB_CONTAINER.at(here, f"{CONTAINER} is missing, or names no package"))
    elif path not in archive.names:
        found.append(EPUB_CONTAINER.at(here, f"{CONTAINER} names the package {path}, which is not there"))
    return found


def package_path(archive: Archive) -> str | None:
    """The path of the first package that the container names."""
    if CONTAINER not in archive.names:
        return None
    root = parsed(archive.read(CONTAINER))
    found = root.find(".//{*}rootfile[@full-path]") if root is not None else None
    return found.get("full-path") if found is not None else None


def _packing(archive: Archive) -> list[str]:
    messages = []
    first = archive.entries[0] if archive.entries else None
    if first is None or first.filename != "mimetype":
        messages.append("the first file is not `mimetype`; pack it first, and stored")
    elif first.compress_type != zipfile.ZIP_STORED or first.extra:
        messages.append("`mimetype` is compressed or has extra fields; pack it stored, without them")
    elif archive.read("mimetype") != b"application/epub+zip":
        messages.append("`mimetype` does not hold `application/epub+zip` and nothing else")
    methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    messages += [
        f"{entry.filename} is packed by another method than deflate, which readers need not know"
        for entry in archive.entries
        if entry.compress_type not in methods
    ]
    return messages
