"""What outputs depend on besides the source's own files: options, program, styles, fonts."""

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

__all__ = ["LIBRARIES", "NOT_IN_OUTPUTS", "BuildFingerprint", "build_fingerprint", "program_digest"]

LIBRARIES = (
    "EbookLib", "budoux", "cssselect2", "fonttools", "korean-lunar-calendar", "langcodes", "lunardate", "lxml", "markdown-it-py",
    "mammoth", "mdit-py-plugins", "msgspec", "onnxruntime", "opencv-python-headless", "pillow", "pydyf", "pyphen", "pypdfium2", "pyyaml", "rapidocr", "tinycss2", "tinyhtml5",
    "uharfbuzz", "weasyprint",
)  # fmt: skip
"""The packages whose version can change an output."""

_SYSTEM_LIBRARIES = {"pango-1.0": "pango_version_string", "harfbuzz": "hb_version_string"}
"""The libraries that WeasyPrint uses to set type; each has a function that returns its version."""

NOT_IN_OUTPUTS = (
    "__main__.py", "catalog", "checks/epub.py", "checks/pdf_readers.py",
    "checks/pdf_record.py", "cli", "desk", "epub", "reading/lessons.py", "review", "serve", "validators", "verify_print.py",
)  # fmt: skip
"""Folders and modules of the package that no export reaches: a change there exports no issue again."""


class BuildFingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """What outputs depend on besides the source and its pictures; all are digests except the options.

    Attributes:
        options: as JSON, so that a message can name the option that changed.
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
    """The fingerprint of a run with these options.

    Raises:
        UnknownName: a format does not exist.
        UnreadableSource: the picture for the cover, the profile or the selectors cannot be read.
        MissingTool: the installation lacks its styles or fonts.
    """
    is_set = any(writable(name).takes == "edition" for name in options.to)
    return BuildFingerprint(
        options=_options(options),
        program=program_digest(),
        styles=_folder(assets.folder("styles")) if is_set else "",
        fonts=_folder(assets.folder("fonts")) if is_set else "",
        epoch=os.environ.get("SOURCE_DATE_EPOCH", "") if is_set else "",
    )


def _options(options: Options) -> str:
    values = options.that_shape_outputs()
    if isinstance(options.cover, Path):
        values["cover"] = _file(options.cover, "name a picture with --cover")
    if options.profile is not None:
        values["profile"] = _file(options.profile, "make one with `ebook profile`")
    if options.selectors is not None:
        values["selectors"] = _file(options.selectors, "name a file of selectors with --selectors")
    return msgspec.json.encode(values, order="sorted").decode()


def _file(path: Path, hint: str) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableSource(
            f"cannot be read: {error.strerror or error}", file=str(path), hint=hint
        ) from error


@functools.cache
def program_digest() -> str:
    """Of the version, the code that an export can reach, and the libraries."""
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
    """The version of a shared library. Loading it takes milliseconds, importing WeasyPrint a second."""
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
        inner = path.relative_to(package).as_posix()
        left_out = any(inner == name or inner.startswith(f"{name}/") for name in NOT_IN_OUTPUTS)
        if path.is_file() and "__pycache__" not in path.parts and not left_out:
            yield inner.encode()
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
        whole.update(len(part).to_bytes(8, "big"))  # so that different lists of parts never look alike
        whole.update(part)
    return whole.hexdigest()
