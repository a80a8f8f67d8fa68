"""`ebook serve` as a process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(shelf: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address, once it can be opened, and the process, which is ended if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ebook", "serve", str(shelf), "--port", "0", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        line = process.stdout.readline()
        yield line.split()[0] if line else "", process
    finally:
        process.kill()
        process.communicate()
