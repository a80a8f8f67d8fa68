"""Whole processes, measured: processor time of the process and its children, wall time, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["Cost", "median_cost", "once"]


class Cost(NamedTuple):
    """What a process used: seconds of processor, seconds of wall clock, mebibytes at its peak."""

    cpu: float
    wall: float
    memory: float


def median_cost(command: Sequence[str | Path], folder: Path, runs: int) -> Cost:
    """The median of several runs, figure by figure, after one run that warms the caches."""
    once(command, folder)
    return Cost(*map(statistics.median, zip(*(once(command, folder) for _ in range(runs)), strict=True)))


def once(command: Sequence[str | Path], folder: Path) -> Cost:
    """What one run of a command costs."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    told = process.stdout.read()
    # wait4 rather than wait: it alone tells what this one process and its children have used.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\nended with {process.returncode}:\n{told.decode()}")
    # The kernel counts in kibibytes on Linux and in bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)
