"""Workers of an existing Dask cluster, on this machine or on others.

Only jobs and outcomes are sent over the network. Workers read sources and write outputs themselves, so
all workers need access to both. Dask gives the job of a lost worker to another one, which stages the
same files under the same names, so only time is lost.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ebook.archive.addresses import display
from ebook.archive.fingerprint import BuildFingerprint
from ebook.archive.job import Failure, Job, Outcome
from ebook.archive.worker_compat import (
    DifferentProgram,
    difference_error,
    ensure_same_program,
    fingerprint,
    versions,
)
from ebook.errors import EbookError, Exit, MissingTool, UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["DaskCluster"]

_CONNECT = 20.0
"""Seconds within which a scheduler has to answer."""

_FIRST_WORKER = 20.0
"""Seconds within which a cluster has to have a worker."""

_PATIENCE = 120.0
"""Seconds after which a cluster without workers is given up."""

_GLANCE = 5.0
"""Seconds between two checks of the cluster while no outcome arrives."""

_IN_FLIGHT = 2
"""Jobs for each worker process: one in progress and one waiting."""

_one_at_a_time = threading.Lock()
"""One thread of a worker process works at a time: WeasyPrint and its libraries do not support more."""


class DaskCluster:
    """Workers of a Dask cluster; see `ebook.archive.job.Workers`.

    A job in progress when the context is left runs to its end in its staging folder, and its outcome is
    ignored: Dask can end a worker, but not a job in one of its threads.

    Args:
        scheduler: its address, such as `tcp://10.0.0.5:8786`.
    """

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler
        self._closing = ExitStack()
        self._pending: dict[Future[Outcome], Job] = {}

    def __enter__(self) -> Self:
        """Connect.

        Raises:
            MissingTool: the package is not installed, the scheduler does not answer, or it has no workers.
            UsageError: the address is invalid, or the workers cannot import ebook.
        """
        with ExitStack() as stack:
            self._client = stack.enter_context(_connected(self._scheduler))
            self._closing = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()
        self._pending.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do jobs; outcomes are yielded as they become ready.

        Raises:
            UsageError: the workers have another version of ebook or of its libraries.
            MissingTool: the scheduler or all workers were lost.
        """
        waiting = iter(jobs)
        self._hand_out(waiting)
        while self._pending:
            outcomes = self._outcomes()
            self._hand_out(waiting)
            yield from outcomes

    def _hand_out(self, waiting: Iterator[Job]) -> None:
        room = _IN_FLIGHT * max(1, len(self._workers())) - len(self._pending)
        for _ in range(room):
            job = next(waiting, None)
            if job is None:
                return
            future = self._client.submit(
                _do, job, fingerprint(job.options), key=f"ebook-{job.staging}", pure=False
            )
            self._pending[future] = job

    def _outcomes(self) -> list[Outcome]:
        try:
            return [_outcome(future, self._pending.pop(future)) for future in self._done()]
        except EbookError:
            raise
        except (
            Exception
        ) as error:  # a lost scheduler shows as an error of asyncio, of tornado or of distributed
            raise self._lost("was lost") from error

    def _done(self) -> list[Future[Outcome]]:
        """Wait for the next outcomes."""
        from distributed import wait

        waited = 0.0
        while True:
            try:
                with self._client.as_current():
                    found = wait(list(self._pending), timeout=_GLANCE, return_when="FIRST_COMPLETED")
                return list(found.done)
            except TimeoutError:
                waited = 0.0 if self._workers() else waited + _GLANCE
                if waited >= _PATIENCE:
                    raise self._lost("has had no worker for long") from None

    def _workers(self) -> dict[str, int]:
        """The addresses of the workers; empty if the scheduler does not answer."""
        try:
            return dict(self._client.nthreads())
        except (OSError, RuntimeError, ValueError):
            return {}

    def _lost(self, how: str) -> MissingTool:
        return MissingTool(
            f"the cluster {how}",
            file=self._scheduler,
            hint="finished issues are on the shelf; run again when the cluster is back",
        )


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence the library's log: every failure is raised as an error."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "distributed.comm")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    try:
        import distributed  # noqa: F401  # its loggers are there to be silenced
    except ImportError as error:
        raise MissingTool(
            f"the package that talks to a cluster is not installed: {error}",
            hint="pip install ebook[cluster]",
        ) from error
    with _quiet():
        client = _client(scheduler)
        try:
            _wait_for_a_worker(client, scheduler)
            _ensure_ebook_on_workers(client)
            yield client
        finally:
            client.close(timeout=1)


def _client(scheduler: str) -> Client:
    from distributed import Client
    from distributed.comm.addressing import resolve_address

    try:
        resolve_address(scheduler)
        return Client(scheduler, timeout=_CONNECT, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise MissingTool(
            f"no scheduler answers: {error}", file=scheduler, hint="check the address, and that it runs"
        ) from error
    except ValueError as error:
        raise UsageError(
            f"invalid address of a scheduler: {error}",
            file=scheduler,
            hint="use one such as tcp://10.0.0.5:8786",
        ) from error


def _wait_for_a_worker(client: Client, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except TimeoutError as error:
        raise MissingTool(
            "the cluster has no workers", file=scheduler, hint=f"start some: dask worker {scheduler}"
        ) from error


def _ensure_ebook_on_workers(client: Client) -> None:
    """A worker that cannot import its job ends itself without any message, so check first."""
    try:
        client.run(versions)
    except Exception as error:  # whatever it is that the workers have instead of ebook
        raise UsageError(
            f"the workers cannot run ebook: {error}",
            hint="install the same ebook[cluster] for the workers and the scheduler",
        ) from error


def _do(job: Job, theirs: BuildFingerprint) -> Outcome:
    """Do a job, in a worker."""
    from ebook.archive.work import do

    with _one_at_a_time:
        ensure_same_program(theirs, job.options)
        return do(job)


def _outcome(future: Future[Outcome], job: Job) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, DifferentProgram):
        raise difference_error(error, fingerprint(job.options))
    if isinstance(error.__cause__, ImportError):
        raise UsageError(
            f"the scheduler cannot import ebook: {error.__cause__}",
            hint="install the same ebook[cluster] for the workers and the scheduler",
        )
    failure = Failure(
        message=f"{display(job.source)}: the cluster gave up: {error}",
        hint="run again; if it happens again, please report it with the source",
        exit_code=int(Exit.DEFECT),
        lasting=False,
    )
    return Outcome(key=job.key, failure=failure)
