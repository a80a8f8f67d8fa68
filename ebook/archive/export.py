"""`export_all`: find, plan, make, publish."""

from __future__ import annotations

import datetime
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from ebook.archive.events import Begun, Done, Event, Failed, Listener, Summary
from ebook.archive.fingerprint import build_fingerprint
from ebook.archive.fixity import Files
from ebook.archive.job import Failure, Workers
from ebook.archive.manifest import Entry, Manifest
from ebook.archive.plan import Plan, StalenessChecker, make_plan
from ebook.archive.publish import Publisher
from ebook.archive.run import Run
from ebook.archive.sources import FoundSources, find
from ebook.archive.state import STAGING, RunRegistry, StatePaths, exclusive_lock, state_paths
from ebook.archive.storage import Storage, open_storage
from ebook.errors import EbookError, Exit, UsageError
from ebook.options import DEFAULT_TIMEOUT, Options
from ebook.pipeline import validate_options

__all__ = ["export_all"]


def export_all(
    sources: Iterable[str | Path] | str | Path,
    shelf: str | Path,
    *,
    to: Iterable[str] | str | None = None,
    options: Options | None = None,
    jobs: int | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    scheduler: str | None = None,
    manifest: str | Path | None = None,
    checksum: bool = False,
    prune: bool = False,
    dry_run: bool = False,
    listen: Listener | None = None,
    workers: Callable[[], Workers] | None = None,
) -> Summary:
    """Export the issues of an archive whose outputs are missing from the shelf or out of date.

    An output goes to the same folder on the shelf that its source has in the archive. A manifest records
    what is on the shelf and what it was made from; an issue is exported again only when that changed.

    Args:
        sources: folders, globs (`1998/**/*.md`), files, and URLs of these.
        shelf: the folder, or its URL.
        to: the formats; if given, they replace `options.to`.
        options: all other settings of an export.
        jobs: number of worker processes; None for one per processor.
        timeout: seconds that one issue may take on this machine.
        scheduler: address of a Dask scheduler whose workers are used instead.
        manifest: the database file; by default on the shelf, or in the user's state folder for a shelf at a URL.
        checksum: compare all files by content, not only those whose size or time changed.
        prune: remove outputs whose source is gone.
        dry_run: write nothing; the summary says what would be done.
        listen: called with each event as it happens.
        workers: creates the workers, in place of processes or a cluster.

    Returns:
        What was done. Failed issues are listed there and raise no error.

    Raises:
        EbookError: what stops the whole run; see `ebook.errors`. Published files stay, and the next run
            continues from there.
    """
    options = options or Options()
    if to is not None:
        options = msgspec.structs.replace(options, to=(to,) if isinstance(to, str) else tuple(to))
    validate_options(options)
    if scheduler and jobs:
        raise UsageError("a cluster has its own workers", hint="use --jobs or --scheduler, not both")
    named = [sources] if isinstance(sources, str | Path) else sources
    tally = _Tally(listen)
    paths = state_paths(str(shelf), Path(manifest) if manifest else None)
    found = find(map(str, named), paths.shelf)
    checker = StalenessChecker(
        build_fingerprint(options), paths.shelf, checksum=checksum, force=options.force
    )
    if dry_run:
        with Manifest(paths.manifest, read_only=True) as known:
            tally.begin(found, make_plan(found, known.entries(), checker))
    else:
        open_workers = workers or _workers(jobs, timeout, scheduler)
        _carry_out(
            found=found,
            checker=checker,
            paths=paths,
            options=options,
            open_workers=open_workers,
            tally=tally,
            prune=prune,
        )
    return tally.summary()


def _carry_out(
    *,
    found: FoundSources,
    checker: StalenessChecker,
    paths: StatePaths,
    options: Options,
    open_workers: Callable[[], Workers],
    tally: _Tally,
    prune: bool,
) -> None:
    with Manifest(paths.manifest) as known, _run(paths, known) as (name, registry, storage):
        Publisher(storage, known, paths.publishing).clear_evicted()
        entries = known.entries()
        plan = make_plan(found, entries, checker)
        _write_touched(known, plan.touched, entries)
        tally.begin(found, plan)
        gone = {entry.key for entry in plan.gone}
        publisher = Publisher(storage, known, paths.publishing, gone=gone, force=options.force)
        run = Run(
            name,
            shelf=paths.shelf,
            sources={source.key: source for source in found.sources},
            options=options,
            manifest=known,
            registry=registry,
            checker=checker,
            publisher=publisher,
            listen=tally,
        )
        if plan.make:
            with open_workers() as workers:
                run.make(plan.make, workers)
        if prune:
            tally.prune(plan.gone, publisher)


class _Tally:
    """Counts events, and passes them on."""

    def __init__(self, listen: Listener | None) -> None:
        self._listen = listen
        self._started = time.perf_counter()
        self._states: dict[str, Failure | bool] = {}  # a failure, or whether this run exported it
        self._pruned: list[str] = []
        self._left: list[str] = []

    def begin(self, found: FoundSources, plan: Plan) -> None:
        """Count what is known before the first export."""
        self._found, self._plan = found, plan
        self._states.update(dict.fromkeys(plan.unchanged, False))
        self._pass_on(Begun(found=found, plan=plan))
        for name in found.unnameable:
            self(Done(key=name, source=name, failure=_unnameable(name)))
        for source, failure in plan.failing:
            self(Done(key=source.key, source=source.url, failure=failure))

    def __call__(self, event: Event) -> None:
        if isinstance(event, Done):
            self._states[event.key] = event.failure or not event.elsewhere
            self._left += event.left
        self._pass_on(event)

    def prune(self, gone: Iterable[Entry], publisher: Publisher) -> None:
        """Remove the outputs of sources that are really gone."""
        for entry in gone:
            if Files(entry.root).stat(entry.key) is None:
                self._left += publisher.remove(entry.key)
                self._pruned.append(entry.key)

    def summary(self) -> Summary:
        """What was done."""
        states = sorted(self._states.items())
        return Summary(
            plan=self._plan,
            found=self._found,
            made=tuple(key for key, state in states if state is True),
            unchanged=sum(state is False for _, state in states),
            failed=tuple(
                Failed(key=key, failure=state) for key, state in states if isinstance(state, Failure)
            ),
            pruned=tuple(self._pruned),
            left=tuple(self._left),
            seconds=time.perf_counter() - self._started,
        )

    def _pass_on(self, event: Event) -> None:
        if self._listen:
            self._listen(event)


@contextmanager
def _run(paths: StatePaths, manifest: Manifest) -> Iterator[tuple[str, RunRegistry, Storage]]:
    """Register a run, after cleaning up those that died; at the end nothing of it is left behind."""
    name, registry, storage = _new_name(), RunRegistry(paths.runs), open_storage(paths.shelf)
    with registry.register(name):
        with exclusive_lock(paths.publishing):
            _clear_dead(paths, manifest, registry, storage)
        with manifest.transaction():
            manifest.begin_run(name)
        # What cannot be removed now, on a disk that is full or gone, the next run removes. It does the same for
        # a run that was interrupted: a worker of a cluster may still be writing for it.
        try:
            yield name, registry, storage
        except BaseException:
            with suppress(EbookError), manifest.transaction():
                manifest.release_all(name)
            raise
        else:
            with manifest.transaction():
                manifest.end_run(name)
        finally:
            with suppress(EbookError):
                storage.remove(f"{STAGING}/{name}")


def _clear_dead(paths: StatePaths, manifest: Manifest, registry: RunRegistry, storage: Storage) -> None:
    staging = Path(paths.shelf, STAGING)
    left = [path.name for path in staging.iterdir()] if staging.is_dir() else []
    for name in sorted({*manifest.runs(), *registry.names(), *left}):
        if not registry.is_alive(name):
            storage.remove(f"{STAGING}/{name}")
            with manifest.transaction():
                manifest.end_run(name)
            registry.forget(name)


def _new_name() -> str:
    """Unique, and says when and where the run started."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    host = "".join(sign if sign.isalnum() else "-" for sign in socket.gethostname())[:20]
    return f"{now}-{host}-{os.getpid()}-{secrets.token_hex(3)}"


def _write_touched(manifest: Manifest, touched: Iterable[Entry], entries: dict[str, Entry]) -> None:
    """Record new modification times, unless another run has changed the entry meanwhile."""
    if touched:
        with manifest.transaction():
            for entry in touched:
                if manifest.entry(entry.key) == entries[entry.key]:
                    manifest.put(entry)


def _workers(jobs: int | None, timeout: float, scheduler: str | None) -> Callable[[], Workers]:
    if scheduler:
        from ebook.archive.cluster import DaskCluster

        return lambda: DaskCluster(scheduler)
    from ebook.archive.pool import LocalPool

    return lambda: LocalPool(jobs or _processors(), timeout)


def _processors() -> int:
    """How many processors this process may use; on macOS, how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _unnameable(name: str) -> Failure:
    return Failure(
        message=f"{name}: the file name is not valid in this system's encoding",
        hint="rename it, for instance with convmv",
        exit_code=int(Exit.UNREADABLE_SOURCE),
        lasting=True,
    )
