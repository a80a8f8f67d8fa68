"""A second program reads a print as well: what search, copying and reading aloud get must not depend on the program.

Poppler's `pdftotext` is asked where it is installed, else MuPDF where its Python package is.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import subprocess
from itertools import zip_longest
from pathlib import Path

from ebook.pdf.compare import comparable, is_not_read, reads_like
from ebook.pdf.reader import PdfFile
from ebook.problems import Problem
from ebook.rules import output

__all__ = ["check_readers", "read_by_mupdf", "read_by_poppler"]

_TIMEOUT = 120  # seconds
_LAST_TWO = 0xFFFE  # of each plane
_SHOWN = 12  # characters on each side of a difference


def check_readers(pdf: PdfFile, path: Path) -> list[Problem]:
    """Whether another program reads the same characters, in the same order, off each page of a print of ours."""
    if not pdf.is_ours:
        return []
    for name, read in (("Poppler", read_by_poppler), ("MuPDF", read_by_mupdf)):
        theirs = read(path)
        if theirs is not None:
            return _differences(pdf, name, theirs)
    return []


def read_by_poppler(path: Path) -> list[str] | None:
    """The text of each page, in the order of drawing; None where Poppler is not installed or fails."""
    command = shutil.which("pdftotext")
    if command is None:
        return None
    try:
        run = subprocess.run(
            [command, "-raw", "-enc", "UTF-8", str(path.resolve()), "-"],
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.decode("utf-8", "replace").removesuffix("\f").split("\f")


def read_by_mupdf(path: Path) -> list[str] | None:
    """The text of each page, in the order of drawing; None where MuPDF is not installed."""
    if importlib.util.find_spec("pymupdf") is None:
        return None
    pymupdf = importlib.import_module("pymupdf")
    with pymupdf.open(path) as document:
        return [str(page.get_text()) for page in document]


def _differences(pdf: PdfFile, name: str, theirs: list[str]) -> list[Problem]:
    """A problem for each page that the two read differently."""
    ours = [page.drawn for page in pdf.pages]
    problems = []
    for number, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue=""), 1):
        one_text, other_text = _comparable(one), _comparable(other)
        if reads_like(one_text, other_text):
            continue
        pairs = enumerate(zip(one_text, other_text, strict=False))
        at = next((at for at, (a, b) in pairs if a != b), len(one_text))
        start, end = max(0, at - _SHOWN), at + _SHOWN
        message = f"{pdf.name}, page {number}: pdfium reads {one_text[start:end]!r}, {name} reads {other_text[start:end]!r}"
        problems.append(output.READERS_DISAGREE.at(None, message))
    return problems


def _comparable(text: str) -> str:
    """Without characters that one of the programs gives back as U+FFFD or not at all: those of no use to others."""
    return "".join(char for char in comparable(text) if not (is_not_read(char) or _is_no_character(char)))


def _is_no_character(char: str) -> bool:
    """U+FFFD, and code points that never are characters (Unicode 23.7); controls, which MuPDF leaves out."""
    code = ord(char)
    return (
        code in range(0x7F, 0xA0)
        or code in range(0xFDD0, 0xFDF0)
        or code % 0x10000 >= _LAST_TWO
        or char == "\ufffd"
    )
