"""The events of a run, and its summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from ebook.archive.job import Failure, Outcome
from ebook.archive.plan import Plan, Reason
from ebook.archive.sources import FoundSources

__all__ = ["Begun", "Done", "Event", "Failed", "Listener", "Summary", "Waiting"]


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """The plan is made."""

    found: FoundSources
    plan: Plan


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A source is finished.

    Attributes:
        key: its key.
        source: its path or URL.
        reasons: why it was exported; empty if it would have failed again, or another run was quicker.
        outcome: the worker's answer, None if no worker was used.
        files: the main files, by their names on the shelf.
        failure: why there are none.
        left: files that the issue no longer produces, but that were modified since export and so are kept.
        elsewhere: another run exported it meanwhile.
    """

    key: str
    source: str
    reasons: tuple[Reason, ...] = ()
    outcome: Outcome | None = None
    files: tuple[str, ...] = ()
    failure: Failure | None = None
    left: tuple[str, ...] = ()
    elsewhere: bool = False


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Only issues that another run has claimed are left."""

    count: int


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A source without an up-to-date output."""

    key: str
    failure: Failure


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, or would do.

    Attributes:
        plan: the plan.
        found: the sources.
        made: keys of exported issues; empty on a dry run.
        unchanged: number of issues that were up to date, or that another run exported meanwhile.
        failed: in the order of keys.
        pruned: keys of issues that were removed because their source was gone.
        left: files that no issue produces any more, kept because they were modified since export.
        seconds: duration.
    """

    plan: Plan
    found: FoundSources
    made: tuple[str, ...] = ()
    unchanged: int = 0
    failed: tuple[Failed, ...] = ()
    pruned: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    seconds: float = 0.0


Event: TypeAlias = Begun | Done | Waiting
Listener: TypeAlias = Callable[[Event], None]
