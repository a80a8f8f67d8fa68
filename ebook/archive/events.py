"""What a run tells while it goes on, and in the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from ebook.archive.job import Failure, Outcome
from ebook.archive.plan import Plan, Reason
from ebook.archive.sources import FoundSources

__all__ = ["Begun", "Done", "Event", "Failed", "Listener", "Summary", "Waiting"]


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """It is known what there is to do."""

    found: FoundSources
    plan: Plan


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A source is finished.

    Attributes:
        key: its key.
        source: its path or URL.
        why: why it was made; empty where it would have failed as before, or another run was quicker.
        outcome: what the worker answered, None where none was asked.
        files: the main files, by their names on the shelf.
        failure: why there are none.
        left: files that are no longer the issue's, but were altered since they were made, and stay.
        elsewhere: made by another run meanwhile.
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
    """Nothing is left but what another run is making."""

    count: int


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A source that has no output of today's."""

    key: str
    failure: Failure


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did, or would do.

    Attributes:
        plan: what it meant to do.
        found: what it found.
        made: keys of what it made; none on a dry run.
        unchanged: how many were as they should be, or were made by another run meanwhile.
        failed: what failed, in the order of keys.
        pruned: keys of what was removed because the source was gone.
        left: files on the shelf that no longer belong to an issue, but were altered since they were made.
        seconds: how long it took, in wall-clock seconds.
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
