"""A run of several processes, watched while it goes: processor time, memory, and what else the machine did."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

__all__ = ["Watched", "watch"]

_INTERVAL = 0.25
_MIB = 2**20


class Watched(NamedTuple):
    """What a run used.

    Attributes:
        wall: seconds.
        cpu: seconds of processor, of all its processes.
        memory: of each worker, by the number of its process: seconds since the start and mebibytes
            resident then.
        others: the part of the machine's processors that other programs took meanwhile.
        code: its exit code.
    """

    wall: float
    cpu: float
    memory: dict[int, list[tuple[float, float]]]
    others: float
    code: int


def watch(command: Sequence[str | Path], log: Path) -> Watched:
    """Run a command; what it says goes to a file."""
    busy, start = _busy(), time.perf_counter()
    with log.open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, start_new_session=True)
        cpu: dict[int, float] = {}
        memory: dict[int, list[tuple[float, float]]] = {}
        while process.poll() is None:
            for found in _processes(process.pid):
                try:
                    times = found.cpu_times()
                    cpu[found.pid] = times.user + times.system
                    if found.ppid() not in {process.pid, os.getpid()}:  # forked by a process of the driver's
                        resident = found.memory_info().rss / _MIB
                        if resident:  # none is left of one that has just ended
                            memory.setdefault(found.pid, []).append((time.perf_counter() - start, resident))
                except psutil.Error:  # it has just ended
                    continue
            time.sleep(_INTERVAL)
    wall, used = time.perf_counter() - start, sum(cpu.values())
    others = (_busy() - busy - used) / (wall * (os.cpu_count() or 1))
    workers = {pid: points for pid, points in memory.items() if len(points) > 2}
    return Watched(wall, used, workers, max(0.0, others), process.returncode)


def _processes(session: int) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == session:
                found.append(process)
        except ProcessLookupError:
            continue
    return found


def _busy() -> float:
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))
