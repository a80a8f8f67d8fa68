"""What the outputs of an issue follow from besides its own files: options, program, styles, fonts."""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import hashlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

import ebook
from ebook import assets
from ebook.errors import UnreadableSource
from ebook.formats import writable
from ebook.options import Options

__all__ = ["LIBRARIES", "BuildFingerprint", "build_fingerprint"]

LIBRARIES = (
    "EbookLib", "budoux", "cssselect2", "fonttools", "korean-lunar-calendar", "langcodes", "lunardate", "lxml", "markdown-it-py",
    "mdit-py-plugins", "msgspec", "pillow", "pydyf", "pyphen", "pypdfium2", "pyyaml", "tinycss2", "tinyhtml5",
    "uharfbuzz", "weasyprint",
)  # fmt: skip
"""The packages whose version may show in an output."""

_SYSTEM_LIBRARIES = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}
"""What WeasyPrint sets type with; each has a function that gives its version."""

_NOT_IN_OUTPUTS = frozenset(("cli", "review", "catalog", "__pycache__"))
"""Folders of the package that only show and list: a new progress bar makes no issue again."""


class BuildFingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """What outputs follow from besides the source and its pictures; all texts, digests but for the options.

    Attributes:
        options: as JSON, so that it can be told which one changed.
        program: version, code, and versions of the libraries.
        styles: style sheets, empty where no format uses them.
        fonts: font files, empty where no format uses them.
        epoch: SOURCE_DATE_EPOCH.
    """

    options: str
    program: str
    styles: str
    fonts: str
    epoch: str


def build_fingerprint(options: Options) -> BuildFingerprint:
    """What a run with these options stands on.

    Raises:
        UnknownName: a format does not exist.
        UnreadableSource: the picture for the cover cannot be read.
        MissingTool: the installation lacks its styles or fonts.
    """
    is_set = any(writable(name).takes == "edition" for name in options.to)
    return BuildFingerprint(
        options=_options(options),
        program=_program(),
        styles=_folder(assets.folder("styles")) if is_set else "",
        fonts=_folder(assets.folder("fonts")) if is_set else "",
        epoch=os.environ.get("SOURCE_DATE_EPOCH", "") if is_set else "",
    )


def _options(options: Options) -> str:
    told = options.that_shape_outputs()
    if isinstance(options.cover, Path):
        told["cover"] = _file(options.cover)
    return msgspec.json.encode(told, order="sorted").decode()


def _file(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableSource(
            f"cannot be read: {error.strerror or error}", file=str(path), hint="name a picture with --cover"
        ) from error


@functools.cache
def _program() -> str:
    return _digest((*_versions(), *_code(Path(ebook.__file__).parent)))


def _versions() -> Iterator[bytes]:
    yield f"ebook {ebook.__version__}".encode()
    yield f"python {platform.python_version()} {sys.byteorder}".encode()
    for name in LIBRARIES:
        try:
            yield f"{name} {importlib.metadata.version(name)}".encode()
        except importlib.metadata.PackageNotFoundError:
            continue
    for name, function in _SYSTEM_LIBRARIES.items():
        yield f"{name} {_system_version(name, function)}".encode()


def _system_version(name: str, function: str) -> str:
    """The version of a shared library; loading it costs a few milliseconds, importing WeasyPrint a second."""
    for candidate in (f"lib{name}.so.0", f"lib{name}.0.dylib"):
        try:
            ask = getattr(ctypes.CDLL(candidate), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return bytes(ask()).decode()
    return ""


def _code(package: Path) -> Iterator[bytes]:
    for path in sorted(package.rglob("*")):
        inner = path.relative_to(package)
        if not _NOT_IN_OUTPUTS.intersection(inner.parts) and path.is_file():
            yield inner.as_posix().encode()
            yield path.read_bytes()


@functools.cache
def _folder(folder: Path) -> str:
    parts = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return _digest(
        part for path in parts for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes())
    )


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))  # so that no two lists of parts look the same
        whole.update(part)
    return whole.hexdigest()
