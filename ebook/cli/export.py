"""`ebook export`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ebook.cli import archive, console
from ebook.cli.flags import ArchiveFlags, collect, with_flags
from ebook.errors import EbookError, Exit, UsageError
from ebook.options import Options

if TYPE_CHECKING:
    from ebook.pipeline import Exported

__all__ = ["export_command"]

_STANDARD_OUTPUT = "-"


@with_flags(Options, ArchiveFlags)
def export_command(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or zips with one issue each; or whole archives: folders of issues, quoted patterns, URLs.",
            metavar="SOURCE...",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR|-",
            help="Output folder (an archive's shelf); - prints a text format.",
        ),
    ] = ".",
    log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Append a record of each export to FILE, as JSON lines."),
    ] = None,
    values: Mapping[str, object],
) -> None:
    """Export newspaper issues, by default to EPUB and PDF in the current folder.

    Of an archive, only what is new or has changed is exported.
    """
    flags = collect(ArchiveFlags, values)
    options = collect(Options, values)
    is_archive = archive.is_archive(sources, flags, options.from_)
    if isinstance(options.cover, Path) and (is_archive or len(sources) > 1):
        raise UsageError("--cover applies to a single issue", hint="export the issues one by one")
    if is_archive:
        archive.export_archive(sources, output, options, flags, log)
    else:
        _export_files([Path(source) for source in sources], output, options, log)


def _export_files(sources: list[Path], output: str, options: Options, log: Path | None) -> None:
    """Export files one after the other, or print one."""
    if output == _STANDARD_OUTPUT:
        _print(sources, options)
        return
    failures = _export_all(sources, Path(output), options, log)
    if failures and len(sources) == 1:
        raise SystemExit(int(failures[0].exit_code))
    if failures:
        raise SystemExit(int(Exit.SOME_FAILED))


def _export_all(sources: list[Path], folder: Path, options: Options, log: Path | None) -> list[EbookError]:
    """Export each source; a failure is reported and does not stop the others."""
    from ebook.cli.log import log_export
    from ebook.pipeline import export

    failures: list[EbookError] = []
    with console.progress(len(sources)) as bar:
        for source in sources:
            try:
                done = export(source, folder, options=options, progress=partial(bar.stage, source.name))
            except EbookError as failure:
                failure.file = failure.file or source.name
                failures.append(failure)
                console.error(failure)
                log_export(log, str(source), failure)
            else:
                console.problems(done.report)
                _summary(done)
                log_export(log, str(source), done)
            bar.done(source.name)
    return failures


def _print(sources: list[Path], options: Options) -> None:
    """Print one source in one text format."""
    from ebook.formats import writable
    from ebook.pipeline import convert

    if len(sources) != 1 or len(options.to) != 1:
        raise UsageError("-o - prints one source in one format", hint="name one, as in --to json -o -")
    if not writable(options.to[0]).is_text:
        raise UsageError(
            f"{options.to[0]} is not a text format", hint="print json or markdown, or name a folder with -o"
        )
    done = convert(sources[0], options=options)
    console.problems(done.report)
    written = done.written[0]
    sys.stdout.buffer.write(written.files[written.main])
    sys.stdout.buffer.flush()


def _summary(done: Exported) -> None:
    """A line with counts, then a line for each file."""
    from ebook.problems import Severity

    errors = done.report.count(Severity.ERROR)
    counted = (
        ("page", len(done.issue.sections)),
        ("article", len(done.issue.articles)),
        ("repair", len(done.issue.repairs)),
        ("warning", done.report.count(Severity.WARNING)),
        *([("error", errors)] if errors else ()),
    )
    console.out(
        f"{done.source}: "
        + ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counted)
    )
    for path in done.files:
        console.out(f"  {path}  {console.size(_size(path))}")


def _size(path: Path) -> int:
    """Bytes of a file; of the whole folder where the file is the entry into one."""
    if path.name == "index.xhtml":
        return sum(part.stat().st_size for part in path.parent.rglob("*") if part.is_file())
    return path.stat().st_size
