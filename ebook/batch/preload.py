"""What a fresh worker should find imported: forked from a process that has it, it is warm at once."""

from __future__ import annotations

from collections.abc import Iterable

from ebook.formats import writable

__all__ = ["modules"]

_ALWAYS = ("ebook.batch.work", "ebook.checks.issue", "ebook.readers.text", "ebook.readers.markdown")
_FOR_PICTURES = ("ebook.render.assemble", "ebook.render.raster", "ebook.render.svg", "ebook.render.cover")


def modules(formats: Iterable[str]) -> list[str]:
    """The modules that making these formats needs.

    A writer may have a submodule `warm` for what else it is to find ready. Modules that do not exist
    are passed over by whoever imports these.

    Raises:
        UnknownName: one cannot be written.
    """
    rows = [writable(name) for name in formats]
    writers = [row.writer.partition(":")[0] for row in rows if row.writer]
    edition = _FOR_PICTURES if any(row.takes == "edition" for row in rows) else ()
    return [*_ALWAYS, *edition, *writers, *(f"{name}.warm" for name in writers)]
