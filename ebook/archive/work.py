"""Do one job: turn a source into staged files. This runs in the worker processes."""

from __future__ import annotations

import hashlib
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import msgspec

from ebook.archive.addresses import display, inside, join
from ebook.archive.inputs import Changed, Inputs, Unavailable
from ebook.archive.job import Failure, Job, Outcome, Output
from ebook.archive.storage import for_each, open_storage
from ebook.clock import Clock
from ebook.errors import CannotWrite, EbookError, Exit, MissingTool
from ebook.formats import writable
from ebook.pipeline import Converted, convert
from ebook.readers import Reading

__all__ = ["do", "memory"]

_LINES = 8
"""How many lines of a traceback are reported; the last ones are the most useful."""


def do(job: Job) -> Outcome:
    """Export an issue and stage its files. Errors are reported in the outcome; nothing is raised."""
    return msgspec.structs.replace(_attempt(job, again=True), memory=memory())


def memory() -> int:
    """The resident memory of this process, in bytes; its peak where the system reports nothing else."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return pages * resource.getpagesize()


def _attempt(job: Job, *, again: bool) -> Outcome:
    try:
        with Inputs.at(job.source, job.files) as inputs:
            return _outcome(job, inputs)
    except Changed as error:
        return _attempt(job, again=False) if again else _failed(job, error)
    except Exception as error:  # noqa: BLE001  # one issue's defect must not end a run over thousands
        return _failed(job, error)


def _outcome(job: Job, inputs: Inputs) -> Outcome:
    clock = Clock()
    try:
        made = convert(inputs.path, options=job.options, before_render=_fetcher(job, inputs, clock))
    except Exception as error:  # noqa: BLE001  # as above; the outcome names the inputs
        inputs.ensure_unchanged()
        return _failed(job, error, inputs)
    inputs.ensure_unchanged()
    with clock.stage("save"):
        outputs = _stage(made, job)
    return Outcome(
        key=job.key,
        inputs=inputs.taken,
        outputs=outputs,
        main=tuple(written.main for written in made.written),
        pages=len(made.issue.sections),
        articles=len(made.issue.articles),
        repairs=len(made.issue.repairs),
        problems=made.report.problems,
        seconds={**made.seconds, **clock.seconds},
    )


def _fetcher(job: Job, inputs: Inputs, clock: Clock) -> Callable[[Reading], None]:
    """The function that fetches the pictures of a reading, if any are needed."""
    wanted = (
        job.options.images != "none"
        or job.options.shows_printed_pages
        or any(writable(name).takes == "issue" for name in job.options.to)
    )

    def fetch(reading: Reading) -> None:
        if wanted:
            with clock.stage("fetch"):
                inputs.take_pictures(reading, facsimiles=job.options.shows_printed_pages)

    return fetch


def _stage(made: Converted, job: Job) -> tuple[Output, ...]:
    shelf = open_storage(job.shelf)
    # A picture has the path that the text gives, which may begin with "./".
    shared = {
        inside(name) or name: content
        for written in made.written
        for name, content in written.companions.items()
    }
    own = {name: content for written in made.written for name, content in written.files.items()}
    files = {**shared, **own}
    for_each(shelf, lambda path: shelf.write(join(job.staging, path), files[path]), files)
    return tuple(
        Output(
            path=path,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            shared=path not in own,
        )
        for path, content in files.items()
    )


def _failed(job: Job, error: Exception, inputs: Inputs | None = None) -> Outcome:
    taken = inputs.taken if inputs else ()
    if not isinstance(error, EbookError):
        lines = "".join(traceback.format_exception(error)).splitlines()[-_LINES:]
        failure = Failure(
            message="\n".join((f"{display(job.source)}: an internal error of ebook", *lines)),
            hint="please report it, with the source",
            exit_code=int(Exit.DEFECT),
            lasting=False,
        )
        return Outcome(key=job.key, inputs=taken, failure=failure)
    if inputs is None or error.file in {None, inputs.path.name, str(inputs.path)}:
        error.file = display(job.source)
    return Outcome(
        key=job.key,
        inputs=taken,
        failure=Failure(
            message=str(error),
            hint=error.hint,
            exit_code=int(error.exit_code),
            lasting=bool(taken) and not isinstance(error, CannotWrite | MissingTool | Unavailable),
        ),
    )
