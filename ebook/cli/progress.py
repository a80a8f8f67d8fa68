"""How far a run over an archive is: a bar on a terminal, a line now and then in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from ebook.cli import console

__all__ = ["Pace", "Show", "showing", "span"]

_EVERY = 30.0  # seconds between two lines


class Pace:
    """Counts what is done, and how fast.

    Args:
        total: how many issues are to be made.
        clock: gives seconds.
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self.done, self.failed = total, 0, 0
        self._clock, self._started = clock, clock()

    def count(self, *, failed: bool) -> None:
        """One more is done."""
        self.done += 1
        self.failed += failed

    @property
    def per_minute(self) -> float:
        """Issues a minute so far."""
        return 60 * self.done / max(self._clock() - self._started, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at this pace; None while it is unknown."""
        return 60 * (self.total - self.done) / self.per_minute if self.done else None

    def __str__(self) -> str:
        parts = [f"{self.done} of {self.total}", f"{self.per_minute:.0f} a minute"]
        if self.left:
            parts.append(f"{span(self.left)} left")
        if self.failed:
            parts.append(f"{self.failed} failed")
        return ", ".join(parts)


Show: TypeAlias = Callable[[Pace, str | None], None]
"""Called with how far it is, and what is being waited for."""


def span(seconds: float) -> str:
    """A length of time for people: 0.4 s, 42 s, 3 min 20 s, 5 h 12 min."""
    if seconds < 10:  # noqa: PLR2004  # where a tenth says something
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:  # noqa: PLR2004  # seconds in a minute
        return f"{whole} s"
    minutes, whole = divmod(whole, 60)
    if minutes < 60:  # noqa: PLR2004  # minutes in an hour
        return f"{minutes} min {whole} s"
    return f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def showing() -> Iterator[Show]:
    """A bar on a terminal, a line every half minute in a pipe."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}", markup=False))
    # A message that is longer than a line must stay one, for whoever copies a path out of it.
    screen = Console(stderr=True, soft_wrap=True)
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(pace: Pace, waiting: str | None) -> None:
            bar.update(task, total=pace.total, completed=pace.done, description=waiting or str(pace))

        yield show


class _Lines:
    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, pace: Pace, waiting: str | None) -> None:
        now = time.monotonic()
        if waiting or (now - self._last >= _EVERY and pace.done < pace.total):
            self._last = now
            console.note(waiting or str(pace))
