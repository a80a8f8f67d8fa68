"""A Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Cluster:
    """A running cluster.

    Attributes:
        address: of the scheduler.
        scheduler: its process.
        workers: theirs.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "dask_scheduler", "--host=127.0.0.1", "--port=0", f"--scheduler-file={self._file}"
        )
        self.address = self._address()

    def add_worker(self, **environment: str) -> None:
        """Start a worker."""
        self.workers.append(
            self._start(
                "dask_worker",
                f"--scheduler-file={self._file}",
                "--host=127.0.0.1",
                "--nthreads=1",
                "--no-nanny",
                f"--local-directory={self._file.parent}",
                **environment,
            )
        )

    def end(self) -> None:
        """Kill all that was started."""
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()

    def _start(self, program: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self._file.parent / f"{program}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"],
                cwd=self._file.parent,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=log,
                stderr=log,
            )

    def _address(self) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end and self.scheduler.poll() is None:
            if self._file.exists() and (text := self._file.read_text()):
                return str(json.loads(text)["address"])
            time.sleep(0.05)
        raise RuntimeError(f"no scheduler started; see {self._file.parent}")


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster with so many workers; `folder` is for its files."""
    started = Cluster(folder)
    try:
        for _ in range(workers):
            started.add_worker()
        yield started
    finally:
        started.end()
