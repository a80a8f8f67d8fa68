"""Those who do the jobs: processes of this machine, or of a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from ebook.batch.job import Job, Outcome

__all__ = ["Workers"]


class Workers(Protocol):
    """Does jobs, several at once. Leaving the context ends all work at once, whatever is unfinished."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do jobs; outcomes come as they are ready, in no order.

        A job is taken from the iterable only when a worker is free for it, so that whoever hands
        the jobs out decides late. A job whose worker dies or takes too long is an outcome with a
        failure that does not last.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
