"""What a worker is told, and what it answers. Both travel between processes and between machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

import msgspec

from ebook.options import Options
from ebook.problems import Problem

__all__ = ["Failure", "Input", "Job", "Outcome", "Output", "Workers"]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One issue to make.

    Attributes:
        key: the source's path below its root, with `/` between, the same on every machine and in
            every run: it names the issue in the manifest.
        source: path or fsspec URL of the source file.
        shelf: path or fsspec URL of the shelf.
        staging: where the worker writes, below the shelf: `.ebook/staging/<run>/<job>`.
        options: as for `ebook.export`.
    """

    key: str
    source: str
    shelf: str
    staging: str
    options: Options


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an issue was made from: the source itself, then its pictures.

    Attributes:
        path: relative to the source's folder.
        sha256: of its bytes, None where it is missing: an issue whose missing picture turns up has
            to be made again.
        size: in bytes.
        mtime_ns: its time of change, 0 where the file system or store knows none: then only its
            content tells whether it changed.
    """

    path: str
    sha256: str | None
    size: int = 0
    mtime_ns: int = 0


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a worker staged.

    Attributes:
        path: below the folder of the issue on the shelf, which is the folder of its key.
        sha256: of its bytes.
        size: in bytes.
        shared: whether other issues may refer to it too (a picture beside a Markdown text).
    """

    path: str
    sha256: str
    size: int
    shared: bool = False


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why an issue could not be made.

    Attributes:
        message: what is wrong, with the file and line.
        hint: what to do.
        exit_code: of `ebook.errors.Exit`.
        lasting: whether it would fail again as long as its inputs and options stay the same, as a
            broken source does, unlike a full disk or a killed worker.
    """

    message: str
    hint: str | None
    exit_code: int
    lasting: bool


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a job: outputs in the staging folder, or a failure.

    Attributes:
        key: of the job.
        inputs: the source and its pictures, as they were when they were read.
        outputs: what was staged, empty on failure.
        main: for each format, in the order asked for, the one of its outputs to open.
        failure: None where all went well.
        pages, articles, repairs: how much was read.
        problems: as `ebook.Report` has them.
        seconds: how long each stage took, in wall-clock seconds.
        memory: resident memory of the worker afterwards, in bytes: when it grows, the worker is replaced.
    """

    key: str
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    main: tuple[str, ...] = ()
    failure: Failure | None = None
    pages: int = 0
    articles: int = 0
    repairs: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: dict[str, float] = {}
    memory: int = 0


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
