"""A source file, read once: its bytes, its name, and the folder that its pictures stand in."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ebook.errors import UnreadableSource

__all__ = ["MAX_BYTES", "Source", "is_text"]

MAX_BYTES = 256 * 1024 * 1024
"""A source larger than this is refused: a newspaper page's text is some ten thousand bytes."""


class Source(msgspec.Struct, frozen=True):
    """The bytes of a source.

    Attributes:
        name: what messages and origins call it: the file's name without its folder.
        data: its bytes.
        folder: where relative picture paths start, None for a source without a place.
    """

    name: str
    data: bytes
    folder: Path | None = None

    @classmethod
    def from_path(cls, path: str | Path) -> Source:
        """Read a file.

        Raises:
            UnreadableSource: it does not exist, is not a regular file, may not be read, is empty or too large.
        """
        path = Path(path)
        try:
            if not path.exists():
                raise UnreadableSource("no such file", file=str(path), hint="check the path")
            if path.is_dir():
                raise UnreadableSource(
                    "this is a folder, not a file", file=str(path), hint="name the page's file inside it"
                )
            if not path.is_file():
                raise UnreadableSource(
                    "this is not a regular file", file=str(path), hint="copy its content to a file"
                )
            if path.stat().st_size > MAX_BYTES:
                raise UnreadableSource(
                    f"larger than {MAX_BYTES >> 20} MiB", file=str(path), hint="split it into issues"
                )
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableSource(
                f"cannot be read: {error.strerror or error}", file=str(path), hint="check its permissions"
            ) from error
        if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise UnreadableSource(
                "the file is empty", file=str(path), hint="export it again from where it came"
            )
        return cls(path.name, data, path.absolute().parent)


def is_text(name: str) -> bool:
    """Whether a file's name is Unicode: one in an old encoding comes as surrogates (PEP 383), and fits no address."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
