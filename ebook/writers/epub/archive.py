"""A ZIP archive whose bytes depend on its content alone."""

from __future__ import annotations

import zipfile

__all__ = ["EPOCH", "ReproducibleZip"]

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the first that a ZIP directory can express."""

_READABLE_FILE = 0o100644
_UNIX = 3
_COMPRESSED_ALREADY = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".woff", ".woff2")


class ReproducibleZip(zipfile.ZipFile):
    """Entries with a fixed time and mode, in the order of writing.

    What is compressed by its own format is stored, and so is `mimetype`, which has to be
    readable at a fixed place (EPUB 3.3, section 4.2.6.2).
    """

    def writestr(  # type: ignore[override]  # the callers are this package and EbookLib
        self, name: str, data: str | bytes, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        """Add one entry; `compress_type` and `compresslevel` are decided here and ignored."""
        del compress_type, compresslevel
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.create_system = _UNIX
        entry.external_attr = _READABLE_FILE << 16
        super().writestr(entry, data, _method(name))


def _method(name: str) -> int:
    stored = name == "mimetype" or name.lower().endswith(_COMPRESSED_ALREADY)
    return zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
