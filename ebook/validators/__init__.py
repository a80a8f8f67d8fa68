"""Validators: other people's programs that judge a finished file. A file gives problems."""

from __future__ import annotations

import os

__all__ = ["java_environment"]


def java_environment() -> dict[str, str]:
    """The environment in which Java can open a file whatever its name.

    Java takes the encoding of file names from the locale, and in C or POSIX, which a fresh machine and
    a scheduled job have, no name in Han can be opened.
    """
    return {**os.environ, "LC_ALL": "C.UTF-8"}
