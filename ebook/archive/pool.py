"""Worker processes of this machine.

Each worker is a process with a pipe to the driver. If it crashes, hangs or leaks memory, it alone is
killed and replaced. On Linux, workers are forked from a server process that has already imported the
heavy libraries; on macOS, whose libraries do not survive a fork, each is started anew.

Only the driver handles signals: workers ignore SIGINT and SIGTERM, and end with the driver, even if it
is killed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from ebook.archive.addresses import display
from ebook.archive.job import Failure, Job, Outcome
from ebook.errors import Exit
from ebook.formats import writable

__all__ = ["LocalPool", "modules_to_preload"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_SETTLING = 5
"""After so many jobs, a worker has loaded what every issue needs: fonts, tables, caches."""

_GROWTH, _LEAST_GROWTH = 1.5, 250 * 2**20
"""How much the memory of a worker may grow after that: by this factor, and by at least so many bytes."""


class LocalPool:
    """Workers on this machine; see `ebook.archive.job.Workers`.

    Args:
        jobs: number of processes.
        timeout: seconds that one job may take.
        do: the function that does a job; a new process must be able to import it by name. By default
            `ebook.archive.work.do`.
    """

    def __init__(self, jobs: int, timeout: float, do: Callable[[Job], Outcome] | None = None) -> None:
        self._jobs, self._timeout, self._do = jobs, timeout, do
        self._workers: dict[Connection, _Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill all workers, whatever they are doing."""
        for worker in self._workers.values():
            worker.kill()
        self._workers.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do jobs; outcomes are yielded as they become ready."""
        waiting = iter(jobs)
        self._hand_out(waiting)
        while busy := [worker for worker in self._workers.values() if worker.job]:
            done = list(self._outcomes(busy))
            # Hand out new work first, so that no worker is idle while these outcomes are processed.
            self._hand_out(waiting)
            yield from done

    def _hand_out(self, waiting: Iterator[Job]) -> None:
        idle = [worker for worker in self._workers.values() if not worker.job]
        while idle or len(self._workers) < self._jobs:
            job = next(waiting, None)
            if job is None:
                return
            worker = idle.pop() if idle else self._started(job)
            if not worker.begin(job, self._timeout):  # it died while it was idle
                self._drop(worker)
                self._started(job).begin(job, self._timeout)

    def _started(self, job: Job) -> _Worker:
        worker = _Worker.start(modules_to_preload(job.options.to), self._do)
        self._workers[worker.pipe] = worker
        return worker

    def _drop(self, worker: _Worker) -> None:
        del self._workers[worker.pipe]
        worker.kill()

    def _outcomes(self, busy: list[_Worker]) -> Iterator[Outcome]:
        """Wait until a worker has finished, died, or taken too long."""
        next_deadline = min(worker.deadline for worker in busy)
        pipes = [worker.pipe for worker in busy]
        connection.wait(pipes, max(0.0, next_deadline - time.monotonic()))
        for worker in busy:
            if outcome := worker.outcome():
                yield outcome
                if worker.is_spent:
                    self._drop(worker)


class _Worker:
    """A worker process and its current job."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.pipe, self.job, self.deadline, self.is_spent = pipe, None, 0.0, False
        self._process, self._timeout = process, 0.0
        self._jobs_done = self._most_memory = 0

    pipe: Connection
    job: Job | None

    @classmethod
    def start(cls, modules: list[str], do: Callable[[Job], Outcome] | None) -> Self:
        """Start a process that has these modules imported."""
        context = _context()
        context.set_forkserver_preload(modules)
        pipe, its_end = context.Pipe()
        process = context.Process(target=_work, args=(its_end, do), name="ebook worker", daemon=True)
        with its_end, _signals_held_back():
            process.start()
        return cls(process, pipe)

    def begin(self, job: Job, timeout: float) -> bool:
        """Hand it a job; False if it is dead."""
        self.job, self.deadline, self._timeout = job, time.monotonic() + timeout, timeout
        try:
            self.pipe.send(job)
        except OSError:
            return False
        return True

    def outcome(self) -> Outcome | None:
        """The outcome of its job; None while it is busy."""
        job = self.job
        if job is None:
            return None
        try:
            if self.pipe.poll():
                outcome: Outcome = self.pipe.recv()
                self._finish(outcome.memory)
                return outcome
        except (EOFError, OSError):
            self._process.join(timeout=1)
            return self._lost(job, f"its worker process died ({_exit(self._process.exitcode)})")
        if time.monotonic() >= self.deadline:
            return self._lost(job, f"it took longer than {self._timeout:.0f} seconds and was stopped")
        return None

    def kill(self) -> None:
        """End it at once and free its resources."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()

    def _finish(self, memory: int) -> None:
        self.job = None
        self._jobs_done += 1
        if self._jobs_done <= _SETTLING:
            self._most_memory = max(self._most_memory, memory)
        else:
            limit = max(_GROWTH * self._most_memory, self._most_memory + _LEAST_GROWTH)
            self.is_spent = memory > limit

    def _lost(self, job: Job, why: str) -> Outcome:
        self.job, self.is_spent = None, True
        failure = Failure(
            message=f"{display(job.source)}: {why}",
            hint="run again; if it happens again, please report it with the source",
            exit_code=int(Exit.DEFECT),
            lasting=False,
        )
        return Outcome(key=job.key, failure=failure)


def _context() -> ForkServerContext | SpawnContext:
    return get_context("spawn") if sys.platform == "darwin" else get_context("forkserver")


def _exit(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return f"signal {signal.Signals(-code).name}"


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Processes started in this context have these signals blocked, and so do their own children."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, do: Callable[[Job], Outcome] | None) -> None:
    """The main function of a worker process: one job after the other, until the driver is gone."""
    from ebook.archive import work

    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_driver, daemon=True).start()
    warm = False
    while True:
        try:
            job: Job = pipe.recv()
            pipe.send((do or work.do)(job))
        except (EOFError, OSError):
            return
        # An issue leaves cyclic garbage behind, which Python would let grow to a quarter of all objects.
        # Collecting it is fast once the objects that the first issue loaded for good are excluded.
        gc.collect()
        if not warm:
            gc.freeze()
            warm = True


def _end_with_driver() -> None:
    driver = parent_process()
    assert driver is not None  # noqa: S101  # this runs in a process that was started
    connection.wait([driver.sentinel])
    os._exit(1)


_ALWAYS = ("ebook.archive.work", "ebook.checks.issue", "ebook.reading", "ebook.readers.markdown")
_FOR_PICTURES = ("ebook.render.assemble", "ebook.rasters", "ebook.render.svg", "ebook.render.cover")


def modules_to_preload(formats: Iterable[str]) -> list[str]:
    """The modules that an export to these formats needs, for the server that workers are forked from.

    A writer may have a submodule `warm` that prepares more. Names of modules that do not exist are
    ignored.

    Raises:
        UnknownName: there is no writer for a format.
    """
    rows = [writable(name) for name in formats]
    writers = [row.writer.partition(":")[0] for row in rows if row.writer]
    edition = _FOR_PICTURES if any(row.takes == "edition" for row in rows) else ()
    return [*_ALWAYS, *edition, *writers, *(f"{name}.warm" for name in writers)]
