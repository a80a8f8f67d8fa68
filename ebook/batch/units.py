"""What is put in place in one step: a file, or a folder with all it holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ebook.batch.addresses import join, parent
from ebook.batch.job import Output
from ebook.batch.manifest import Entry, Kept

__all__ = ["has_any", "kept_of", "on_shelf", "overlap", "units_of"]


def units_of(key: str, outputs: Iterable[Output]) -> Iterator[tuple[str, str]]:
    """Each unit's name below the staging folder, and below the shelf."""
    outputs = tuple(outputs)
    folders = _folders(outputs)
    for unit in dict.fromkeys(_unit(output, folders) for output in outputs):
        yield unit, on_shelf(key, unit)


def kept_of(key: str, outputs: Iterable[Output]) -> tuple[Kept, ...]:
    """What the manifest keeps of outputs; their times are not known yet."""
    outputs = tuple(outputs)
    folders = _folders(outputs)
    return tuple(
        Kept(
            name=on_shelf(key, output.path),
            sha256=output.sha256,
            size=output.size,
            shared=output.shared,
            unit=_folded(on_shelf(key, _unit(output, folders))),
        )
        for output in outputs
    )


def overlap(inner: str, outer: str) -> bool:
    """Whether a unit is another one, or lies within it."""
    return inner == outer or inner.startswith(f"{outer}/")


def has_any(entry: Entry, units: Iterable[str]) -> bool:
    """Whether an issue has files where another's units would be."""
    units = tuple(units)
    return any(
        overlap(kept.unit, unit) or overlap(unit, kept.unit) for kept in entry.outputs for unit in units
    )


def _folders(outputs: Iterable[Output]) -> set[str]:
    """Outputs in a folder are put in place with it; a shared one by itself, as others put theirs beside it."""
    return {output.path.partition("/")[0] for output in outputs if "/" in output.path and not output.shared}


def _unit(output: Output, folders: set[str]) -> str:
    top = output.path.partition("/")[0]
    return top if top in folders else output.path


def on_shelf(key: str, path: str) -> str:
    """The name on the shelf of an issue's file: it lies in the folder that its source has in the archive."""
    folder = parent(key)
    return join(folder, path) if folder else path


def _folded(name: str) -> str:
    """As a file system sees it that does not tell capitals from small letters: no shelf has two such names."""
    return unicodedata.normalize("NFC", name.casefold())
