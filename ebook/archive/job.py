"""Jobs, their outcomes, and the workers that do them. Jobs and outcomes are sent between processes and machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

import msgspec

from ebook.options import Options
from ebook.problems import Problem

__all__ = ["Failure", "Input", "Job", "Outcome", "Output", "Workers"]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One issue to export.

    Attributes:
        key: the source's path below its root, with `/` between, the same on every machine and in
            every run: it identifies the issue in the manifest.
        source: path or fsspec URL of the source, a file or a folder.
        files: the files of a folder, relative to the folder that it is in; none for a file.
        shelf: path or fsspec URL of the shelf.
        staging: where the worker writes, below the shelf: `.ebook/staging/<run>/<job>`.
        options: as for `ebook.export`.
    """

    key: str
    source: str
    files: tuple[str, ...] = ()
    shelf: str
    staging: str
    options: Options


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an issue was made from: the source itself, or the files of its folder; then its pictures.

    Attributes:
        path: relative to the folder that the source is in.
        sha256: of its bytes, None if it is missing: when a missing picture appears, the issue has to be
            exported again.
        size: in bytes.
        mtime_ns: modification time, 0 if the file system or store records none: then only the content
            shows whether it changed.
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
        shared: whether other issues may use it too (a picture of a Markdown text).
    """

    path: str
    sha256: str
    size: int
    shared: bool = False


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why an issue could not be exported.

    Attributes:
        message: what is wrong, with the file and line.
        hint: what to do.
        exit_code: of `ebook.errors.Exit`.
        lasting: whether it fails again as long as its inputs and options stay the same, as a broken
            source does, unlike a full disk or a killed worker.
    """

    message: str
    hint: str | None
    exit_code: int
    lasting: bool


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a job: outputs in the staging folder, or a failure.

    Attributes:
        key: of the job.
        inputs: the source and its pictures, as they were when they were read.
        outputs: what was staged, empty on failure.
        main: for each format, in the order requested, the output to open.
        failure: None on success.
        pages, articles, repairs: how much was read.
        problems: as `ebook.Report` has them.
        seconds: duration of each stage.
        memory: resident memory of the worker afterwards, in bytes; when it grows too much, the worker is replaced.
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
    """Does jobs, several at a time. Leaving the context ends all work at once, even if unfinished."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Do jobs; outcomes are yielded as they become ready, in any order.

        A job is taken from the iterable only when a worker is free for it, so that the caller can decide
        late. If a worker dies or times out, its job has an outcome with a failure that is not lasting.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
