"""Errors that stop an export. Each has its exit code, and says what to do."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

__all__ = [
    "CannotWrite", "ChecksFailed", "EbookError", "Exit", "InvalidOutput", "MissingTool",
    "UnknownName", "UnreadableSource", "UsageError",
]  # fmt: skip


class Exit(IntEnum):
    """The exit codes of the command line."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    UNKNOWN_NAME = 3
    UNREADABLE_SOURCE = 4
    CHECKS_FAILED = 5
    CANNOT_WRITE = 6
    INVALID_OUTPUT = 7
    MISSING_TOOL = 8
    DEFECT = 70


class EbookError(Exception):
    """Base class of all errors that a user can do something about.

    Args:
        message: what is wrong, in one sentence.
        hint: what to do about it.
        file: the file it concerns.
        line: the line in that file, counted from 1.
    """

    exit_code: ClassVar[Exit] = Exit.DEFECT

    def __init__(
        self, message: str, *, hint: str | None = None, file: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.file, self.line = message, hint, file, line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return f"{place}{': ' if place else ''}{self.message}"


class UsageError(EbookError):
    """An invalid combination of options."""

    exit_code = Exit.USAGE


class UnknownName(EbookError):
    """A format, theme or locale that does not exist."""

    exit_code = Exit.UNKNOWN_NAME


class UnreadableSource(EbookError):
    """A source that cannot be read, or is not in the format it claims."""

    exit_code = Exit.UNREADABLE_SOURCE


class ChecksFailed(EbookError):
    """The checks found problems, and `--strict` was given."""

    exit_code = Exit.CHECKS_FAILED


class CannotWrite(EbookError):
    """An output could not be written; no partial file is left."""

    exit_code = Exit.CANNOT_WRITE


class InvalidOutput(EbookError):
    """An output does not pass its checks."""

    exit_code = Exit.INVALID_OUTPUT


class MissingTool(EbookError):
    """A required tool or font is not installed."""

    exit_code = Exit.MISSING_TOOL
