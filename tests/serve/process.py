"""Commands that serve, as processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path


def serving(shelf: Path, *options: str) -> AbstractContextManager[tuple[str, subprocess.Popen[str]]]:
    """`ebook serve` at a port that is free."""
    return listening("serve", str(shelf), "--port", "0", *options)


@contextmanager
def listening(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address, once it can be opened, and the process, which is ended if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ebook", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        line = process.stdout.readline()
        yield line.split()[0] if line else "", process
    finally:
        process.kill()
        process.communicate()
