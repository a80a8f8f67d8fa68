"""A Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]

_OPTIONS = "--host=127.0.0.1", "--no-dashboard"


class Cluster:
    """A running cluster.

    Attributes:
        scheduler: its process.
        workers: theirs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port=0", f"--scheduler-file={folder / 'address.json'}")

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads((self._folder / "address.json").read_text())["address"])

    def add_worker(self, **environment: str) -> None:
        """Start a worker."""
        options = "--nthreads=1", "--no-nanny", f"--local-directory={self._folder}"
        self.workers.append(self._start("worker", self.address, *options, **environment))

    def wait(self) -> None:
        """Until all workers are there: on a busy machine that takes its time."""
        for number in range(len(self.workers)):
            self._wait_for(f"worker-{number}", "Registered to")

    def end(self) -> None:
        """Kill all that was started."""
        for process in (*self.workers, self.scheduler):
            process.kill()
        for process in (*self.workers, self.scheduler):
            process.wait()

    def _start(self, program: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{program}-{len(self.workers)}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{program}", *options, *_OPTIONS],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=log,
                stderr=log,
            )

    def wait_for_scheduler(self) -> None:
        """Until it listens."""
        self._wait_for("scheduler-0", "Scheduler at:")
        wait_until((self._folder / "address.json").exists)

    def _wait_for(self, log: str, words: str) -> None:
        wait_until(lambda: words in (self._folder / f"{log}.log").read_text("utf-8"))


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster with so many workers; `folder` is for its files."""
    started = Cluster(folder)
    try:
        started.wait_for_scheduler()
        for _ in range(workers):
            started.add_worker()
        started.wait()
        yield started
    finally:
        started.end()
