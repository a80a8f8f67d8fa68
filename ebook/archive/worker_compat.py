"""Whether a worker on another machine would produce the same files as this one.

It would not with another version of ebook, of a package that can change outputs, of Pango, of the
styles or the fonts. The manifest would then record a wrong fingerprint for its outputs.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import platform
import socket

import msgspec

from ebook.archive.fingerprint import LIBRARIES, BuildFingerprint, build_fingerprint
from ebook.errors import UsageError
from ebook.options import Options

__all__ = ["DifferentProgram", "difference_error", "ensure_same_program", "fingerprint", "versions"]


class DifferentProgram(Exception):
    """A worker would produce other outputs than this program.

    Attributes:
        host: the worker's machine.
        fingerprint: the worker's.
        versions: of ebook and the packages that can change outputs, on the worker.
    """

    def __init__(self, host: str, fingerprint: BuildFingerprint, versions: dict[str, str]) -> None:
        super().__init__(host, fingerprint, versions)
        self.host, self.fingerprint, self.versions = host, fingerprint, versions


@functools.lru_cache(maxsize=4)
def fingerprint(options: Options) -> BuildFingerprint:
    """`basis_of`, once for all jobs of a run."""
    return build_fingerprint(options)


def ensure_same_program(theirs: BuildFingerprint, options: Options) -> None:
    """Compare this machine with the fingerprint of another one, for the same options.

    Raises:
        OtherProgram: it does not.
    """
    ours = fingerprint(options)
    if msgspec.structs.replace(theirs, options=ours.options) != ours:
        raise DifferentProgram(socket.gethostname(), ours, versions())


def versions() -> dict[str, str]:
    """The versions of Python, ebook, and the packages that can change outputs."""
    found = {"Python": platform.python_version()}
    for name in ("ebook", *LIBRARIES):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def difference_error(worker: DifferentProgram, here: BuildFingerprint) -> UsageError:
    """The error that names what differs on a worker: versions, or else what versions do not show."""
    ours = versions()
    differing = [
        f"{name} {worker.versions.get(name, 'is missing')} (here: {ours.get(name, 'missing')})"
        for name in sorted({*ours, *worker.versions})
        if ours.get(name) != worker.versions.get(name)
    ]
    named = {
        "program": "its code, Pango or HarfBuzz",
        "styles": "its styles",
        "fonts": "its fonts",
        "epoch": "SOURCE_DATE_EPOCH",
    }
    differing = differing or [
        what for field, what in named.items() if getattr(worker.fingerprint, field) != getattr(here, field)
    ]
    return UsageError(
        f"the worker on {worker.host} would produce other files than this machine; it differs in "
        + ", ".join(differing),
        hint="install the same ebook with the same packages on all machines",
    )
